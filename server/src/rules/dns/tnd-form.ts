import { entriesOf } from '../../model/profile/entries.ts';
import { rule } from '../rule.ts';
import { shown } from '../shown.ts';
import { notANetworkName } from './network-name.ts';

export default rule({
  id: 'tnd-form',
  on: 'element',
  elements: ['TrustedNetworkDetection'],
  severity: 'warning',
  title: 'TrustedNetworkDetection has an entry that is not the name of a network',
  why: 'Windows compares each entry with the name of the network that the computer is in, which in a domain network is its DNS suffix. An address, a wildcard, a URL or an entry with a blank in front equals none, and the tunnel connects inside the company too.',
  howToFix: 'List the DNS suffixes of the internal networks, separated by commas alone.',
  whenOff: 'Where a network of yours really has the name that stands there. It is compared as it is.',
  sources: ['Microsoft VPNv2 CSP', 'ld0614/DPC, Validate.cs'],
  confidence: 'observed',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><TrustedNetworkDetection>⟦corp.fabrikam.com, hq.fabrikam.com⟧</TrustedNetworkDetection></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><TrustedNetworkDetection>corp.fabrikam.com,⟦10.0.0.0/8⟧,⟦10.0.0.1⟧,⟦2001:db8::1⟧,⟦*.fabrikam.com⟧,⟦https://nls.fabrikam.com/⟧</TrustedNetworkDetection></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><TrustedNetworkDetection>⟦corp.fabrikam.com;hq.fabrikam.com⟧</TrustedNetworkDetection></VPNProfile>\n',
    ],
    good: [
      // The name of a network may be one word, and may have blanks in it.
      '=== profile.xml\n<VPNProfile><TrustedNetworkDetection>corp.fabrikam.com,fabrikam,Fabrikam Office 2,.hq.fabrikam.com</TrustedNetworkDetection></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile>\n  <TrustedNetworkDetection>\n    corp.fabrikam.com\n  </TrustedNetworkDetection>\n</VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><TrustedNetworkDetection>$Suffix, corp.fabrikam.com</TrustedNetworkDetection></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><⟦TrustedNetworkDetection⟧{xml-not-wellformed}>corp.fabrikam.com, ',
    ],
  },
  check({ at, value }, report) {
    if (value.state !== 'known') return;
    const { written } = value;
    const entries = entriesOf(written);
    if (/\s,|,\s/.test(written.value)) {
      const text = entries.map((entry) => entry.value).join(',');
      report({
        at: written.at,
        message: 'TrustedNetworkDetection has blanks beside its commas, and the name of a network has none in front. Separate the names by commas alone.',
        fixes: () => (text === '' ? [] : [{ title: 'Remove the blanks', safe: true, changes: [{ kind: 'set-value', at, text }] }]),
      });
    }
    for (const entry of entries) {
      const what = notANetworkName(entry.value);
      if (what !== undefined) {
        report({
          at: entry.at,
          message: `${shown(entry.value)} ${what}, but Windows compares it with the name of the network. Write the DNS suffix of the internal network.`,
        });
      } else if (SEPARATED.test(entry.value)) {
        const text = entries.map((each) => (SEPARATED.test(each.value) ? each.value.split(';').map((name) => name.trim()) : [each.value]).join(',')).join(',');
        report({
          at: entry.at,
          message: `${shown(entry.value)} is taken for one name. Separate the names by commas.`,
          fixes: () => [{ title: 'Separate by commas', safe: true, changes: [{ kind: 'set-value', at, text }] }],
        });
      }
    }
  },
});

/** DNS suffixes with semicolons between them. */
const SEPARATED = /^[\w-]+(\.[\w-]+)+(;\s*[\w-]+(\.[\w-]+)+)+$/;
