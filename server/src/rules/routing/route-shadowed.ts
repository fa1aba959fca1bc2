import { bitsOf, prefixText, visitNested, type IpPrefix } from '../../model/profile/address.ts';
import { isDeviceTunnel, routingOf, type VpnProfile } from '../../model/profile/profile.ts';
import { isSameMetric, isUnreadRoute, routePlace, routesOf, usableRoutes, type UsableRoute } from '../../model/profile/routes.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'route-shadowed',
  on: 'clientProfile',
  severity: 'hint',
  title: 'A route lies within another route of the same profile',
  why: 'The wider route already sends this traffic into the tunnel, so the narrower one adds nothing but work for whoever reads the profile. Inferred from how Windows routes: the narrower route still wins over a network that the client sits in, and over the routes of a device tunnel. A single host is reported only where the device tunnel is known.',
  howToFix: 'Remove the narrower route, unless it is there to win over the network that the client sits in or over a device tunnel.',
  whenOff: 'Where the narrower routes are there to win over networks that clients sit in, or where each route stands for a service and is meant to be read.',
  sources: ['Microsoft VPNv2 CSP, RouteList', 'ld0614/DPC, on routes of device and user tunnels'],
  confidence: 'inferred',
  restsOn: 'That the longest prefix wins, so that a route within another one changes nothing where both lead into the tunnel.',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <Route><Address>⟦10.20.30.0⟧</Address><PrefixSize>24</PrefixSize><Metric>1</Metric></Route>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize><Metric>1</Metric></Route>
  <Route><Address>2001:db8::</Address><PrefixSize>32</PrefixSize></Route>
  <Route><Address>⟦2001:db8:1::⟧</Address><PrefixSize>48</PrefixSize></Route>
</VPNProfile>
`,
      // The device tunnel's routes are known, and this host is none of them.
      `=== user.xml
<VPNProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>⟦10.21.12.200⟧</Address><PrefixSize>32</PrefixSize></Route>
</VPNProfile>
=== device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><Route><Address>10.21.12.100</Address><PrefixSize>32</PrefixSize></Route></VPNProfile>
`,
    ],
    good: [
      // An exclusion inside an inclusion, and an inclusion inside of that: none is redundant.
      `=== profile.xml
<VPNProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
  <Route><Address>10.20.30.0</Address><PrefixSize>24</PrefixSize></Route>
</VPNProfile>
`,
      // Another metric, a route to everything, a neighbour, and an exclusion that nobody can read.
      `=== metric/profile.xml
<VPNProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize><Metric>10</Metric></Route>
  <Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize><Metric>1</Metric></Route>
  <Route><Address>10.21.0.0</Address><PrefixSize>16</PrefixSize></Route>
  <Route><Address>0.0.0.0</Address><PrefixSize>0</PrefixSize></Route>
  <Route><Address>11.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
</VPNProfile>
=== unread/profile.xml
<VPNProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>10.20.30.0</Address><PrefixSize>24</PrefixSize></Route>
  <Route><Address>$Lan</Address><PrefixSize>$Bits</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
</VPNProfile>
`,
      // The single hosts of a device tunnel are deliberate.
      `=== profile.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>10.21.12.100</Address><PrefixSize>32</PrefixSize></Route>
</VPNProfile>
`,
      // A copy of the device tunnel's route takes the traffic back.
      `=== user.xml
<VPNProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>10.21.12.100</Address><PrefixSize>32</PrefixSize></Route>
</VPNProfile>
=== device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><Route><Address>10.21.12.100</Address><PrefixSize>32</PrefixSize></Route></VPNProfile>
`,
      // Single hosts are such copies, as long as nobody knows the device tunnel's routes.
      `=== alone/user.xml
<VPNProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>10.21.12.100</Address><PrefixSize>32</PrefixSize></Route>
</VPNProfile>
=== both/user.xml
<VPNProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>10.21.12.100</Address><PrefixSize>32</PrefixSize></Route>
</VPNProfile>
=== both/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><Route><Address>$DomainController</Address><PrefixSize>32</PrefixSize></Route></VPNProfile>
`,
      // A force tunnel has no use for inclusion routes at all.
      `=== profile.xml
<VPNProfile>
  <NativeProfile><RoutingPolicyType>ForceTunnel</RoutingPolicyType></NativeProfile>
  <Route><Address>⟦10.0.0.0⟧{force-with-routes}</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize></Route>
</VPNProfile>
`,
    ],
  },
  check({ profile, devices }, report) {
    if (!profile.root.complete || isDeviceTunnel(profile) !== false || routingOf(profile) === 'forcetunnel') return;
    // One that nobody can read may be the exclusion that the narrower route makes an exception from.
    if (routesOf(profile).some((route) => isUnreadRoute(route) && route.isExclusion !== false)) return;
    // A single host is mostly a copy of a device tunnel's route. Without that profile nobody can tell.
    const isDeviceKnown = devices.length > 0 && !devices.some((device) => routesOf(device).some(isUnreadRoute));
    for (const { route, wider } of shadowed(usableRoutes(profile), devices)) {
      if (!isDeviceKnown && route.prefix.size === bitsOf(route.prefix.address)) continue;
      report({
        at: routePlace(route),
        message: `${prefixText(route.prefix)} lies within ${prefixText(wider.prefix)}, which this profile routes as well (inferred). Remove it, unless it is meant to win over the network that a client sits in or over a device tunnel.`,
        related: [{ at: routePlace(wider), message: 'The wider route' }],
        fixes: () => [{ title: 'Remove this route', safe: false, changes: [{ kind: 'remove-element', at: route.node.at }] }],
      });
    }
  },
});

interface Shadowed {
  readonly route: UsableRoute;
  readonly wider: UsableRoute;
}

/** Inclusion routes right inside another one, in the order of the profile. A device tunnel's route at or below such a route makes it necessary. */
function shadowed(routes: readonly UsableRoute[], devices: readonly VpnProfile[]): Shadowed[] {
  const ofDevices = devices.flatMap((device) => usableRoutes(device)).filter(({ isExclusion }) => !isExclusion);
  const blockOf = ({ prefix }: UsableRoute): IpPrefix => prefix;
  const own = new Set(routes);
  const found = new Map<UsableRoute, UsableRoute>();
  // Equal blocks: one that is excluded as well is the business of route-duplicate.
  const excluded = new Set(routes.flatMap((route) => (route.isExclusion ? prefixText(route.prefix) : [])));
  visitNested([...routes, ...ofDevices], blockOf, (route, around) => {
    if (!own.has(route)) {
      for (const each of around) found.delete(each);
      return;
    }
    const wider = around.findLast((each) => own.has(each));
    if (route.isExclusion || !wider || wider.isExclusion || wider.prefix.size === route.prefix.size || wider.prefix.size === 0) return;
    const isAmbiguous = excluded.has(prefixText(route.prefix)) || excluded.has(prefixText(wider.prefix));
    if (!isAmbiguous && isSameMetric(route, wider)) found.set(route, wider);
  });
  return routes.flatMap((route) => {
    const wider = found.get(route);
    return wider ? [{ route, wider }] : [];
  });
}
