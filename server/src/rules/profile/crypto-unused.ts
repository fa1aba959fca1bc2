import { nodeAt } from '../../model/profile/node.ts';
import { profileField, protocolOf } from '../../model/profile/profile.ts';
import { rule, type Fix } from '../rule.ts';
import { isMadeForSstp } from './made-for-sstp.ts';
import { isPlainTunnel } from './plain-tunnel.ts';

export default rule({
  id: 'crypto-unused',
  on: 'profile',
  severity: 'warning',
  title: 'A CryptographySuite stands in a profile with SSTP or PPTP',
  why: 'The suite is about IPsec, which these protocols do not use. On Windows 11 a profile that once had a suite is observed to refuse the change to SSTP or PPTP alone.',
  howToFix: 'Remove the CryptographySuite, or choose IKEv2.',
  whenOff: 'Where the suite is kept for the day on which the profile goes back to IKEv2, and the profile is known to be accepted as it is.',
  sources: ['Microsoft, Set-VpnConnectionIPsecConfiguration', 'ld0614/DPC, its tests on Windows'],
  confidence: 'observed',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <NativeProfile>
    <NativeProtocolType>SSTP</NativeProtocolType>
    <⟦CryptographySuite⟧>
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
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>pptp</NativeProtocolType><⟦CryptographySuite⟧/></NativeProfile></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>L2TP</NativeProtocolType><CryptographySuite/></NativeProfile></VPNProfile>\n',
      // Automatic may use IKEv2.
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>Automatic</NativeProtocolType><CryptographySuite/></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>ProtocolList</NativeProtocolType><CryptographySuite/></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>$Protocol</NativeProtocolType><CryptographySuite/></NativeProfile></VPNProfile>\n',
      // In a device tunnel it is the protocol that is wrong.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>⟦SSTP⟧{device-protocol}</NativeProtocolType><CryptographySuite/></NativeProfile></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const protocol = profileField(profile, 'NativeProfile/NativeProtocolType');
    const suite = nodeAt(profile.root, 'NativeProfile/CryptographySuite');
    if (!suite || protocol.state !== 'known' || !['sstp', 'pptp'].includes(protocolOf(profile) ?? '') || !isPlainTunnel(profile)) return;
    const { at, value } = protocol.written;
    report({
      at: suite.at,
      message: `${value.toUpperCase()} does not use the CryptographySuite. Remove it, or choose IKEv2.`,
      related: [{ at, message: `The protocol is ${value}` }],
      fixes: () => [
        { title: 'Remove the CryptographySuite', safe: false, changes: [{ kind: 'remove-element', at: suite.at }] },
        ...(isMadeForSstp(profile) ? [] : [{ title: 'Use IKEv2', safe: false, changes: [{ kind: 'replace', at, text: 'IKEv2' }] } satisfies Fix]),
      ],
    });
  },
});
