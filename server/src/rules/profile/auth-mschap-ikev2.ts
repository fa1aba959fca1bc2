import { isDeviceTunnel, profileField, protocolOf } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'auth-mschap-ikev2',
  on: 'profile',
  severity: 'error',
  title: 'UserMethod is MSChapv2 with IKEv2',
  why: 'IKEv2 knows machine certificates and EAP. Microsoft says that MSChapv2 is not supported for IKEv2, so the tunnel never comes up.',
  howToFix: 'Set UserMethod to EAP with an EAP configuration: with a certificate, or PEAP with MSCHAPv2 where it has to be a password.',
  whenOff: 'Never: Microsoft does not support the combination, and no setting of the server makes it work.',
  sources: ['Microsoft VPNv2 CSP'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><UserMethod>⟦Mschapv2⟧</UserMethod></Authentication></NativeProfile></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><UserMethod>Eap</UserMethod></Authentication></NativeProfile></VPNProfile>\n',
      // Other protocols know it, and Automatic may use one of them.
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>SSTP</NativeProtocolType><Authentication><UserMethod>MSChapv2</UserMethod></Authentication></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>Automatic</NativeProtocolType><Authentication><UserMethod>MSChapv2</UserMethod></Authentication></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>$Protocol</NativeProtocolType><Authentication><UserMethod>MSChapv2</UserMethod></Authentication></NativeProfile></VPNProfile>\n',
      // A device tunnel has no user at all.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><⟦UserMethod⟧{device-auth}>MSChapv2</UserMethod></Authentication></NativeProfile></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const method = profileField(profile, 'NativeProfile/Authentication/UserMethod');
    if (method.state !== 'known' || method.written.value.toLowerCase() !== 'mschapv2') return;
    if (protocolOf(profile) !== 'ikev2' || isDeviceTunnel(profile) !== false) return;
    report({
      at: method.written.at,
      message: 'MSChapv2 is not supported for IKEv2. Set UserMethod to EAP, and add an EAP configuration.',
    });
  },
});
