import { parseAddress } from '../../model/profile/address.ts';
import { entriesOf, splitLoosely } from '../../model/profile/entries.ts';
import { rule } from '../rule.ts';
import { shown } from '../shown.ts';

export default rule({
  id: 'dns-servers-space',
  on: 'element',
  elements: ['DomainNameInformation/DnsServers'],
  severity: 'error',
  title: 'DnsServers has blanks, or something that is not an IP address',
  why: 'Windows does not accept a rule whose DnsServers has blanks, so the names of the zone are not resolved through the tunnel. DPC, a generator of profiles, takes all blanks out for this reason. The value is a list of IP addresses; names of servers have no place in it.',
  howToFix: 'Write IP addresses, separated by commas alone. To exempt a name from the other rules, leave DnsServers out.',
  whenOff: 'Never for blanks and names: Windows does not accept such a rule. A surplus comma may stay where you have seen the rule at work.',
  lowered: 'A surplus comma is a warning: what Windows makes of it is not known.',
  sources: ['Microsoft VPNv2 CSP', 'ld0614/DPC, VPNProfileCreator.cs'],
  confidence: 'observed',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <DomainNameInformation>
    <DomainName>.corp.fabrikam.com</DomainName>
    <DnsServers>⟦10.21.12.100, 10.21.12.101⟧</DnsServers>
  </DomainNameInformation>
</VPNProfile>
`,
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1,⟦dc1.fabrikam.com⟧,⟦10.0.0.0/24⟧</DnsServers></DomainNameInformation></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>⟦10.0.0.1;10.0.0.2⟧</DnsServers></DomainNameInformation></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>⟦10.0.0.1 10.0.0.2⟧</DnsServers></DomainNameInformation></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>⟦10.0.0.1,⟧</DnsServers></DomainNameInformation></VPNProfile>\n',
    ],
    good: [
      // IPv6 is an address too, and blanks around the whole value are not part of it.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers> 10.0.0.1,2001:db8::53 </DnsServers></DomainNameInformation></VPNProfile>\n',
      // Exemptions.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>www.fabrikam.com</DomainName></DomainNameInformation><DomainNameInformation><DomainName>vpn.fabrikam.com</DomainName><DnsServers></DnsServers></DomainNameInformation></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>{{dns1}}, {{dns2}}</DnsServers></DomainNameInformation></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><⟦DnsServers⟧{xml-not-wellformed}>10.0.0.1, 10',
    ],
  },
  check({ at, value }, report) {
    if (value.state !== 'known') return;
    const { written } = value;
    const entries = entriesOf(written);
    const tidy = entries.map((entry) => entry.value).join(',');
    if (tidy !== written.value) {
      const hasBlanks = /\s/.test(written.value);
      report({
        at: written.at,
        message: hasBlanks
          ? 'DnsServers has blanks beside its commas, and Windows does not accept such a rule (observed by DPC). Separate the addresses by commas alone.'
          : 'DnsServers has an empty entry. Take the surplus comma away.',
        ...(!hasBlanks && { severity: 'warning' as const }),
        fixes: () => (tidy === '' ? [] : [{ title: 'Separate by commas alone', safe: true, changes: [{ kind: 'set-value', at, text: tidy }] }]),
      });
    }
    const wrong = entries.filter((entry) => !parseAddress(entry.value));
    if (wrong.length === 0) return;
    const parts = splitLoosely(written.value);
    const isOtherList = parts.every((part) => parseAddress(part));
    for (const entry of wrong) {
      report({
        at: entry.at,
        message: isOtherList
          ? `${shown(entry.value)} is more than one IP address. Separate the addresses in DnsServers by commas alone.`
          : `${shown(entry.value)} is not an IP address, and DnsServers takes nothing else. Write the address of the DNS server.`,
        fixes: () => (isOtherList ? [{ title: 'Separate by commas alone', safe: true, changes: [{ kind: 'set-value', at, text: parts.join(',') }] }] : []),
      });
    }
  },
});
