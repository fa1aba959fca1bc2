import { profileField, isDeviceTunnel } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

/** The protocols that a device tunnel cannot use. A ProtocolList says elsewhere what it holds, and a value that Windows does not know is the business of xml-enum-value. */
const OTHERS = ['automatic', 'sstp', 'l2tp', 'pptp'];

export default rule({
  id: 'device-protocol',
  on: 'profile',
  severity: 'error',
  title: 'A device tunnel uses another protocol than IKEv2',
  why: 'The device tunnel works with IKEv2 only, without SSTP to fall back on. With another protocol it never connects.',
  howToFix: 'Set NativeProtocolType to IKEv2.',
  whenOff: 'Never: a device tunnel connects with IKEv2 only.',
  sources: ['Microsoft, "Configure VPN device tunnels in Windows client"', 'Richard Hicks, "Always On VPN Device Tunnel Only Deployment Considerations"'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>⟦Automatic⟧</NativeProtocolType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DeviceTunnel>1</DeviceTunnel><NativeProfile><NativeProtocolType>⟦sstp⟧</NativeProtocolType></NativeProfile></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>ikev2</NativeProtocolType></NativeProfile></VPNProfile>\n',
      // A user tunnel is free to choose.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>false</DeviceTunnel><NativeProfile><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>$IsDevice</DeviceTunnel><NativeProfile><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>{{Protocol}}</NativeProtocolType></NativeProfile></VPNProfile>\n',
      // The list may hold IKEv2 only.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>ProtocolList</NativeProtocolType></NativeProfile></VPNProfile>\n',
      // No such protocol: another rule says so.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>⟦IKE⟧{xml-enum-value}</NativeProtocolType></NativeProfile></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const protocol = profileField(profile, 'NativeProfile/NativeProtocolType');
    if (isDeviceTunnel(profile) !== true || protocol.state !== 'known') return;
    const { at, value } = protocol.written;
    if (!OTHERS.includes(value.toLowerCase())) return;
    report({
      at,
      message: `A device tunnel works with IKEv2 only, and this one has ${value}. Set NativeProtocolType to IKEv2.`,
      fixes: () => [{ title: 'Use IKEv2', safe: false, changes: [{ kind: 'replace', at, text: 'IKEv2' }] }],
    });
  },
});
