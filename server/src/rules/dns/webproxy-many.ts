import { splitLoosely } from '../../model/profile/entries.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'webproxy-many',
  on: 'element',
  elements: ['DomainNameInformation/WebProxyServers'],
  severity: 'warning',
  title: 'WebProxyServers names more than one proxy',
  why: 'Windows supports one web proxy for each rule. What it does with a list is not documented.',
  howToFix: 'Keep one proxy. For several, use a Proxy element with a configuration script.',
  whenOff: 'Where you have seen what Windows makes of the list on every release in use, and want that.',
  sources: ['Microsoft VPNv2 CSP'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><WebProxyServers>⟦10.0.0.8:8080,10.0.0.9:8080⟧</WebProxyServers></DomainNameInformation></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><WebProxyServers>⟦10.0.0.8 ; 10.0.0.9⟧</WebProxyServers></DomainNameInformation></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><WebProxyServers>10.0.0.8:8080,</WebProxyServers></DomainNameInformation><DomainNameInformation><DomainName>.contoso.com</DomainName><WebProxyServers>10.0.0.9</WebProxyServers></DomainNameInformation></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><DomainName>.fabrikam.com</DomainName><WebProxyServers>$Proxy1,$Proxy2</WebProxyServers></DomainNameInformation></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><DomainNameInformation><⟦WebProxyServers⟧{xml-not-wellformed}>10.0.0.8,10.0.0.9',
    ],
  },
  check({ value }, report) {
    if (value.state !== 'known') return;
    const { written } = value;
    const count = splitLoosely(written.value).length;
    if (count > 1) report({ at: written.at, message: `WebProxyServers names ${count} proxies, and Windows supports one. Keep one.` });
  },
});
