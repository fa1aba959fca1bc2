import { splitLoosely } from '../../model/profile/entries.ts';
import { rule } from '../rule.ts';
import { shown } from '../shown.ts';

export default rule({
  id: 'suffix-form',
  on: 'element',
  elements: ['DnsSuffix'],
  severity: 'warning',
  title: 'DnsSuffix is not a list separated by commas',
  why: 'DnsSuffix takes suffixes separated by commas; the first one becomes the suffix of the connection. With semicolons or blanks several suffixes are one that does not exist, and short names are not found. A suffix has no leading dot, unlike a DomainName.',
  howToFix: 'Separate the suffixes by commas alone, and write each without a leading dot.',
  whenOff: 'Never: as it is written, no suffix of the list is found.',
  sources: ['Microsoft VPNv2 CSP'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><DnsSuffix>⟦corp.fabrikam.com;fabrikam.com⟧</DnsSuffix></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DnsSuffix>⟦corp.fabrikam.com, fabrikam.com⟧</DnsSuffix></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DnsSuffix>⟦corp.fabrikam.com fabrikam.com⟧</DnsSuffix></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DnsSuffix>⟦.corp.fabrikam.com,fabrikam.com⟧</DnsSuffix></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><DnsSuffix>corp.fabrikam.com,fabrikam.com,fabrikam</DnsSuffix></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile>\n  <DnsSuffix>\n    corp.fabrikam.com\n  </DnsSuffix>\n</VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><DnsSuffix>{{suffix}}; {{other}}</DnsSuffix></VPNProfile>\n',
      // In a DomainName the dot is right.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName></DomainNameInformation></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><⟦DnsSuffix⟧{xml-not-wellformed}>corp.fabrikam.com; ',
    ],
  },
  check({ at, value }, report) {
    if (value.state !== 'known') return;
    const { written } = value;
    const suffixes = splitLoosely(written.value);
    const separator = written.value.includes(';') ? 'a semicolon' : /\s/.test(written.value) ? 'a blank' : undefined;
    const dotted = suffixes.find((suffix) => suffix.startsWith('.'));
    if (separator === undefined && dotted === undefined) return;
    const text = suffixes
      .map((suffix) => suffix.replace(/^\.+/, ''))
      .filter((suffix) => suffix !== '')
      .join(',');
    // What Windows makes of a leading dot is not known, and words without a dot may be a name that is mistyped.
    const safe = dotted === undefined && suffixes.every((suffix) => suffix.includes('.'));
    report({
      at: written.at,
      message:
        separator === undefined
          ? `The suffix ${shown(dotted ?? '')} begins with a dot, which only a DomainName does. Write it without.`
          : `DnsSuffix has ${separator} in it, but only commas separate its suffixes. Separate them by commas alone${dotted === undefined ? '' : ', and without leading dots'}.`,
      fixes: () =>
        text === ''
          ? []
          : [
              {
                title: dotted === undefined ? 'Separate by commas alone' : `Change to ${shown(text)}`,
                safe,
                changes: [{ kind: 'set-value', at, text }],
              },
            ],
    });
  },
});
