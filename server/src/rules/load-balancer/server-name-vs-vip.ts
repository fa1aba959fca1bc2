import { testsSstp } from '../../model/load-balancer/service.ts';
import { placeOf, valueOf } from '../../model/load-balancer/setting.ts';
import { withoutDomain } from '../../model/load-balancer/servers.ts';
import { isAddress } from '../profile/server-list.ts';
import { edited, SSTP } from './examples.ts';
import { rule } from '../rule.ts';
import { alternatives } from '../wording.ts';
import { clientHosts } from './monitor-host.ts';
import { monitorText, wordsOf } from './words.ts';

export default rule({
  id: 'server-name-vs-vip',
  on: 'vpnBalancer',
  severity: 'information',
  title: 'Clients and load balancer speak of different hosts',
  why: 'A monitor that sends another name than clients use tests another name, and clients that connect to a server behind the load balancer go past it: when that server is down, so are they.',
  howToFix: 'Let monitors send the host of Servers, and let Servers hold the name of the load balancer.',
  whenOff: 'Where monitors are to test another name than clients use, or some clients are to go past the load balancer.',
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP"'],
  confidence: 'inferred',
  restsOn: 'The published monitor sends the name that clients use. Another set-up may be meant.',
  examples: {
    bad: [
      `${edited(SSTP.f5, ['Host: vpn.fabrikam.com', '⟦Host: vpn.contoso.com⟧'])}=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n`,
      `${edited(SSTP.kemp, ['-CheckHost vpn.fabrikam.com', '-CheckHost ⟦rras1.corp.fabrikam.com⟧'])}=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n`,
      // Past the load balancer.
      `${edited(SSTP.tmsh, ['10.10.1.12:443', '⟦10.10.1.12:443⟧'])}=== profile.xml\n<VPNProfile><NativeProfile><Servers>10.10.1.12</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n`,
    ],
    good: [
      `${SSTP.f5}=== profile.xml\n<VPNProfile><NativeProfile><Servers>VPN.fabrikam.com</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n`,
      `${SSTP.kemp}=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com,backup.fabrikam.com</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n`,
      // The address of the load balancer, seen from inside or outside.
      `${SSTP.tmsh}=== profile.xml\n<VPNProfile><NativeProfile><Servers>203.0.113.10</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n`,
      `${SSTP.tmsh}=== profile.xml\n<VPNProfile><NativeProfile><Servers>198.51.100.10</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n`,
      // No name, a short one, an address, and a profile that does not say.
      `${edited(SSTP.kemp, ['-CheckHost vpn.fabrikam.com', '-CheckHost localhost'])}=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n`,
      `${edited(SSTP.kemp, ['-CheckHost vpn.fabrikam.com', '-CheckHost 10.10.1.11'])}=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n`,
      `${SSTP.f5}=== profile.xml\n<VPNProfile><NativeProfile><Servers>$Server</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n`,
      // Another customer.
      `${SSTP.citrix.replace('=== ', '=== contoso/lb/')}=== adatum/client/profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.adatum.com</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n`,
    ],
  },
  check({ balancer, services, deployment }, report) {
    const hosts = clientHosts(deployment);
    const names = hosts.filter((host) => !isAddress(host));
    for (const monitor of balancer.monitors.filter(testsSstp)) {
      const { request, at } = monitor;
      const host = valueOf(request?.host)?.replace(/:\d+$/u, '').toLowerCase();
      if (host === undefined || !host.includes('.') || isAddress(host) || names.length === 0 || names.includes(host)) continue;
      report({
        at: placeOf(request?.host, at),
        message: `${monitorText(balancer, monitor)} sends the host ${host}, and the profiles connect to ${alternatives(names)} (${deployment?.how ?? ''}). Send the name that clients use.`,
      });
    }
    const listening = new Set(balancer.listeners.flatMap(({ address }) => withoutDomain(valueOf(address)) ?? []));
    const told = new Set<string>();
    for (const pool of services.flatMap(({ pools = [] }) => pools))
      for (const member of pool.members) {
        const host = withoutDomain(valueOf(member.address));
        if (host === undefined || member.at.file !== services[0]?.listener.at.file || listening.has(host) || !hosts.includes(host) || told.has(host)) continue;
        told.add(host);
        report({
          at: member.at,
          message: `The profiles connect to ${host} (${deployment?.how ?? ''}), a server of ${wordsOf(balancer).pool(pool.name)}, and so go past the load balancer. Let Servers hold the name of the load balancer.`,
        });
      }
  },
});
