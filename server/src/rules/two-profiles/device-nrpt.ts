import { childNodes } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';
import { userNames } from './names.ts';

export default rule({
  id: 'device-nrpt',
  on: 'profilePair',
  severity: 'information',
  title: 'A device tunnel has name resolution rules beside a user tunnel',
  why: 'Microsoft says to use DomainNameInformation on a device tunnel only where there is no user tunnel. Its rules hold for the whole computer and stay while the user tunnel is up.',
  howToFix:
    'Keep DomainNameInformation in the user tunnel only. Names that the device tunnel must resolve before a user signs in are a reason to suppress the finding.',
  whenOff: 'Where names must be resolved before a user signs in, and the rules of both tunnels name the same servers.',
  sources: ['Microsoft, "Configure VPN device tunnels in Windows client"'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== contoso/device.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <⟦DomainNameInformation⟧><DomainName>.corp.contoso.com</DomainName><DnsServers>10.21.12.100</DnsServers></DomainNameInformation>
  <DomainNameInformation><DomainName>vpn.contoso.com</DomainName></DomainNameInformation>
</VPNProfile>
=== contoso/user.xml
<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>
`,
    ],
    good: [
      // No user tunnel beside it, and a user tunnel's own rules.
      `=== devices/device.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <DomainNameInformation><DomainName>.corp.contoso.com</DomainName><DnsServers>10.21.12.100</DnsServers></DomainNameInformation>
</VPNProfile>
=== contoso/device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel></VPNProfile>
=== contoso/user.xml
<VPNProfile><DomainNameInformation><DomainName>.corp.contoso.com</DomainName><DnsServers>10.21.12.100</DnsServers></DomainNameInformation></VPNProfile>
`,
      // Two user tunnels: nobody knows which of them ships with the device tunnel.
      `=== device.xml
<VPNProfile><DeviceTunnel>true</DeviceTunnel><DomainNameInformation><DomainName>.corp.contoso.com</DomainName></DomainNameInformation></VPNProfile>
=== berlin.xml
<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>
=== lisbon.xml
<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>
`,
      // Being typed.
      `=== device.xml
<⟦VPNProfile⟧{xml-not-wellformed}><DeviceTunnel>true</DeviceTunnel><DomainNameInformation><DomainName>.corp.contoso.com</DomainName></DomainNameInformation>
=== user.xml
<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>
`,
    ],
  },
  check({ device, users, how }, report) {
    const [first] = childNodes(device.root, 'DomainNameInformation');
    if (!first) return;
    report({
      at: first.at,
      message: `This device tunnel has DomainNameInformation beside the user tunnel of ${userNames(users)}. Keep it in the user tunnel only. They are ${how}.`,
      related: users.map((user) => ({ at: user.root.at, message: 'The user tunnel' })),
    });
  },
});
