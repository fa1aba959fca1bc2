import { append } from '../../core/lists.ts';
import { entriesOf } from '../../model/profile/entries.ts';
import { fieldText } from '../../model/profile/field.ts';
import { nameRulesOf } from '../../model/profile/name-rules.ts';
import { leaf } from '../../model/profile/new-element.ts';
import { isAbsent } from '../../model/profile/node.ts';
import { profileField, type VpnProfile } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'tnd-missing',
  on: 'profile',
  severity: 'warning',
  title: 'A profile with rules for internal names has no TrustedNetworkDetection',
  why: 'Windows then makes the list of trusted networks from the domain names of the rules. The tunnel may stay down where it is wanted, and with the name "." it may not connect anywhere (observed by DPC, with split and force tunnel alike).',
  howToFix: 'State TrustedNetworkDetection with the DNS suffix of the internal network.',
  whenOff: 'Where the list that Windows makes of the domain names is what you want, and the tunnel is seen to come up and stay down where it should.',
  sources: ['ld0614/DPC, VPNProfileCreator.cs'],
  confidence: 'observed',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <AlwaysOn>true</AlwaysOn>
  <DnsSuffix>corp.fabrikam.com,fabrikam.com</DnsSuffix>
  <⟦DomainNameInformation⟧>
    <DomainName>.corp.fabrikam.com</DomainName>
    <DnsServers>10.0.0.1</DnsServers>
  </DomainNameInformation>
  <DomainNameInformation>
    <DomainName>.fabrikam.com</DomainName>
    <DnsServers>10.0.0.1</DnsServers>
  </DomainNameInformation>
</VPNProfile>
`,
      // The exemption is not what feeds the list.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>www.fabrikam.com</DomainName></DomainNameInformation><⟦DomainNameInformation⟧><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><TrustedNetworkDetection>corp.fabrikam.com</TrustedNetworkDetection><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><TrustedNetworkDetection>$Suffix</TrustedNetworkDetection><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation></VPNProfile>\n',
      // Exemptions alone.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>www.fabrikam.com</DomainName></DomainNameInformation></VPNProfile>\n',
      // Cut off: it may be on its way.
      '=== profile.xml\n<⟦VPNProfile⟧{xml-not-wellformed}><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation>',
    ],
  },
  check(profile, report) {
    if (!isAbsent(profile.root, 'TrustedNetworkDetection')) return;
    const first = nameRulesOf(profile).find(({ dnsServers }) => dnsServers.state === 'known');
    if (!first) return;
    report({
      at: first.node.at,
      message:
        'This profile has rules for internal names but no TrustedNetworkDetection, so Windows takes their domain names for trusted networks (observed by DPC). State the DNS suffix of the internal network.',
      fixes: () => {
        const suffix = likelySuffix(profile);
        if (suffix === undefined) return [];
        const element = leaf('TrustedNetworkDetection', suffix);
        return [{ title: `Add TrustedNetworkDetection ${suffix}`, safe: false, changes: [{ kind: 'add-element', parent: profile.root.at, element }] }];
      },
    });
  },
});

/** The suffix of the connection, else the first zone that has a rule; `undefined` when neither is known. */
function likelySuffix(profile: VpnProfile): string | undefined {
  const suffix = profileField(profile, 'DnsSuffix');
  const names = suffix.state === 'known' ? entriesOf(suffix.written).map(({ value }) => value) : [];
  if (suffix.state === 'absent' || suffix.state === 'empty')
    append(
      names,
      nameRulesOf(profile).map(({ name }) => /^\.(.+)/.exec(fieldText(name) ?? '')?.[1] ?? ''),
    );
  return names.find((name) => /^[\w-]+(\.[\w-]+)+$/.test(name));
}
