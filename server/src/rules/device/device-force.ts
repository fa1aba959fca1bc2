import { fieldFlag } from '../../model/profile/field.ts';
import { isDeviceTunnel, profileField } from '../../model/profile/profile.ts';
import { routesOf } from '../../model/profile/routes.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'device-force',
  on: 'profile',
  severity: 'error',
  title: 'A device tunnel has ForceTunnel',
  why: 'Windows does not support force tunnel on a device tunnel.',
  howToFix: 'Set RoutingPolicyType to SplitTunnel, and add a Route for everything that must be reached before sign-in.',
  whenOff: 'Never: Windows does not support it.',
  sources: ['Microsoft, "Configure VPN device tunnels in Windows client"', 'richardhicks/aovpn, ProfileXML_Device.xml'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><RoutingPolicyType>⟦ForceTunnel⟧</RoutingPolicyType></NativeProfile><Route><Address>10.20.0.10</Address><PrefixSize>32</PrefixSize></Route></VPNProfile>\n',
      // What the split tunnel is to reach has yet to be said.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><RoutingPolicyType>⟦ForceTunnel⟧</RoutingPolicyType></NativeProfile></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><RoutingPolicyType>splittunnel</RoutingPolicyType></NativeProfile></VPNProfile>\n',
      // A user tunnel may.
      '=== profile.xml\n<VPNProfile><NativeProfile><RoutingPolicyType>ForceTunnel</RoutingPolicyType></NativeProfile></VPNProfile>\n',
      // Of the traffic of one app.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><TrafficFilter><RoutingPolicyType>ForceTunnel</RoutingPolicyType></TrafficFilter></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><RoutingPolicyType>%ROUTING%</RoutingPolicyType></NativeProfile></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const routing = profileField(profile, 'NativeProfile/RoutingPolicyType');
    if (isDeviceTunnel(profile) !== true || routing.state !== 'known' || routing.written.value.toLowerCase() !== 'forcetunnel') return;
    const { at } = routing.written;
    // A profile in LockDown must not be split either.
    const isLockedDown = fieldFlag(profileField(profile, 'LockDown')) === true;
    // Without a route a split tunnel reaches nothing that is certain.
    const hasRoute = routesOf(profile).some(({ isExclusion }) => isExclusion !== true);
    report({
      at,
      message:
        'Windows does not support ForceTunnel on a device tunnel. Set RoutingPolicyType to SplitTunnel, with a Route for what must be reached before sign-in.',
      fixes: () =>
        isLockedDown || !hasRoute
          ? []
          : [{ title: 'Use SplitTunnel; check that the routes suffice', safe: false, changes: [{ kind: 'replace', at, text: 'SplitTunnel' }] }],
    });
  },
});
