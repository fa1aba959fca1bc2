import { entriesOf, type Entry } from '../../model/profile/entries.ts';
import { isIPv6, parseAddressRange } from '../../model/profile/filters.ts';
import { childNodes } from '../../model/profile/node.ts';
import { routesOf } from '../../model/profile/routes.ts';
import { rule } from '../rule.ts';
import { shown } from '../shown.ts';

const SAID = 'richardhicks/aovpn, as of July 2021';

export default rule({
  id: 'filter-ipv6',
  on: 'profile',
  severity: 'warning',
  title: 'Traffic filters are used with IPv6',
  why: 'Traffic filters are not compatible with IPv6: those with IPv6 addresses do not work, and richardhicks/aovpn advises against any filter where the clients get IPv6 addresses. DPC writes no IPv6 into filters either. This was observed in July 2021; a later Windows may behave in another way.',
  howToFix: 'Write IPv4 addresses in filters. Where IPv6 is needed in the tunnel, do without filters, or test on every release of Windows that you have.',
  whenOff: 'Where you have tried these filters on every release in use and found them at work.',
  sources: ['Richard Hicks, "Always On VPN Traffic Filters and IPv6" (July 2021)', 'ld0614/DPC, TrafficFilter.cs'],
  confidence: 'observed',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><TrafficFilter><LocalAddressRanges>⟦fd00::1-fd00::9⟧</LocalAddressRanges></TrafficFilter><TrafficFilter><RemoteAddressRanges>10.0.0.0/8,⟦2001:db8::/32⟧,2001:db8:1::1</RemoteAddressRanges></TrafficFilter></VPNProfile>\n',
      `=== profile.xml
<VPNProfile>
  <⟦TrafficFilter⟧>
    <RemoteAddressRanges>10.0.0.0/8</RemoteAddressRanges>
  </TrafficFilter>
  <TrafficFilter>
    <RemoteAddressRanges>172.16.0.0/12</RemoteAddressRanges>
  </TrafficFilter>
  <Route>
    <Address>2001:db8::</Address>
    <PrefixSize>32</PrefixSize>
  </Route>
</VPNProfile>
`,
    ],
    good: [
      // Filters with IPv4 routes, IPv6 routes without filters, and an IPv6 route that keeps traffic out of the tunnel.
      '=== profile.xml\n<VPNProfile><TrafficFilter><RemoteAddressRanges>10.0.0.0/8</RemoteAddressRanges></TrafficFilter><Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route><Route><Address>2001:db8::</Address><PrefixSize>32</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><Route><Address>2001:db8::</Address><PrefixSize>32</PrefixSize></Route></VPNProfile>\n',
      // Whether it keeps traffic out is filled in later.
      '=== profile.xml\n<VPNProfile><TrafficFilter><RemoteAddressRanges>$v6</RemoteAddressRanges></TrafficFilter><Route><Address>2001:db8::</Address><PrefixSize>32</PrefixSize><ExclusionRoute>$exclude</ExclusionRoute></Route></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><TrafficFilter><RemoteAddressRanges>10.0.0.0/8</RemoteAddressRanges></TrafficFilter><⟦Route⟧{xml-not-wellformed}><Address>2001:db8::</Address><PrefixSize>32</PrefixSize>',
    ],
  },
  check(profile, report) {
    const filters = childNodes(profile.root, 'TrafficFilter');
    for (const { name, value } of filters.flatMap((filter) => filter.children)) {
      if ((name !== 'LocalAddressRanges' && name !== 'RemoteAddressRanges') || value.state !== 'known') continue;
      const entry = entriesOf(value.written).find(isAboutIPv6);
      if (!entry) continue;
      report({
        at: entry.at,
        message: `${shown(entry.value)} is IPv6, and traffic filters do not handle IPv6 (${SAID}). Write IPv4 addresses.`,
      });
    }
    const [filter] = filters;
    const route = filter && routesOf(profile).find((each) => each.node.complete && each.isExclusion === false && each.prefix?.address.version === 6);
    if (!route) return;
    report({
      at: filter.at,
      message: `This profile has traffic filters and IPv6 routes, and filters do not handle IPv6 (${SAID}). Do without one of them, or test what passes.`,
      related: [{ at: route.node.at, message: 'A route for IPv6.' }],
    });
  },
});

function isAboutIPv6({ value }: Entry): boolean {
  const range = value.includes(':') ? parseAddressRange(value) : undefined;
  return range !== undefined && isIPv6(range);
}
