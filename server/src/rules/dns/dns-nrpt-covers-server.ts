import { nameRulesOf, ruleFor, rulesByName, type NameRule } from '../../model/profile/name-rules.ts';
import { rule } from '../rule.ts';
import { listed } from '../wording.ts';
import { exempt, serverHosts } from './server-hosts.ts';

export default rule({
  id: 'dns-nrpt-covers-server',
  on: 'profile',
  severity: 'warning',
  title: 'The name of the VPN server falls under a rule for internal names',
  why: 'While the tunnel is up, the internal DNS servers are asked for the name of the VPN server. If the internal zone lacks the public name, or has another address for it, the client cannot connect again. Inferred from how name rules work; nothing is wrong where the internal zone has the public name with its public address.',
  howToFix: 'Add a DomainNameInformation with the name of the server and without DnsServers, which exempts it.',
  whenOff: 'Where the internal zone has the public name of the server with its public address.',
  sources: ['Microsoft VPNv2 CSP', 'Richard Hicks, "Always On VPN and the Name Resolution Policy Table"'],
  confidence: 'inferred',
  restsOn: 'How rules for name resolution are documented to work. That a client fails to connect again has not been tested.',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <DomainNameInformation>
    <DomainName>⟦.fabrikam.com⟧</DomainName>
    <DnsServers>10.0.0.1</DnsServers>
  </DomainNameInformation>
  <NativeProfile>
    <Servers>vpn.Fabrikam.com</Servers>
  </NativeProfile>
</VPNProfile>
`,
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>⟦.⟧</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation><NativeProfile><Servers>vpn1.fabrikam.com;Fabrikam,vpn2.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
      // The rule for the smaller zone decides.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.</DomainName></DomainNameInformation><DomainNameInformation><DomainName>⟦.fabrikam.com⟧</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
    ],
    good: [
      // Exempt, in another letter case.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation><DomainNameInformation><DomainName>VPN.fabrikam.com</DomainName></DomainNameInformation><NativeProfile><Servers>vpn.fabrikam.com;vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
      // Exempt with its whole zone.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation><DomainNameInformation><DomainName>.ext.fabrikam.com</DomainName></DomainNameInformation><NativeProfile><Servers>vpn.ext.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
      // A rule for the very host is deliberate, as in a zone that is kept inside and outside.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation><DomainNameInformation><DomainName>vpn.fabrikam.com</DomainName><DnsServers>10.0.0.2</DnsServers></DomainNameInformation><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
      // Another zone, one that ends with the same letters, and one host.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.corp.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation><DomainNameInformation><DomainName>fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation><DomainNameInformation><DomainName>.abrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
      // Filled in later: it may be the exemption.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation><DomainNameInformation><DomainName>$VpnServer</DomainName></DomainNameInformation><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
      // An address is not looked up.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation><NativeProfile><Servers>203.0.113.7</Servers></NativeProfile></VPNProfile>\n',
      // Cut off: the exemption may be on its way.
      '=== profile.xml\n<⟦VPNProfile⟧{xml-not-wellformed}><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation>',
    ],
  },
  check(profile, report) {
    const nameRules = nameRulesOf(profile);
    if (!profile.root.complete || nameRules.some(({ name }) => name.state === 'unread')) return;
    const byName = rulesByName(nameRules);
    const covered = new Map<NameRule, string[]>();
    for (const host of serverHosts(profile)) {
      const deciding = ruleFor(byName, host);
      if (deciding?.name.state !== 'known' || deciding.dnsServers.state !== 'known' || !deciding.name.written.value.startsWith('.')) continue;
      covered.set(deciding, [...(covered.get(deciding) ?? []), host]);
    }
    for (const [{ name }, hosts] of covered) {
      if (name.state !== 'known') continue;
      const { value, at } = name.written;
      report({
        at,
        message: `The rule for ${value === '.' ? 'all names' : value} covers the VPN ${hosts.length === 1 ? `server ${listed(hosts)}, whose name` : `servers ${listed(hosts)}, whose names`} may then be resolved inside only (inferred). Exempt ${hosts.length === 1 ? 'it' : 'them'}, unless the internal zone has its public address too (split-brain DNS).`,
        fixes: () => [
          {
            title: `Exempt ${listed(hosts)}`,
            safe: false,
            changes: exempt(profile, hosts),
          },
        ],
      });
    }
  },
});
