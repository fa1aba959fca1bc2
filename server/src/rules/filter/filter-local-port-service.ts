import { entriesOf } from '../../model/profile/entries.ts';
import { isOutbound, isWholeFilter } from '../../model/profile/filters.ts';
import { fieldAt, isAbsent, nodeAt } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';
import { listed } from '../wording.ts';

/** Ports that servers listen on, and that no client uses as its own. */
const SERVICES: ReadonlyMap<string, string> = new Map([
  ['80', 'HTTP'],
  ['443', 'HTTPS'],
  ['445', 'SMB'],
  ['3389', 'RDP'],
]);

export default rule({
  id: 'filter-local-port-service',
  on: 'element',
  elements: ['TrafficFilter'],
  severity: 'hint',
  title: 'An outbound filter names the port of a server as the local port',
  why: 'The local port of a client is a random high one. A filter with the local port 3389 does not let the client reach RDP servers; it lets this computer answer as one. A published sample has this slip.',
  howToFix: 'Use RemotePortRanges if the clients are to reach the service. Leave it if this computer offers the service to those inside.',
  whenOff: 'Where these computers offer the service to those inside, so that its port is local.',
  sources: ['richardhicks/aovpn, ProfileXML_User.xml'],
  confidence: 'observed',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <TrafficFilter>
    <Protocol>6</Protocol>
    <⟦LocalPortRanges⟧>3389</LocalPortRanges>
    <RemoteAddressRanges>10.0.0.0/24</RemoteAddressRanges>
  </TrafficFilter>
</VPNProfile>
`,
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>6</Protocol><⟦LocalPortRanges⟧>80,443</LocalPortRanges><Direction>outbound</Direction></TrafficFilter></VPNProfile>\n',
    ],
    good: [
      // Inbound: here the local port is that of the service.
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>6</Protocol><LocalPortRanges>3389</LocalPortRanges><Direction>Inbound</Direction></TrafficFilter></VPNProfile>\n',
      // The remote ports are there too, or the local ones are a client's.
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>6</Protocol><LocalPortRanges>443</LocalPortRanges><RemotePortRanges>443</RemotePortRanges></TrafficFilter><TrafficFilter><Protocol>6</Protocol><LocalPortRanges>50000-50100</LocalPortRanges></TrafficFilter><TrafficFilter><Protocol>6</Protocol><LocalPortRanges>443,5000-5100</LocalPortRanges></TrafficFilter></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>6</Protocol><LocalPortRanges>3389</LocalPortRanges><Direction>$Direction</Direction></TrafficFilter></VPNProfile>\n',
      // Being typed: the direction may follow.
      '=== profile.xml\n<VPNProfile><⟦TrafficFilter⟧{xml-not-wellformed}><Protocol>6</Protocol><LocalPortRanges>3389</LocalPortRanges>',
    ],
  },
  check(filter, report) {
    if (!isWholeFilter(filter) || !isOutbound(filter) || !isAbsent(filter, 'RemotePortRanges')) return;
    const ports = fieldAt(filter, 'LocalPortRanges');
    const at = nodeAt(filter, 'LocalPortRanges')?.at;
    if (ports.state !== 'known' || !at) return;
    const services = entriesOf(ports.written).map(({ value }) => SERVICES.get(value));
    const names = [...new Set(services)].filter((name) => name !== undefined);
    if (names.length === 0 || services.includes(undefined)) return;
    report({
      at,
      message: `In an outbound filter ${ports.written.value} is the port of this computer, not of a server for ${listed(names)}. Use RemotePortRanges if the server is meant.`,
      fixes: () => [{ title: 'Change to RemotePortRanges', safe: false, changes: [{ kind: 'rename-element', at, name: 'RemotePortRanges' }] }],
    });
  },
});
