import { isDeviceTunnel, routingOf } from '../../model/profile/profile.ts';
import { routePlace, usableRoutes } from '../../model/profile/routes.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'route-default',
  on: 'profile',
  severity: 'warning',
  title: 'A split tunnel has a route to everything',
  why: 'A route with PrefixSize 0 sends all traffic into a tunnel that is said to be split. Which of the two default routes wins is then left to the metrics, and what Windows does for force tunnels only, such as the proxy, is missing. Inferred from how Windows routes, not tested on every release.',
  howToFix: 'Say ForceTunnel in RoutingPolicyType and remove the inclusion routes, or route only the networks that lie behind the tunnel.',
  whenOff: 'Where you have seen on every release in use that all traffic takes the tunnel as intended.',
  sources: ['Microsoft, "VPN routing decisions"'],
  confidence: 'inferred',
  restsOn: 'How Windows chooses between routes. It has not been tested on every release.',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile>
  <Route><Address>⟦0.0.0.0⟧</Address><PrefixSize>0</PrefixSize></Route>
  <Route><Address>⟦::⟧</Address><PrefixSize>0</PrefixSize></Route>
</VPNProfile>
`,
    ],
    good: [
      // An exclusion, a force tunnel, and half of everything.
      `=== profile.xml
<VPNProfile>
  <NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile>
  <Route><Address>0.0.0.0</Address><PrefixSize>0</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
  <Route><Address>0.0.0.0</Address><PrefixSize>1</PrefixSize></Route>
</VPNProfile>
=== force.xml
<VPNProfile>
  <NativeProfile><RoutingPolicyType>ForceTunnel</RoutingPolicyType></NativeProfile>
  <Route><Address>0.0.0.0</Address><PrefixSize>0</PrefixSize></Route>
</VPNProfile>
`,
      // The routing is not known.
      `=== profile.xml
<VPNProfile>
  <NativeProfile><RoutingPolicyType>$Routing</RoutingPolicyType></NativeProfile>
  <Route><Address>0.0.0.0</Address><PrefixSize>0</PrefixSize></Route>
</VPNProfile>
`,
      // device-wide-route speaks of device tunnels.
      `=== profile.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile>
  <Route><Address>0.0.0.0</Address><PrefixSize>0</PrefixSize></Route>
</VPNProfile>
`,
    ],
  },
  check(profile, report) {
    if (!profile.root.complete || isDeviceTunnel(profile) !== false || routingOf(profile) !== 'splittunnel') return;
    for (const route of usableRoutes(profile)) {
      if (route.isExclusion || route.prefix.size !== 0) continue;
      report({
        at: routePlace(route),
        message: `This route sends all IPv${route.prefix.address.version} traffic into a split tunnel, which makes it a force tunnel by the back door (inferred). Use ForceTunnel without inclusion routes, or route only the networks behind the tunnel.`,
      });
    }
  },
});
