import { testsSstp } from '../../model/load-balancer/service.ts';
import { placeOf, valueOf } from '../../model/load-balancer/setting.ts';
import { withoutDomain } from '../../model/load-balancer/servers.ts';
import { isAddress } from '../profile/server-list.ts';
import { rule } from '../rule.ts';
import { alternatives } from '../wording.ts';
import { clientHosts } from './monitor-host.ts';
import { wordsOf } from './words.ts';

export default rule({
  id: 'server-name-vs-vip',
  on: 'vpnBalancer',
  severity: 'information',
  title: 'Clients and load balancer speak of different hosts',
  why: 'A monitor that sends another name than clients use tests another name, and clients that connect to a server behind the load balancer go past it: when that server is down, so are they.',
  howToFix: 'Let monitors send the host of Servers, and let Servers hold the name of the load balancer.',
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP"'],
  confidence: 'inferred',
  examples: { bad: [], good: [] },
  check({ balancer, services, deployment }, report) {
    const hosts = clientHosts(deployment);
    const names = hosts.filter((host) => !isAddress(host));
    for (const { name, request, at } of balancer.monitors.filter(testsSstp)) {
      const host = valueOf(request?.host)?.replace(/:\d+$/u, '').toLowerCase();
      if (host === undefined || !host.includes('.') || isAddress(host) || names.length === 0 || names.includes(host)) continue;
      report({
        at: placeOf(request?.host, at),
        message: `${name} sends the host ${host}, and the profiles connect to ${alternatives(names)} (${deployment?.how ?? ''}). Send the name that clients use.`,
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
