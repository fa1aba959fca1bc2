import { parsePrefix } from '../../model/profile/address.ts';
import { entriesOf, splitLoosely } from '../../model/profile/entries.ts';
import { isReversed, parseAddressRange, turned, withoutBlanks } from '../../model/profile/filters.ts';
import { rule } from '../rule.ts';
import { shown } from '../shown.ts';

/** What firewall rules, the form in which Windows keeps filters, take in the place of addresses. Whether filters do is not known. */
const FIREWALL_WORDS: readonly string[] = ['localsubnet', 'dns', 'dhcp', 'wins', 'defaultgateway'];

export default rule({
  id: 'filter-address-form',
  on: 'element',
  elements: ['TrafficFilter/LocalAddressRanges', 'TrafficFilter/RemoteAddressRanges'],
  severity: 'error',
  title: 'A list of addresses has an entry that is not an address, a block or a range',
  why: 'The lists take addresses (10.0.0.1), blocks (10.0.0.0/24) and ranges (10.0.0.1-10.0.0.9), separated by commas. What Windows makes of anything else is not documented; the filter does not do what it says.',
  howToFix: 'Write each entry in one of the three forms, and no blanks between them.',
  whenOff: 'Never: what Windows makes of such an entry is not documented, so nobody can say what the filter lets through.',
  lowered:
    "Blanks and surplus commas alone are a warning: Microsoft's sample for the device tunnel has blanks, DPC takes them out because filters could not handle them.",
  sources: ['Microsoft VPNv2 CSP, TrafficFilterList/RemoteAddressRanges', 'ld0614/DPC, TrafficFilter.cs'],
  confidence: 'observed',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><TrafficFilter><RemoteAddressRanges>10.0.0.1,⟦172.16.0.0.24⟧,⟦10.0.0.300⟧,⟦10.0.0.0/33⟧,⟦dc1.fabrikam.com⟧,⟦10.0.0.9-10.0.0.1⟧,⟦10.0.0.1-2001:db8::1⟧</RemoteAddressRanges></TrafficFilter></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><TrafficFilter><RemoteAddressRanges>⟦10.0.0.1; 10.0.0.2⟧,10.0.0.3</RemoteAddressRanges></TrafficFilter></VPNProfile>\n',
      // Microsoft's sample has this blank.
      `=== profile.xml
<VPNProfile>
  <TrafficFilter>
    <RemoteAddressRanges>⟦10.10.0.2, 10.10.0.3⟧</RemoteAddressRanges>
  </TrafficFilter>
</VPNProfile>
`,
      '=== profile.xml\n<VPNProfile><TrafficFilter><RemoteAddressRanges>⟦10.0.0.1 10.0.0.2⟧</RemoteAddressRanges></TrafficFilter></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><TrafficFilter><LocalAddressRanges>⟦10.0.0.1 - 10.0.0.9⟧</LocalAddressRanges></TrafficFilter></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><TrafficFilter><RemoteAddressRanges>⟦10.0.0.1,,10.0.0.2⟧</RemoteAddressRanges></TrafficFilter></VPNProfile>\n',
    ],
    good: [
      // A single address needs no /32; host bits in a block do no harm.
      '=== profile.xml\n<VPNProfile><TrafficFilter><RemoteAddressRanges>10.0.0.1,10.0.0.1/32,10.1.2.3/16,10.0.0.1-10.0.0.9,10.0.0.7-10.0.0.7,0.0.0.0/0</RemoteAddressRanges></TrafficFilter></VPNProfile>\n',
      // Another rule speaks about IPv6. Masks and the words of firewall rules may work: nobody says.
      '=== profile.xml\n<VPNProfile><TrafficFilter><RemoteAddressRanges>2001:db8::/32,2001:db8::1-2001:db8::9,10.0.0.0/255.0.0.0,LocalSubnet</RemoteAddressRanges></TrafficFilter></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><TrafficFilter><RemoteAddressRanges>10.0.0.1, {{dc2}}</RemoteAddressRanges></TrafficFilter></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><TrafficFilter><⟦RemoteAddressRanges⟧{xml-not-wellformed}>10.0.0.1, 10.',
    ],
  },
  check({ name, at, value }, report) {
    if (value.state !== 'known') return;
    const { written } = value;
    const entries = entriesOf(written).map((entry) => ({ ...entry, range: parseAddressRange(entry.value) }));
    const tidy = entries.map((entry) => (entry.range ? withoutBlanks(entry.value) : entry.value)).join(',');
    if (tidy !== written.value) {
      report({
        at: written.at,
        severity: 'warning',
        message: /\s/.test(written.value)
          ? `${name} has blanks in it, and filters could not handle blanks where DPC tried; Microsoft's sample has them. Separate the addresses by commas alone.`
          : `${name} has an empty entry. Take the surplus comma away.`,
        fixes: () => (tidy === '' ? [] : [{ title: 'Separate by commas alone', safe: true, changes: [{ kind: 'set-value', at, text: tidy }] }]),
      });
    }
    const parts = splitLoosely(written.value);
    const isOtherList = parts.every((part) => parseAddressRange(part));
    for (const entry of entries) {
      const { range } = entry;
      if ((range && !isReversed(range)) || FIREWALL_WORDS.includes(entry.value.toLowerCase())) continue;
      report({
        at: entry.at,
        message: range
          ? `The range ${entry.value} ends before it begins. Write the lower address first.`
          : `${shown(entry.value)} is not an address, a block or a range. Write it as 10.0.0.1, 10.0.0.0/24 or 10.0.0.1-10.0.0.9.`,
        fixes: () => {
          const text = range ? turned(entry.value) : blockMeant(entry.value);
          if (text !== undefined)
            return entry.at === written.at ? [] : [{ title: `Change to ${text}`, safe: false, changes: [{ kind: 'replace', at: entry.at, text }] }];
          return isOtherList ? [{ title: 'Separate by commas alone', safe: true, changes: [{ kind: 'set-value', at, text: parts.join(',') }] }] : [];
        },
      });
    }
  },
});

/** `10.0.0.0/24` where a dot is written for the slash. */
function blockMeant(text: string): string | undefined {
  const block = text.replace(/^(\d+\.\d+\.\d+\.\d+)\.(\d+)$/, '$1/$2');
  return block !== text && parsePrefix(block) ? block : undefined;
}
