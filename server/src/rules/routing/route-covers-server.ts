import { addressText, bitsOf, containsAddress, parseAddress, prefixText, type IpAddress } from '../../model/profile/address.ts';
import { fieldPlace, fieldText } from '../../model/profile/field.ts';
import { branch, leaf } from '../../model/profile/new-element.ts';
import { profileField, routingOf } from '../../model/profile/profile.ts';
import { isUnreadRoute, routePlace, routesOf, usableRoutes } from '../../model/profile/routes.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'route-covers-server',
  on: 'profile',
  severity: 'warning',
  title: "A route sends the VPN server's own address into the tunnel",
  why: 'The packets that make up the tunnel are addressed to the VPN server. A route that holds this address leads them into the tunnel that they are to carry. Windows adds a route to the server by itself, which hides the mistake until that route is lost, for example when the network changes. Inferred, not tested on every release.',
  howToFix: "Add an exclusion route for the server's address, or route the networks behind the server only.",
  whenOff: "Where the server's address is excluded by a route that the gateway hands out, or clients are seen to stay connected when they change the network.",
  sources: ['Microsoft VPNv2 CSP, RouteList (ExclusionRoute)'],
  confidence: 'inferred',
  restsOn:
    'That the packets of a tunnel cannot go through it. How Windows protects itself from that is not documented, and has not been tested on every release.',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <NativeProfile><Servers>203.0.113.10</Servers></NativeProfile>
  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>
  <Route><Address>⟦203.0.113.0⟧</Address><PrefixSize>24</PrefixSize></Route>
</VPNProfile>
`,
      `=== profile.xml
<VPNProfile>
  <NativeProfile><Servers>vpn.fabrikam.com;Lisbon, 2001:db8::10;Berlin</Servers></NativeProfile>
  <Route><Address>⟦2001:db8::⟧</Address><PrefixSize>32</PrefixSize></Route>
</VPNProfile>
`,
    ],
    good: [
      // Excluded.
      `=== profile.xml
<VPNProfile>
  <NativeProfile><Servers>203.0.113.10;203.0.113.10</Servers></NativeProfile>
  <Route><Address>203.0.113.0</Address><PrefixSize>24</PrefixSize></Route>
  <Route><Address>203.0.113.10</Address><PrefixSize>32</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
</VPNProfile>
`,
      // Somewhere else, or at a name that nobody resolves here.
      `=== profile.xml
<VPNProfile>
  <NativeProfile><Servers>203.0.113.10</Servers></NativeProfile>
  <Route><Address>203.0.113.128</Address><PrefixSize>25</PrefixSize></Route>
</VPNProfile>
=== name.xml
<VPNProfile>
  <NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile>
  <Route><Address>203.0.113.0</Address><PrefixSize>24</PrefixSize></Route>
</VPNProfile>
`,
      // An exclusion that a deployment tool fills in.
      `=== profile.xml
<VPNProfile>
  <NativeProfile><Servers>203.0.113.10</Servers></NativeProfile>
  <Route><Address>203.0.113.0</Address><PrefixSize>24</PrefixSize></Route>
  <Route><Address>$Gateway</Address><PrefixSize>32</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
</VPNProfile>
`,
    ],
  },
  check(profile, report) {
    const servers = profileField(profile, 'NativeProfile/Servers');
    const at = fieldPlace(servers);
    if (!profile.root.complete || !at || routingOf(profile) === 'forcetunnel') return;
    if (routesOf(profile).some((route) => isUnreadRoute(route) && route.isExclusion !== false)) return;
    const routes = usableRoutes(profile);
    for (const server of addressesOf(fieldText(servers) ?? '')) {
      const covering = routes.filter(({ prefix }) => prefix.size > 0 && containsAddress(prefix, server));
      if (covering.length === 0 || covering.some(({ isExclusion }) => isExclusion)) continue;
      const route = covering.reduce((best, each) => (each.prefix.size > best.prefix.size ? each : best));
      const text = addressText(server);
      const size = String(bitsOf(server));
      report({
        at: routePlace(route),
        message: `${prefixText(route.prefix)} holds the VPN server's own address ${text}, so the tunnel would have to carry itself wherever Windows' own route to the server is missing (inferred). Add an exclusion route for ${text}.`,
        related: [{ at, message: "The server's address" }],
        fixes: () => [
          {
            title: `Add an exclusion route for ${text}`,
            safe: false,
            changes: [
              {
                kind: 'add-element',
                parent: profile.root.at,
                element: branch('Route', leaf('Address', text), leaf('PrefixSize', size), leaf('ExclusionRoute', 'true')),
              },
            ],
          },
        ],
      });
    }
  },
});

/** The servers that are given as addresses; a name after a semicolon is a friendly one. */
function addressesOf(servers: string): IpAddress[] {
  const hosts = servers.split(',').map((entry) => (entry.split(';')[0] ?? '').trim());
  return [...new Set(hosts)].flatMap((host) => parseAddress(host) ?? []);
}
