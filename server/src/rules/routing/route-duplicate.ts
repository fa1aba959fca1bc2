import { prefixText } from '../../model/profile/address.ts';
import type { VpnProfile } from '../../model/profile/profile.ts';
import { isSameMetric, routePlace, routesOf, usableRoutes, type UsableRoute } from '../../model/profile/routes.ts';
import { rule, type Fix } from '../rule.ts';

export default rule({
  id: 'route-duplicate',
  on: 'profile',
  severity: 'warning',
  title: 'Two routes of a profile have the same block of addresses',
  why: 'Of an inclusion and an exclusion of the same block only one can hold, and which one is written nowhere. The same route twice is an oversight: often one of the two was meant to be another network. Inferred, not tested on every release.',
  howToFix: 'Keep one of the two, or correct the one that was meant to be something else.',
  whenOff: 'Where a tool writes the same route twice and both are inclusions. It changes nothing then.',
  sources: ['Microsoft VPNv2 CSP, RouteList'],
  confidence: 'inferred',
  restsOn: 'The CSP says nothing of two routes for one block. What Windows does has not been tested on every release.',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize></Route>
  <Route><Address>2001:db8::</Address><PrefixSize>32</PrefixSize><Metric>1</Metric></Route>
  <Route><Address>⟦10.20.0.0⟧</Address><PrefixSize>16</PrefixSize></Route>
  <Route><Address>⟦2001:DB8:0::⟧</Address><PrefixSize>32</PrefixSize><Metric>2</Metric></Route>
  <Route><Address>⟦10.20.0.0⟧</Address><PrefixSize>16</PrefixSize></Route>
</VPNProfile>
`,
      `=== profile.xml
<VPNProfile>
  <Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize></Route>
  <Route><Address>⟦10.20.0.0⟧</Address><PrefixSize>16</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
</VPNProfile>
`,
    ],
    good: [
      `=== profile.xml
<VPNProfile>
  <Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize></Route>
  <Route><Address>10.20.0.0</Address><PrefixSize>24</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
  <Route><Address>10.21.0.0</Address><PrefixSize>16</PrefixSize></Route>
</VPNProfile>
`,
      // Not known whether they are the same.
      `=== profile.xml
<VPNProfile>
  <Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize></Route>
  <Route><Address>10.20.0.0</Address><PrefixSize>$Bits</PrefixSize></Route>
  <Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize><ExclusionRoute>$Exclude</ExclusionRoute></Route>
</VPNProfile>
`,
      // Being typed.
      '=== profile.xml\n<VPNProfile><Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize></Route><⟦Route⟧{xml-not-wellformed}><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize>',
    ],
  },
  check(profile, report) {
    const firsts = new Map<string, UsableRoute>();
    for (const route of usableRoutes(profile)) {
      const block = prefixText(route.prefix);
      const first = firsts.get(block);
      if (!first) {
        firsts.set(block, route);
        continue;
      }
      const isSame = route.isExclusion === first.isExclusion;
      const message = isSame
        ? `${block} is routed twice in this profile. Remove one of the two, or correct it if another network was meant (inferred).`
        : `${block} is both an inclusion and an exclusion route in this profile, and which of them holds is not documented (inferred). Keep one of the two.`;
      report({ at: routePlace(route), message, related: [{ at: routePlace(first), message: 'The first one' }], fixes: () => fixesOf(route, first, profile) });
    }
  },
});

function fixesOf(route: UsableRoute, first: UsableRoute, profile: VpnProfile): Fix[] {
  const remove = ({ node }: UsableRoute): Fix['changes'] => [{ kind: 'remove-element', at: node.at }];
  if (route.isExclusion === first.isExclusion) {
    // Which of two metrics counts is not known, so only a copy goes without a change of meaning.
    return [{ title: 'Remove the second one', safe: isSameMetric(route, first), changes: remove(route) }];
  }
  const titleOf = ({ isExclusion }: UsableRoute): string => `Remove the ${isExclusion ? 'exclusion' : 'inclusion'} route`;
  // Without the last one nothing behind the tunnel could be reached.
  const isLast = routesOf(profile).filter(({ isExclusion }) => isExclusion !== true).length === 1;
  const removable = [route, first].filter(({ isExclusion }) => isExclusion || !isLast);
  return removable.map((each) => ({ title: titleOf(each), safe: false, changes: remove(each) }));
}
