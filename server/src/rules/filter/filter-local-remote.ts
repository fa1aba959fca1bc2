import { isWholeFilter } from '../../model/profile/filters.ts';
import { fieldAt, nodeAt } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'filter-local-remote',
  on: 'element',
  elements: ['TrafficFilter'],
  severity: 'warning',
  title: 'A traffic filter has local and remote addresses',
  why: 'Windows ignores LocalAddressRanges in a filter that has RemoteAddressRanges, so the filter lets through more than it says (observed by DPC).',
  howToFix: 'Keep the one that matters. For most filters that is RemoteAddressRanges.',
  whenOff: 'Where the local addresses are there for the reader only, and it is accepted that Windows passes over them.',
  sources: ['ld0614/DPC, VPNProfileCreator.cs'],
  confidence: 'observed',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><TrafficFilter><⟦LocalAddressRanges⟧>10.9.0.0/16</LocalAddressRanges><RemoteAddressRanges>10.0.0.0/24</RemoteAddressRanges></TrafficFilter></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><TrafficFilter><LocalAddressRanges>10.9.0.0/16</LocalAddressRanges></TrafficFilter><TrafficFilter><RemoteAddressRanges>10.0.0.0/24</RemoteAddressRanges></TrafficFilter></VPNProfile>\n',
      // One of them says nothing, or is not known.
      '=== profile.xml\n<VPNProfile><TrafficFilter><LocalAddressRanges></LocalAddressRanges><RemoteAddressRanges>10.0.0.0/24</RemoteAddressRanges></TrafficFilter><TrafficFilter><LocalAddressRanges>$Pool</LocalAddressRanges><RemoteAddressRanges>10.0.0.0/24</RemoteAddressRanges></TrafficFilter></VPNProfile>\n',
      // Ports of both sides go together.
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>6</Protocol><LocalPortRanges>5000-5100</LocalPortRanges><RemotePortRanges>443</RemotePortRanges></TrafficFilter></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><⟦TrafficFilter⟧{xml-not-wellformed}><LocalAddressRanges>10.9.0.0/16</LocalAddressRanges><RemoteAddressRanges>10.0.0.0/24</RemoteAddressRanges>',
    ],
  },
  check(filter, report) {
    if (!isWholeFilter(filter) || fieldAt(filter, 'LocalAddressRanges').state !== 'known' || fieldAt(filter, 'RemoteAddressRanges').state !== 'known') return;
    report({
      at: nodeAt(filter, 'LocalAddressRanges')?.at ?? filter.at,
      message: 'Windows ignores LocalAddressRanges beside RemoteAddressRanges (observed by DPC). Keep the one that matters.',
    });
  },
});
