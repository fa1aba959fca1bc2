import { fieldAt } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'dns-dot-all',
  on: 'element',
  elements: ['DomainNameInformation/DomainName'],
  severity: 'information',
  title: 'A rule sends all names to the internal DNS servers',
  why: 'The DomainName "." matches every name, so the internal servers resolve public names too. Where TrustedNetworkDetection is missing, Windows makes its list of trusted networks from the domain names; with "." among them the tunnel may not connect anywhere (observed by DPC).',
  howToFix: 'Name the internal zones instead. Where all names are meant to be resolved inside, keep the rule and state TrustedNetworkDetection.',
  whenOff: 'Where all names are to be resolved inside and TrustedNetworkDetection is stated.',
  sources: ['Microsoft VPNv2 CSP', 'ld0614/DPC, VPNProfileCreator.cs'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><TrustedNetworkDetection>corp.fabrikam.com</TrustedNetworkDetection><DomainNameInformation><DomainName>⟦.⟧</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation></VPNProfile>\n',
      // Sends no name to any server.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.</DomainName></DomainNameInformation></VPNProfile>\n',
      // Being typed: whether it has servers is not known yet.
      '=== profile.xml\n<VPNProfile><⟦DomainNameInformation⟧{xml-not-wellformed}><DomainName>.</DomainName>',
    ],
  },
  check({ value, parent }, report) {
    if (value.state !== 'known' || value.written.value !== '.' || !parent?.complete) return;
    const servers = fieldAt(parent, 'DnsServers');
    if (servers.state === 'absent' || servers.state === 'empty') return;
    report({
      at: value.written.at,
      message: 'The DomainName "." sends all names to these DNS servers, public ones too. Name the internal zones instead, unless that is meant.',
    });
  },
});
