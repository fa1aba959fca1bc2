import type { Change } from '../../model/change.ts';
import type { Location } from '../../core/source-file.ts';
import { prefixText } from '../../model/profile/address.ts';
import { fieldFlag, fieldPlace } from '../../model/profile/field.ts';
import { nodeAt, type ProfileNode } from '../../model/profile/node.ts';
import { isDeviceTunnel, profileField, routingOf, type VpnProfile } from '../../model/profile/profile.ts';
import { routePlace, routesOf } from '../../model/profile/routes.ts';
import { rule, type Related } from '../rule.ts';

export default rule({
  id: 'force-with-routes',
  on: 'profile',
  severity: 'warning',
  title: 'A force tunnel has what belongs to a split tunnel',
  why: 'A force tunnel sends everything into the tunnel. Inclusion routes and DisableClassBasedDefaultRoute contradict that, and must be removed for it to work.',
  howToFix:
    'Remove the inclusion routes and DisableClassBasedDefaultRoute. Exclusion routes stay. The inclusion routes are reported once, at the first one. If a split tunnel was meant, write SplitTunnel instead.',
  whenOff: 'Where you have seen that the force tunnel works with the routes in it, and a tool writes them in any case.',
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
  <Route><Address>$Network</Address><PrefixSize>16</PrefixSize><ExclusionRoute>false</ExclusionRoute></Route>
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
    const all = found.flatMap(({ remove }) => remove);
    for (const { at, what, name, remove, related } of found) {
      const isOne = remove.length === 1;
      report({
        at,
        message: `${what} ${isOne ? 'contradicts' : 'contradict'} ForceTunnel, which sends everything into the tunnel. Remove ${isOne ? 'it' : 'them'}; only exclusion routes stay.`,
        related,
        fixes: () => [
          { title: `Remove ${name}`, safe: false, changes: remove },
          ...(found.length > 1 ? [{ title: `Remove all ${all.length} that contradict ForceTunnel`, safe: false, changes: all }] : []),
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
  readonly remove: readonly Change[];
  readonly related: readonly Related[];
}

function contradictions(profile: VpnProfile): Contradiction[] {
  const name = 'DisableClassBasedDefaultRoute';
  const disabled = profileField(profile, `NativeProfile/${name}`);
  const node = nodeAt(profile.root, `NativeProfile/${name}`);
  const at = fieldPlace(disabled);
  const ofClass = node && at && fieldFlag(disabled) === true ? [{ at, what: name, name, remove: [removal(node)], related: [] }] : [];
  return [...ofClass, ...inclusions(profile)];
}

/** All inclusion routes are one contradiction: a force tunnel that was a split tunnel before has dozens. */
function inclusions(profile: VpnProfile): Contradiction[] {
  const routes = routesOf(profile).filter(({ isExclusion }) => isExclusion === false);
  const [first, ...others] = routes;
  if (!first) return [];
  const block = first.prefix ? ` ${prefixText(first.prefix)}` : '';
  const isOne = others.length === 0;
  return [
    {
      at: routePlace(first),
      what: isOne ? `The inclusion route${block}` : `This inclusion route and ${others.length} more`,
      name: isOne ? `the inclusion route${block}` : `all ${routes.length} inclusion routes`,
      remove: routes.map(({ node }) => removal(node)),
      related: others.map((route) => ({ at: routePlace(route), message: 'Another inclusion route' })),
    },
  ];
}

const removal = ({ at }: ProfileNode): Change => ({ kind: 'remove-element', at });
