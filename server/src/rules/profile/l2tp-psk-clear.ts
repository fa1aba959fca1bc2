import { profileField, protocolOf } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

/** Protocols that certainly have no use for the key. */
const WITHOUT_KEY = ['ikev2', 'sstp', 'pptp'];

export default rule({
  id: 'l2tp-psk-clear',
  on: 'profile',
  severity: 'warning',
  title: 'L2tpPsk has a pre-shared key in clear text',
  why: 'Everybody who can read the file or the profile has the key of the server. Inferred from the CSP, which knows no protected form.',
  howToFix: 'Use IKEv2 or SSTP with certificates, and change the key on the server. Until then let the deployment tool fill it in.',
  whenOff: 'Where the text is a placeholder that the deployment tool replaces, and this product does not see that.',
  sources: ['Microsoft VPNv2 CSP'],
  confidence: 'inferred',
  restsOn: 'The CSP describes the element as a plain text and knows no protected form.',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>L2TP</NativeProtocolType><L2tpPsk>⟦fabrikam-1⟧</L2tpPsk></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><L2tpPsk>⟦fabrikam-1⟧</L2tpPsk></NativeProfile></VPNProfile>\n',
    ],
    good: [
      // Filled in at deployment, or empty.
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>L2TP</NativeProtocolType><L2tpPsk>{{L2tpKey}}</L2tpPsk></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>L2TP</NativeProtocolType><L2tpPsk/></NativeProfile></VPNProfile>\n',
      // Commented out.
      '=== profile.xml\n<VPNProfile><NativeProfile><!-- <L2tpPsk>fabrikam-1</L2tpPsk> --></NativeProfile></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const key = profileField(profile, 'NativeProfile/L2tpPsk');
    if (key.state !== 'known') return;
    const protocol = protocolOf(profile) ?? '';
    const isUseless = WITHOUT_KEY.includes(protocol);
    report({
      at: key.written.at,
      message: `The pre-shared key stands here in clear text (inferred: Windows takes no other form)${isUseless ? ', and this profile does not use L2TP' : ''}. ${isUseless ? 'Remove L2tpPsk, and change the key on the server.' : 'Let the deployment tool fill it in, or move to certificates with IKEv2.'}`,
    });
  },
});
