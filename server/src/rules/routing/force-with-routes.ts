import type { Change } from '../../model/change.ts';
import type { Location } from '../../core/source-file.ts';
import { prefixText } from '../../model/profile/address.ts';
import { fieldFlag, fieldPlace } from '../../model/profile/field.ts';
import { nodeAt } from '../../model/profile/node.ts';
import { isDeviceTunnel, profileField, routingOf, type VpnProfile } from '../../model/profile/profile.ts';
import { routePlace, routesOf } from '../../model/profile/routes.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'force-with-routes',
  on: 'profile',
  severity: 'warning',
  title: 'A force tunnel has what belongs to a split tunnel',
  why: 'A force tunnel sends everything into the tunnel. Inclusion routes and DisableClassBasedDefaultRoute contradict that, and must be removed for it to work.',
  howToFix: 'Remove the inclusion routes and DisableClassBasedDefaultRoute. Exclusion routes stay. If a split tunnel was meant, write SplitTunnel instead.',
  sources: ['richardhicks/aovpn, ProfileXML_User.xml (comments)'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <NativeProfile>
    <RoutingPolicyType>ForceTunnel</RoutingPolicyType>
    <DisableClassBasedDefaultRoute>⟦true⟧</DisableClassBasedDefaultRoute>
  </NativeProfile>
  <Route><Address>⟦10.0.0.0⟧</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>⟦$Network⟧</Address><PrefixSize>16</PrefixSize><ExclusionRoute>false</ExclusionRoute></Route>
  <Route><Address>203.0.113.10</Address><PrefixSize>32</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
</VPNProfile>
`,
    ],
    good: [
      // Exclusion routes, or what may be one, are fine.
      `=== profile.xml
<VPNProfile>
  <NativeProfile><RoutingPolicyType>ForceTunnel</RoutingPolicyType><DisableClassBasedDefaultRoute>false</DisableClassBasedDefaultRoute></NativeProfile>
  <Route><Address>203.0.113.10</Address><PrefixSize>32</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
  <Route><Address>203.0.113.11</Address><PrefixSize>32</PrefixSize><ExclusionRoute>$Out</ExclusionRoute></Route>
</VPNProfile>
`,
      // Not known to be a force tunnel.
      `=== profile.xml
<VPNProfile>
  <NativeProfile><RoutingPolicyType>{{Routing}}</RoutingPolicyType><DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute></NativeProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
</VPNProfile>
`,
      // A device tunnel cannot be a force tunnel: the routes are right, and device-force says what is wrong.
      `=== profile.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <NativeProfile><RoutingPolicyType>ForceTunnel</RoutingPolicyType></NativeProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
</VPNProfile>
`,
    ],
  },
  check(profile, report) {
    if (!profile.root.complete || isDeviceTunnel(profile) !== false || routingOf(profile) !== 'forcetunnel') return;
    const found = contradictions(profile);
    const all = found.map(({ remove }) => remove);
    for (const { at, what, name, remove } of found) {
      report({
        at,
        message: `${what} contradicts ForceTunnel, which sends everything into the tunnel. Remove it; only exclusion routes stay.`,
        fixes: () => [
          { title: `Remove ${name}`, safe: false, changes: [remove] },
          ...(found.length > 1 ? [{ title: `Remove all ${found.length} that contradict ForceTunnel`, safe: false, changes: all }] : []),
        ],
      });
    }
  },
});

interface Contradiction {
  readonly at: Location;
  readonly what: string;
  /** The same in the title of a fix. */
  readonly name: string;
  readonly remove: Change;
}

function contradictions(profile: VpnProfile): Contradiction[] {
  const disabled = profileField(profile, 'NativeProfile/DisableClassBasedDefaultRoute');
  const node = nodeAt(profile.root, 'NativeProfile/DisableClassBasedDefaultRoute');
  const at = fieldPlace(disabled);
  const ofClass: Contradiction[] =
    node && at && fieldFlag(disabled) === true
      ? [{ at, what: 'DisableClassBasedDefaultRoute', name: 'DisableClassBasedDefaultRoute', remove: { kind: 'remove-element', at: node.at } }]
      : [];
  const routes = routesOf(profile).filter(({ isExclusion }) => isExclusion === false);
  return [
    ...ofClass,
    ...routes.map((route): Contradiction => {
      const block = route.prefix ? ` ${prefixText(route.prefix)}` : '';
      return {
        at: routePlace(route),
        what: `The inclusion route${block}`,
        name: `the inclusion route${block}`,
        remove: { kind: 'remove-element', at: route.node.at },
      };
    }),
  ];
}
