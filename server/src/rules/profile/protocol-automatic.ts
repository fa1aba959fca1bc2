import { failingValues } from '../../model/negotiation.ts';
import { nodeAt } from '../../model/profile/node.ts';
import { profileField } from '../../model/profile/profile.ts';
import { knownSuite } from '../../model/policy.ts';
import type { ProfileInContext } from '../../model/tunnel.ts';
import { FALLBACK } from '../crypto/replacement.ts';
import { rule, type Fix } from '../rule.ts';
import { fileName } from '../wording.ts';
import { isMadeForSstp } from './made-for-sstp.ts';
import { isPlainTunnel } from './plain-tunnel.ts';

export default rule({
  id: 'protocol-automatic',
  on: 'clientProfile',
  severity: 'information',
  title: 'NativeProtocolType is Automatic',
  why: 'Automatic tries SSTP before IKEv2, and whatever goes wrong is told as error 800. Falling back to IKEv2 is reported to fail, because the CryptographySuite may not be read. Many published profiles have Automatic on purpose and set the order afterwards, in rasphone.pbk or by Update-Rasphone.ps1.',
  howToFix: 'Choose IKEv2 or SSTP, or suppress this rule where the order is set after the profile is deployed.',
  whenOff: 'Where the order of the protocols is set after the profile is deployed, such as by Update-Rasphone.ps1.',
  sources: [
    'richardhicks/aovpn, ProfileXML_User.xml',
    'Richard Hicks, "Always On VPN IKEv2 and SSTP Fallback"',
    'ld0614/DPC, its tests on Windows',
    'Microsoft, "Troubleshoot Always On VPN" (error 800)',
  ],
  confidence: 'observed',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>⟦Automatic⟧</NativeProtocolType></NativeProfile></VPNProfile>\n',
      `=== profile.xml
<VPNProfile>
  <NativeProfile>
    <NativeProtocolType>⟦automatic⟧</NativeProtocolType>
    <CryptographySuite>
      <AuthenticationTransformConstants>GCMAES128</AuthenticationTransformConstants>
      <CipherTransformConstants>GCMAES128</CipherTransformConstants>
      <PfsGroup>PFS2048</PfsGroup>
      <DHGroup>Group14</DHGroup>
      <IntegrityCheckMethod>SHA256</IntegrityCheckMethod>
      <EncryptionMethod>AES_GCM_128</EncryptionMethod>
    </CryptographySuite>
  </NativeProfile>
</VPNProfile>
`,
    ],
    good: [
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>$Protocol</NativeProtocolType></NativeProfile></VPNProfile>\n',
      // Nothing is said.
      '=== profile.xml\n<VPNProfile><NativeProfile></NativeProfile></VPNProfile>\n',
      // Worse than that in a device tunnel and in LockDown.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>⟦Automatic⟧{device-protocol}</NativeProtocolType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><LockDown>true</LockDown><NativeProfile><NativeProtocolType>⟦Automatic⟧{lockdown-rules}</NativeProtocolType></NativeProfile></VPNProfile>\n',
    ],
  },
  check(context, report) {
    const { profile } = context;
    const protocol = profileField(profile, 'NativeProfile/NativeProtocolType');
    if (!isPlainTunnel(profile) || protocol.state !== 'known' || protocol.written.value.toLowerCase() !== 'automatic') return;
    const hasSuite = profile.native?.suite !== undefined;
    report({
      at: protocol.written.at,
      message: `Automatic tries SSTP before IKEv2${hasSuite ? ', may not read the CryptographySuite' : ''} and tells every failure as error 800 (observed by richardhicks/aovpn and DPC). Choose IKEv2 or SSTP, unless the order is set after deployment.`,
      fixes: () => fixesOf(context),
    });
  },
});

/** IKEv2 with the suite that it needs, or SSTP without the one that it cannot use. */
function fixesOf({ profile, server, mayOfferMore }: ProfileInContext): Fix[] {
  const { native, root } = profile;
  if (native?.protocol.state !== 'known') return [];
  const { at } = native.protocol.written;
  const suite = nodeAt(root, 'NativeProfile/CryptographySuite');
  const met = server();
  const theirs = met && knownSuite(met);
  const addition = theirs ? `, with the server's CryptographySuite (${fileName(met)})` : ', with the published minimum as suite; the server needs the same';
  const needsSuite = !suite && !mayOfferMore;
  const ikev2: Fix = {
    title: `Use IKEv2${needsSuite ? addition : ''}`,
    safe: false,
    changes: [{ kind: 'replace', at, text: 'IKEv2' }, ...(needsSuite ? [{ kind: 'add-suite', native, suite: theirs ?? FALLBACK } as const] : [])],
  };
  const sstp: Fix = {
    title: `Use SSTP (Windows 11)${suite ? ', without the CryptographySuite' : ''}`,
    safe: false,
    changes: [{ kind: 'replace', at, text: 'SSTP' }, ...(suite ? [{ kind: 'remove-element', at: suite.at } as const] : [])],
  };
  // With IKEv2 alone nothing would be left that connects.
  const isRefused = met !== undefined && native.suite !== undefined && failingValues(native.suite, met).length > 0;
  return isMadeForSstp(profile) || isRefused ? [sstp] : [ikev2, sstp];
}
