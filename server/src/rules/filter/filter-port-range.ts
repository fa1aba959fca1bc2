import { entriesOf, splitLoosely } from '../../model/profile/entries.ts';
import { parsePortRange, turned, withoutBlanks } from '../../model/profile/filters.ts';
import { rule } from '../rule.ts';
import { shown } from '../shown.ts';

const LAST_PORT = 65535;

export default rule({
  id: 'filter-port-range',
  on: 'element',
  elements: ['TrafficFilter/LocalPortRanges', 'TrafficFilter/RemotePortRanges'],
  severity: 'error',
  title: 'A list of ports has an entry that is not a port or a range of ports',
  why: 'The lists take ports and ranges from 0 to 65535, separated by commas. What Windows makes of anything else is not documented; the filter does not do what it says.',
  howToFix: 'Write each entry as 443 or as 5000-5100, the smaller port first.',
  whenOff: 'Never: what becomes of the whole filter with such an entry is not documented.',
  lowered: "Blanks and surplus commas alone are information: Microsoft's example has blanks, DPC takes them out because filters could not handle them.",
  sources: ['Microsoft VPNv2 CSP, TrafficFilterList/RemotePortRanges', 'ld0614/DPC, TrafficFilter.cs'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>6</Protocol><RemotePortRanges>443,⟦70000⟧,⟦5100-5000⟧,⟦https⟧,⟦80;81⟧,⟦1-2-3⟧,⟦5-⟧</RemotePortRanges></TrafficFilter></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>6</Protocol><LocalPortRanges>⟦80, 443, 5000 - 5100⟧</LocalPortRanges></TrafficFilter></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>6</Protocol><LocalPortRanges>⟦5000-5100;6000⟧</LocalPortRanges></TrafficFilter></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>17</Protocol><RemotePortRanges>⟦*⟧</RemotePortRanges></TrafficFilter></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>6</Protocol><LocalPortRanges>0-65535</LocalPortRanges><RemotePortRanges> 80,443,5000-5100,7-7 </RemotePortRanges></TrafficFilter></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>6</Protocol><RemotePortRanges>$Ports, 99999</RemotePortRanges></TrafficFilter></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><TrafficFilter><Protocol>6</Protocol><⟦RemotePortRanges⟧{xml-not-wellformed}>5000-',
    ],
  },
  check({ name, at, value }, report) {
    if (value.state !== 'known') return;
    const { written } = value;
    const entries = entriesOf(written).map((entry) => ({ ...entry, range: parsePortRange(entry.value) }));
    const tidy = entries.map((entry) => (entry.range ? withoutBlanks(entry.value) : entry.value)).join(',');
    if (tidy !== written.value) {
      report({
        at: written.at,
        severity: 'information',
        message: /\s/.test(written.value)
          ? `${name} has blanks in it, and filters could not handle blanks where DPC tried; Microsoft's example has them. Separate the ports by commas alone.`
          : `${name} has an empty entry. Take the surplus comma away.`,
        fixes: () => (tidy === '' ? [] : [{ title: 'Separate by commas alone', safe: true, changes: [{ kind: 'set-value', at, text: tidy }] }]),
      });
    }
    const parts = splitLoosely(written.value);
    const isOtherList = parts.every((part) => parsePortRange(part));
    for (const entry of entries) {
      const { range } = entry;
      if (!range) {
        report({
          at: entry.at,
          message: `${shown(entry.value)} is neither a port nor a range of ports. Write numbers, such as 443 or 5000-5100.`,
          fixes: () => (isOtherList ? [{ title: 'Separate by commas alone', safe: true, changes: [{ kind: 'set-value', at, text: parts.join(',') }] }] : []),
        });
      } else if (range.first > LAST_PORT || range.last > LAST_PORT) {
        report({ at: entry.at, message: `${shown(entry.value)} is beyond the last port, ${LAST_PORT}. Write ports from 0 to ${LAST_PORT}.` });
      } else if (range.first > range.last) {
        const text = turned(entry.value);
        report({
          at: entry.at,
          message: `The range ${entry.value} ends before it begins. Write the smaller port first.`,
          fixes: () => (entry.at === written.at ? [] : [{ title: `Change to ${text}`, safe: false, changes: [{ kind: 'replace', at: entry.at, text }] }]),
        });
      }
    }
  },
});
