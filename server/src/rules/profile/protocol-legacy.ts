import { profileField } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';
import { isPlainTunnel } from './plain-tunnel.ts';

export default rule({
  id: 'protocol-legacy',
  on: 'profile',
  severity: 'warning',
  title: 'NativeProtocolType is PPTP or L2TP',
  why: 'Microsoft has deprecated PPTP and L2TP and will take them out of later server releases. What PPTP encrypts can be broken offline, and L2TP has trouble behind address translation.',
  howToFix: 'Move to IKEv2 or SSTP. The server must offer it first.',
  whenOff: 'While an old gateway is still in use that offers nothing else, for its deployment only.',
  sources: [
    'Microsoft, "PPTP and L2TP deprecation: A new era of secure connectivity" (October 2024)',
    'Richard Hicks, "Microsoft Deprecates Legacy VPN Protocols"',
  ],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>⟦L2TP⟧</NativeProtocolType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>⟦Pptp⟧</NativeProtocolType></NativeProfile></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>[L2TP]</NativeProtocolType></NativeProfile></VPNProfile>\n',
      // Worse than that in a device tunnel.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>⟦L2TP⟧{device-protocol}</NativeProtocolType></NativeProfile></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const protocol = profileField(profile, 'NativeProfile/NativeProtocolType');
    if (!isPlainTunnel(profile) || protocol.state !== 'known') return;
    const { at, value } = protocol.written;
    if (!['pptp', 'l2tp'].includes(value.toLowerCase())) return;
    report({ at, message: `Microsoft has deprecated ${value.toUpperCase()}. Move to IKEv2 or SSTP, on the server first.` });
  },
});
