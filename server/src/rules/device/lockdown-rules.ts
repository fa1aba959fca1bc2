import { fieldFlag, type Field } from '../../model/profile/field.ts';
import { isDeviceTunnel, profileField } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

/** Protocols that LockDown does not have. A ProtocolList says elsewhere what it holds. */
const OTHERS = ['automatic', 'sstp', 'l2tp', 'pptp'];

export default rule({
  id: 'lockdown-rules',
  on: 'profile',
  severity: 'error',
  title: 'A profile in LockDown has another protocol than IKEv2, or SplitTunnel',
  why: "LockDown is for Windows' own IKEv2 tunnel and sends all traffic through it. A profile that asks for both LockDown and something else contradicts itself.",
  howToFix: 'Set NativeProtocolType to IKEv2 and RoutingPolicyType to ForceTunnel, or remove LockDown.',
  whenOff: 'Never: the profile asks for two things that exclude each other.',
  sources: ['Microsoft, "VPN security features"', 'Richard Hicks, "Always On VPN LockDown Mode"'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <LockDown>true</LockDown>
  <NativeProfile>
    <RoutingPolicyType>⟦SplitTunnel⟧</RoutingPolicyType>
    <NativeProtocolType>⟦Automatic⟧</NativeProtocolType>
  </NativeProfile>
</VPNProfile>
`,
    ],
    good: [
      // As it is published.
      '=== profile.xml\n<VPNProfile><LockDown>true</LockDown><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><LockDown>true</LockDown><NativeProfile><RoutingPolicyType>forcetunnel</RoutingPolicyType><NativeProtocolType>ikev2</NativeProtocolType></NativeProfile></VPNProfile>\n',
      // Not in LockDown.
      '=== profile.xml\n<VPNProfile><LockDown>false</LockDown><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><LockDown>true</LockDown><NativeProfile><RoutingPolicyType>$Routing</RoutingPolicyType><NativeProtocolType>$Protocol</NativeProtocolType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><LockDown>$LockDown</LockDown><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile></VPNProfile>\n',
      // Of the traffic of one app.
      '=== profile.xml\n<VPNProfile><LockDown>true</LockDown><TrafficFilter><RoutingPolicyType>SplitTunnel</RoutingPolicyType></TrafficFilter></VPNProfile>\n',
      // The protocol of a device tunnel is the business of another rule.
      '=== profile.xml\n<VPNProfile><LockDown>true</LockDown><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>⟦SSTP⟧{device-protocol}</NativeProtocolType></NativeProfile></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    if (fieldFlag(profileField(profile, 'LockDown')) !== true) return;
    const tell = (field: Field, wrong: readonly string[], needed: string): void => {
      if (field.state !== 'known' || !wrong.includes(field.written.value.toLowerCase())) return;
      const { at, value } = field.written;
      report({ at, message: `LockDown works with ${needed} only, and this profile has ${value}. Change it to ${needed}, or remove LockDown.` });
    };
    tell(profileField(profile, 'NativeProfile/RoutingPolicyType'), ['splittunnel'], 'ForceTunnel');
    if (isDeviceTunnel(profile) === false) tell(profileField(profile, 'NativeProfile/NativeProtocolType'), OTHERS, 'IKEv2');
  },
});
