import { addressText, bitsOf, hasHostBits, networkOf } from '../../model/profile/address.ts';
import { nodeAt } from '../../model/profile/node.ts';
import { routePlace, routesOf } from '../../model/profile/routes.ts';
import { rule, type Fix } from '../rule.ts';

export default rule({
  id: 'route-host-bits',
  on: 'profile',
  severity: 'error',
  title: 'The address of a route is not the first one of its block',
  why: 'Windows keeps such a route (Get-VpnConnection shows it) but never adds it to the routing table, so traffic to that network does not enter the tunnel and nothing says why.',
  howToFix: 'Write the network address of the block into Address. For one host write PrefixSize 32, or 128 for IPv6.',
  whenOff: 'Never: Windows does not add such a route.',
  sources: ['Richard Hicks, "Always On VPN Client Routes Missing"'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <Route><Address>⟦172.21.12.0⟧</Address><PrefixSize>21</PrefixSize></Route>
  <Route><Address>⟦10.20.30.40⟧</Address><PrefixSize>24</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
  <Route><Address>⟦2001:db8:2112::10⟧</Address><PrefixSize>48</PrefixSize></Route>
</VPNProfile>
`,
      // What is meant by all addresses of one host is anybody's guess.
      '=== profile.xml\n<VPNProfile><Route><Address>⟦10.0.0.0⟧</Address><PrefixSize>0</PrefixSize></Route></VPNProfile>\n',
    ],
    good: [
      `=== profile.xml
<VPNProfile>
  <Route><Address>172.21.8.0</Address><PrefixSize>21</PrefixSize></Route>
  <Route><Address>172.21.12.0</Address><PrefixSize>22</PrefixSize></Route>
  <Route><Address>10.20.30.40</Address><PrefixSize>32</PrefixSize></Route>
  <Route><Address>0.0.0.0</Address><PrefixSize>0</PrefixSize></Route>
  <Route><Address>2001:db8:2112::10</Address><PrefixSize>128</PrefixSize></Route>
</VPNProfile>
`,
      // Not readable, or no route at all.
      `=== profile.xml
<VPNProfile>
  <Route><Address>10.20.30.40</Address><PrefixSize>$Bits</PrefixSize></Route>
  <Route><Address>⟦10.20.30.40/24⟧{route-prefix-range}</Address><PrefixSize>24</PrefixSize></Route>
  <Route><Address>10.20.30.40</Address><PrefixSize>⟦240⟧{route-prefix-range}</PrefixSize></Route>
</VPNProfile>
`,
      // Being typed.
      '=== profile.xml\n<VPNProfile><Route><Address>10.20.30.40</Address><⟦PrefixSize⟧{xml-not-wellformed}>2',
    ],
  },
  check(profile, report) {
    for (const route of routesOf(profile)) {
      const { prefix, node } = route;
      if (!node.complete || !prefix || !hasHostBits(prefix)) continue;
      const network = addressText(networkOf(prefix));
      const host = bitsOf(prefix.address);
      // Without any bits the network is everything there is, and nobody means that by writing an address.
      const advice =
        prefix.size === 0 ? 'Write the number of bits that the network has' : `Write ${network} for the network, or PrefixSize ${host} for this one host`;
      report({
        at: routePlace(route),
        message: `The block ${addressText(prefix.address)}/${prefix.size} begins at ${network}, so Windows keeps this route but never adds it to the routing table. ${advice}.`,
        fixes: (): Fix[] => {
          const address = nodeAt(node, 'Address');
          const size = nodeAt(node, 'PrefixSize');
          if (!address || !size || prefix.size === 0) return [];
          return [
            { title: `Route the network ${network}/${prefix.size}`, safe: false, changes: [{ kind: 'set-value', at: address.at, text: network }] },
            { title: `Route only this host (PrefixSize ${host})`, safe: false, changes: [{ kind: 'set-value', at: size.at, text: String(host) }] },
          ];
        },
      });
    }
  },
});
