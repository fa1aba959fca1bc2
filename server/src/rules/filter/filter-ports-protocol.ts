import type { Location } from '../../core/source-file.ts';
import { fieldPlace, fieldText } from '../../model/profile/field.ts';
import { isWholeFilter } from '../../model/profile/filters.ts';
import { leaf } from '../../model/profile/new-element.ts';
import { fieldAt, nodeAt } from '../../model/profile/node.ts';
import { rule, type Fix } from '../rule.ts';
import { shown } from '../shown.ts';

export default rule({
  id: 'filter-ports-protocol',
  on: 'element',
  elements: ['TrafficFilter'],
  severity: 'error',
  title: 'A traffic filter has ports without Protocol 6 or 17',
  why: "Only TCP (6) and UDP (17) have ports. Microsoft's device description allows LocalPortRanges and RemotePortRanges only beside one of these two numbers. What becomes of a filter that breaks this is not documented; it does not do what it says.",
  howToFix: 'State Protocol 6 for TCP or 17 for UDP. Both take a filter each.',
  whenOff: "Never: Microsoft's device description allows ports beside protocol 6 or 17 only.",
  sources: ['Microsoft VPNv2 CSP, TrafficFilterList/LocalPortRanges'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><TrafficFilter><⟦RemotePortRanges⟧>443</RemotePortRanges><RemoteAddressRanges>10.0.0.0/8</RemoteAddressRanges></TrafficFilter></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>⟦1⟧</Protocol><RemotePortRanges>443</RemotePortRanges></TrafficFilter></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>⟦TCP⟧</Protocol><LocalPortRanges>5000-5100</LocalPortRanges><RemotePortRanges>443</RemotePortRanges></TrafficFilter></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>6</Protocol><RemotePortRanges>443</RemotePortRanges></TrafficFilter><TrafficFilter><Protocol>17</Protocol><LocalPortRanges>53</LocalPortRanges></TrafficFilter></VPNProfile>\n',
      // Without ports any protocol will do, and none.
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>1</Protocol></TrafficFilter><TrafficFilter><RemoteAddressRanges>10.0.0.0/8</RemoteAddressRanges></TrafficFilter></VPNProfile>\n',
      // No port is stated.
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>1</Protocol><RemotePortRanges></RemotePortRanges></TrafficFilter></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>$Protocol</Protocol><RemotePortRanges>443</RemotePortRanges></TrafficFilter><TrafficFilter><RemotePortRanges>{{ports}}</RemotePortRanges></TrafficFilter></VPNProfile>\n',
      // Being typed: the protocol may follow.
      '=== profile.xml\n<VPNProfile><⟦TrafficFilter⟧{xml-not-wellformed}><RemotePortRanges>443</RemotePortRanges>',
    ],
  },
  check(filter, report) {
    if (!isWholeFilter(filter)) return;
    const ports = ['LocalPortRanges', 'RemotePortRanges'].find((name) => fieldAt(filter, name).state === 'known');
    const field = fieldAt(filter, 'Protocol');
    const protocol = fieldText(field);
    if (ports === undefined || field.state === 'unread' || (protocol !== undefined && /^0*(6|17)$/.test(protocol))) return;
    const place = fieldPlace(field) ?? nodeAt(filter, ports)?.at;
    if (!place) return;
    report({
      at: place,
      message:
        protocol === undefined
          ? `This filter has ${ports} but no Protocol, and only TCP and UDP have ports. State Protocol 6 for TCP or 17 for UDP.`
          : `Protocol ${shown(protocol)} goes with no ${ports}, which take 6 for TCP or 17 for UDP. Change it to one of these numbers.`,
      fixes: () => fixes(protocol?.toLowerCase(), nodeAt(filter, 'Protocol')?.at, filter.at),
    });
  },
});

const PROTOCOLS = [
  { number: '6', name: 'tcp' },
  { number: '17', name: 'udp' },
];

/** Both numbers; the one alone that is meant where its name is written. */
function fixes(written: string | undefined, at: Location | undefined, filter: Location): Fix[] {
  const named = PROTOCOLS.filter(({ name }) => name === written);
  return (named.length > 0 ? named : PROTOCOLS).map(({ number, name }) => ({
    title: `${at ? 'Change to' : 'Add'} Protocol ${number} (${name.toUpperCase()})`,
    safe: false,
    changes: [at ? { kind: 'set-value', at, text: number } : { kind: 'add-element', parent: filter, element: leaf('Protocol', number) }],
  }));
}
