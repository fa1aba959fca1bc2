import { fieldFlag, fieldPlace, isNotTrue } from '../../model/profile/field.ts';
import { isDeviceTunnel, profileField, routingOf } from '../../model/profile/profile.ts';
import { routesOf } from '../../model/profile/routes.ts';
import { rule } from '../rule.ts';
import { mayBeElsewhere } from './misplaced.ts';

export default rule({
  id: 'split-no-routes',
  on: 'profile',
  severity: 'warning',
  title: 'A split tunnel has no route into it',
  why: "With DisableClassBasedDefaultRoute Windows does not even add the route of the tunnel address's own class. The tunnel connects, and nothing behind it can be reached.",
  howToFix:
    'Add a Route for each network behind the tunnel. With a gateway that sends routes to the client nothing has to be changed; suppress the finding and say so.',
  whenOff: 'Where the gateway sends the routes to the clients.',
  sources: ['richardhicks/aovpn, ProfileXML_User.xml (comments)', 'Richard Hicks, "Always On VPN Routing Configuration"'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <NativeProfile>
    <RoutingPolicyType>SplitTunnel</RoutingPolicyType>
    <DisableClassBasedDefaultRoute>⟦true⟧</DisableClassBasedDefaultRoute>
  </NativeProfile>
  <Route><Address>203.0.113.10</Address><PrefixSize>32</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
</VPNProfile>
`,
    ],
    good: [
      `=== profile.xml
<VPNProfile>
  <NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute></NativeProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
</VPNProfile>
`,
      // The class-based route is left, or the gateway's selectors become routes, or may.
      '=== profile.xml\n<VPNProfile><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute><PlumbIKEv2TSAsRoutes>true</PlumbIKEv2TSAsRoutes></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute><PlumbIKEv2TSAsRoutes>$Plumb</PlumbIKEv2TSAsRoutes></NativeProfile></VPNProfile>\n',
      // A route that is not readable, or stands in the wrong place, is no missing one.
      '=== profile.xml\n<VPNProfile><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute></NativeProfile><Route><Address>$Network</Address><PrefixSize>16</PrefixSize><ExclusionRoute>$Out</ExclusionRoute></Route></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute><Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute></NativeProfile><RouteList><Route><Address>10.0.0.0</Address></Route></RouteList></VPNProfile>\n',
      // device-no-routes speaks of device tunnels.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute></NativeProfile></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<⟦VPNProfile⟧{xml-not-wellformed}><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType><DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute></NativeProfile>',
    ],
  },
  check(profile, report) {
    const { root } = profile;
    if (!root.complete || isDeviceTunnel(profile) !== false || routingOf(profile) !== 'splittunnel') return;
    const disabled = profileField(profile, 'NativeProfile/DisableClassBasedDefaultRoute');
    const at = fieldPlace(disabled);
    if (!at || fieldFlag(disabled) !== true || !isNotTrue(profileField(profile, 'NativeProfile/PlumbIKEv2TSAsRoutes'))) return;
    if (routesOf(profile).some(({ isExclusion }) => isExclusion !== true) || mayBeElsewhere(root, /route|^plumb/i)) return;
    report({
      at,
      message:
        'This split tunnel has no inclusion route, and no class-based one either, so nothing behind it can be reached unless the gateway sends routes. Add a Route for each network behind the tunnel.',
    });
  },
});
