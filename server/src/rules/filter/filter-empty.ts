import { hasCondition, isWholeFilter } from '../../model/profile/filters.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'filter-empty',
  on: 'element',
  elements: ['TrafficFilter'],
  severity: 'warning',
  title: 'A traffic filter has no condition',
  why: 'A filter that names no app, protocol, port or address either lets everything through or is dropped; which of the two is written nowhere. DPC leaves such a filter out.',
  howToFix: 'Give the filter a condition, or remove it. Without any filter left, all traffic may use the tunnel.',
  whenOff: 'Where you have seen on every release in use what such a filter does, and want that.',
  sources: ['ld0614/DPC, VPNProfileCreator.cs'],
  confidence: 'observed',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><⟦TrafficFilter⟧/></VPNProfile>\n',
      `=== profile.xml
<VPNProfile>
  <TrafficFilter>
    <RemoteAddressRanges>10.0.0.0/8</RemoteAddressRanges>
  </TrafficFilter>
  <⟦TrafficFilter⟧>
    <!-- all the rest -->
    <RoutingPolicyType>SplitTunnel</RoutingPolicyType>
    <Direction>Outbound</Direction>
  </TrafficFilter>
</VPNProfile>
`,
    ],
    good: [
      // To let in all that comes from inside is a condition.
      '=== profile.xml\n<VPNProfile><TrafficFilter><Direction>Inbound</Direction></TrafficFilter><TrafficFilter><Direction>$Direction</Direction></TrafficFilter></VPNProfile>\n',
      // What is filled in later, is empty or is not understood may be one.
      '=== profile.xml\n<VPNProfile><TrafficFilter><App><Id>$App</Id></App></TrafficFilter><TrafficFilter><RemoteAddressRanges></RemoteAddressRanges></TrafficFilter><TrafficFilter><RemoteAdresses>10.0.0.0/8</RemoteAdresses></TrafficFilter></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><⟦TrafficFilter⟧{xml-not-wellformed}>',
    ],
  },
  check(filter, report) {
    // A text between the tags is something, whatever it means.
    if (!isWholeFilter(filter) || hasCondition(filter) || filter.value.state === 'known' || (filter.value.state === 'unread' && filter.children.length === 0))
      return;
    report({
      at: filter.at,
      message:
        'This traffic filter has no condition, and it is not documented whether Windows then lets everything through or drops it. Give it one, or remove it.',
      fixes: () => [{ title: 'Remove the filter', safe: false, changes: [{ kind: 'remove-element', at: filter.at }] }],
    });
  },
});
