import { entriesOf } from '../../model/profile/entries.ts';
import { comparableName, nameRulesOf, ruleFor, rulesByName, type NameRule } from '../../model/profile/name-rules.ts';
import { profileField, type VpnProfile } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';
import { listed } from '../wording.ts';
import { exempt, serverHosts } from './server-hosts.ts';

export default rule({
  id: 'dns-bare-zone',
  on: 'profile',
  severity: 'hint',
  title: 'A DomainName that looks like a zone has no leading dot',
  why: "Without a leading dot the rule is for one host of exactly this name. Names below it are resolved as if the rule were not there. Some of Microsoft's own samples leave the dot out.",
  howToFix: 'Write the dot in front if the rule is for a zone. Leave it if the one name is meant.',
  whenOff: 'Where your rules name single hosts on purpose, whose names look like zones.',
  sources: ['Microsoft VPNv2 CSP', 'Richard Hicks, "Always On VPN and the Name Resolution Policy Table"'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>⟦fabrikam.com⟧</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation></VPNProfile>\n',
      // The name of the zone that the connection is in.
      `=== profile.xml
<VPNProfile>
  <DnsSuffix>Corp.fabrikam.com,fabrikam.com</DnsSuffix>
  <DomainNameInformation>
    <DomainName>⟦corp.Fabrikam.com⟧</DomainName>
    <DnsServers>10.0.0.1</DnsServers>
  </DomainNameInformation>
</VPNProfile>
`,
    ],
    good: [
      // An exemption for one host.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>fabrikam.com</DomainName></DomainNameInformation></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>fabrikam.com</DomainName><DnsServers/></DomainNameInformation></VPNProfile>\n',
      // A host, a zone, and all names.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>intranet.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation><DomainNameInformation><DomainName>.</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation></VPNProfile>\n',
      // The zone has a rule of its own, so the bare name is meant.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation><DomainNameInformation><DomainName>.Fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation></VPNProfile>\n',
      // That rule may be on its way.
      '=== profile.xml\n<⟦VPNProfile⟧{xml-not-wellformed}><DomainNameInformation><DomainName>fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation>',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>$Zone</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    if (!profile.root.complete) return;
    const nameRules = nameRulesOf(profile);
    if (nameRules.some(({ name }) => name.state === 'unread')) return;
    const byName = rulesByName(nameRules);
    const suffixes = suffixesOf(profile);
    for (const { node, name, dnsServers } of nameRules) {
      if (name.state !== 'known' || dnsServers.state !== 'known') continue;
      const { value, at } = name.written;
      const bare = comparableName(value);
      if (!/^[^.\s*]+(\.[^.\s*]+)+$/.test(bare) || byName.has(`.${bare}`)) continue;
      if (bare.split('.').length !== 2 && !suffixes.has(bare)) continue;
      const place = node.children.find((child) => child.name === 'DomainName')?.at;
      report({
        at,
        message: `Without a leading dot ${value} is one host, and names below it do not match. Write .${value} if the zone is meant.`,
        fixes: () => {
          if (!place) return [];
          // The zone must not take the VPN server's own name with it.
          const hosts = serverHosts(profile).filter((host) => isNewlyCovered(comparableName(host), bare, byName));
          const more = hosts.length > 0 ? ` and exempt ${listed(hosts)}` : '';
          return [
            { title: `Change to .${value}${more}`, safe: false, changes: [{ kind: 'set-value', at: place, text: `.${value}` }, ...exempt(profile, hosts)] },
          ];
        },
      });
    }
  },
});

/** Whether a rule for a zone would decide about a host: none for a longer name does. */
function isNewlyCovered(host: string, zone: string, byName: ReadonlyMap<string, NameRule>): boolean {
  if (host !== zone && !host.endsWith(`.${zone}`)) return false;
  const deciding = ruleFor(byName, host)?.name;
  if (deciding?.state !== 'known') return true;
  const name = comparableName(deciding.written.value).replace(/^\./, '');
  return name === zone || name.length < zone.length;
}

function suffixesOf(profile: VpnProfile): ReadonlySet<string> {
  const field = profileField(profile, 'DnsSuffix');
  return new Set(field.state === 'known' ? entriesOf(field.written).map(({ value }) => comparableName(value)) : []);
}
