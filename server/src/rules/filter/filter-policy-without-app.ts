import { hasCondition, isWholeFilter } from '../../model/profile/filters.ts';
import { isAbsent, nodeAt } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'filter-policy-without-app',
  on: 'element',
  elements: ['TrafficFilter'],
  severity: 'warning',
  title: 'A traffic filter without an App has a RoutingPolicyType',
  why: 'The RoutingPolicyType of a filter is for the traffic of the app, or of the users in Claims, that the filter names. Without either it has no meaning, and the routing of the profile stays in force.',
  howToFix: 'Remove RoutingPolicyType from the filter, or name the App that it is for.',
  whenOff: 'Where a tool writes it into every filter. Without an App it has no meaning there.',
  sources: ['Microsoft VPNv2 CSP, TrafficFilterList/RoutingPolicyType', 'ld0614/DPC, VPNProfileCreator.cs'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <TrafficFilter>
    <RemoteAddressRanges>10.0.0.0/8</RemoteAddressRanges>
    <⟦RoutingPolicyType⟧>ForceTunnel</RoutingPolicyType>
  </TrafficFilter>
</VPNProfile>
`,
    ],
    good: [
      // With an app, with claims, and that of the profile itself.
      '=== profile.xml\n<VPNProfile><TrafficFilter><App><Id>C:\\Windows\\System32\\mstsc.exe</Id></App><RoutingPolicyType>SplitTunnel</RoutingPolicyType></TrafficFilter><TrafficFilter><Claims>D:(A;;CC;;;AU)</Claims><RoutingPolicyType>SplitTunnel</RoutingPolicyType></TrafficFilter><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile></VPNProfile>\n',
      // The app is filled in later.
      '=== profile.xml\n<VPNProfile><TrafficFilter><App>$App</App><RoutingPolicyType>SplitTunnel</RoutingPolicyType></TrafficFilter></VPNProfile>\n',
      // Being typed: the app may follow.
      '=== profile.xml\n<VPNProfile><⟦TrafficFilter⟧{xml-not-wellformed}><RemoteAddressRanges>10.0.0.0/8</RemoteAddressRanges><RoutingPolicyType>ForceTunnel</RoutingPolicyType>',
      // A filter without any condition is the matter of another rule.
      '=== profile.xml\n<VPNProfile><⟦TrafficFilter⟧{filter-empty}><RoutingPolicyType>ForceTunnel</RoutingPolicyType></TrafficFilter></VPNProfile>\n',
    ],
  },
  check(filter, report) {
    if (!isWholeFilter(filter) || !hasCondition(filter)) return;
    const at = nodeAt(filter, 'RoutingPolicyType')?.at;
    if (!at || !isAbsent(filter, 'App') || !isAbsent(filter, 'Claims')) return;
    report({
      at,
      message: 'RoutingPolicyType has no meaning in a filter that names no App. Remove it, or name the App.',
      fixes: () => [{ title: 'Remove RoutingPolicyType from the filter', safe: false, changes: [{ kind: 'remove-element', at }] }],
    });
  },
});
