import type { Change } from '../../model/change.ts';
import { prefixText, visitNested, type IpPrefix } from '../../model/profile/address.ts';
import { fieldText } from '../../model/profile/field.ts';
import { branch, leaf, type NewElement } from '../../model/profile/new-element.ts';
import type { VpnProfile } from '../../model/profile/profile.ts';
import { isUnreadRoute, routePlace, routesOf, usableRoutes, type UsableRoute } from '../../model/profile/routes.ts';
import { rule } from '../rule.ts';
import { userNames } from './names.ts';

export default rule({
  id: 'device-route-specificity',
  on: 'profilePair',
  severity: 'information',
  title: "A device tunnel's route is narrower than the user tunnel's",
  why: "The narrower route wins. While both tunnels are up this traffic takes the device tunnel, where neither the user's authentication nor the traffic filters of the user tunnel count. Observed with DPC on real clients.",
  howToFix: 'Give the user tunnel the same route. Leave it where the traffic is to stay in the device tunnel, and suppress the finding.',
  whenOff: 'Where this traffic is to stay in the device tunnel, also while the user tunnel is up.',
  sources: ['ld0614/DPC, descriptions of its policy settings'],
  confidence: 'observed',
  examples: {
    bad: [
      `=== contoso/device.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <Route><Address>⟦10.21.12.100⟧</Address><PrefixSize>32</PrefixSize><Metric>1</Metric></Route>
  <Route><Address>⟦2001:db8:1::⟧</Address><PrefixSize>48</PrefixSize></Route>
</VPNProfile>
=== contoso/user.xml
<VPNProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>2001:db8::</Address><PrefixSize>32</PrefixSize></Route>
</VPNProfile>
`,
    ],
    good: [
      // The user tunnel has the same route, a narrower one around it that is excluded, or none that holds it.
      `=== same/device.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <Route><Address>10.21.12.100</Address><PrefixSize>32</PrefixSize></Route>
</VPNProfile>
=== same/user.xml
<VPNProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>10.21.12.100</Address><PrefixSize>32</PrefixSize></Route>
</VPNProfile>
=== excluded/device.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <Route><Address>10.21.12.100</Address><PrefixSize>32</PrefixSize></Route>
  <Route><Address>192.168.1.0</Address><PrefixSize>24</PrefixSize></Route>
  <Route><Address>172.16.0.0</Address><PrefixSize>12</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
</VPNProfile>
=== excluded/user.xml
<VPNProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>10.21.0.0</Address><PrefixSize>16</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
  <Route><Address>172.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
</VPNProfile>
`,
      // A route of the user tunnel that nobody can read may be the same one.
      `=== device.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <Route><Address>10.21.12.100</Address><PrefixSize>32</PrefixSize></Route>
</VPNProfile>
=== user.xml
<VPNProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>$DomainController</Address><PrefixSize>32</PrefixSize></Route>
</VPNProfile>
`,
      // The device tunnel's route is the wider one.
      `=== device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route></VPNProfile>
=== user.xml
<VPNProfile><Route><Address>10.21.0.0</Address><PrefixSize>16</PrefixSize></Route></VPNProfile>
`,
    ],
  },
  check({ device, users, how }, report) {
    const narrower = new Map<UsableRoute, Wider[]>();
    for (const user of users) {
      for (const [route, wider] of narrowerThan(user, device)) {
        const list = narrower.get(route);
        if (list) list.push({ user, wider });
        else narrower.set(route, [{ user, wider }]);
      }
    }
    const found = usableRoutes(device).flatMap((route) => {
      const wider = narrower.get(route);
      return wider ? [{ route, wider }] : [];
    });
    for (const { route, wider } of found) {
      const names = userNames(wider.map(({ user }) => user));
      report({
        at: routePlace(route),
        message: `${prefixText(route.prefix)} is narrower than the route of ${names} around it, so this traffic takes the device tunnel even while the user tunnel is up (observed). Add the same route there if it should not. They are ${how}.`,
        related: wider.map((each) => ({ at: routePlace(each.wider), message: `The user tunnel's route: ${prefixText(each.wider.prefix)}` })),
        fixes: () => [
          { title: `Add this route to ${names}`, safe: false, changes: wider.map(({ user }) => copied(route, user)) },
          ...(found.length > 1
            ? [
                {
                  title: `Add all ${found.length} such routes`,
                  safe: false,
                  changes: found.flatMap((each) => each.wider.map(({ user }) => copied(each.route, user))),
                },
              ]
            : []),
        ],
      });
    }
  },
});

/** A route of a user tunnel that holds one of the device tunnel's. */
interface Wider {
  readonly user: VpnProfile;
  readonly wider: UsableRoute;
}

/** The device's inclusion routes right inside an inclusion route of the user tunnel, which has none as narrow for them. */
function narrowerThan(user: VpnProfile, device: VpnProfile): Map<UsableRoute, UsableRoute> {
  const found = new Map<UsableRoute, UsableRoute>();
  if (routesOf(user).some(isUnreadRoute)) return found;
  const own = new Set(usableRoutes(user));
  const blockOf = ({ prefix }: UsableRoute): IpPrefix => prefix;
  const ofDevice = usableRoutes(device).filter(({ isExclusion }) => !isExclusion);
  visitNested([...own, ...ofDevice], blockOf, (route, around) => {
    if (own.has(route)) return;
    const wider = around.findLast((each) => own.has(each));
    if (wider && !wider.isExclusion && wider.prefix.size < route.prefix.size) found.set(route, wider);
  });
  return found;
}

/** The route of the device tunnel as a new one of a user tunnel. */
function copied(route: UsableRoute, user: VpnProfile): Change {
  const metric = fieldText(route.metric);
  const values: NewElement[] = [
    leaf('Address', fieldText(route.address) ?? ''),
    leaf('PrefixSize', fieldText(route.prefixSize) ?? ''),
    ...(metric === undefined ? [] : [leaf('Metric', metric)]),
  ];
  return { kind: 'add-element', parent: user.root.at, element: branch('Route', ...values) };
}
