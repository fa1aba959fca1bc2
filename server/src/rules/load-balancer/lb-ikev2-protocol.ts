import type { Service } from '../../model/load-balancer/service.ts';
import type { Member, Pool } from '../../model/load-balancer/load-balancer.ts';
import { placeOf, valueOf } from '../../model/load-balancer/setting.ts';
import { edited, IKE, SSTP } from './examples.ts';
import { rule, type Fix } from '../rule.ts';
import { cautiously, listenerText, LOWERED_IN_BRIEF, portText, referenceAt, sentence, within, wordsOf } from './words.ts';

export default rule({
  id: 'lb-ikev2-protocol',
  on: 'vpnService',
  severity: 'error',
  title: 'A port of IKEv2 is balanced over TCP, or to another port',
  why: 'IKEv2 is UDP, and RRAS listens on 500 and 4500 only. A listener over TCP gets none of its packets, and at another port nothing takes them.',
  howToFix: 'Make the listener UDP, and give the servers the port of the listener.',
  whenOff: 'Where the listener serves something else than IKEv2 that happens to use the same port.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing with Citrix NetScaler ADC"', 'RFC 7296, section 2'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(IKE.f5, ['ip-protocol udp', 'ip-protocol ⟦tcp⟧'], ['/Common/udp { }', '/Common/tcp { }']),
      edited(IKE.f5, ['/Common/10.10.1.12:4500', '⟦/Common/10.10.1.12:500⟧']),
      edited(IKE.tmsh, ['members add { 10.10.1.11:4500', 'members add { ⟦10.10.1.11:443⟧']),
      edited(IKE.citrix, ['bind serviceGroup sg4500 vpn2 4500', 'bind serviceGroup sg4500 vpn2 ⟦500⟧']),
      edited(IKE.kemp, ['-RealServer 10.10.1.12 -RealServerPort 500', '-RealServer 10.10.1.12 -RealServerPort ⟦4500⟧']),
      edited(IKE.rest, ['rs=10.10.1.11&rsport=500', 'rs=10.10.1.11&rsport=⟦5000⟧']),
    ],
    good: [
      // TCP beside UDP at the same port is meant as such.
      `${IKE.citrix}add lb vserver vs4500_tcp TCP 203.0.113.10 4500\n`,
      '=== nginx.conf\nstream {\n    server { listen 500; listen 500 udp; proxy_pass 10.10.1.11:500; proxy_bind $remote_addr transparent; }\n    server { listen 4500; listen 4500 udp; proxy_pass 10.10.1.11:4500; proxy_bind $remote_addr transparent; }\n}\n',
      // Programs on the load balancer itself are no RRAS.
      '=== nginx.conf\nstream {\n    server { listen 500 udp; proxy_pass 127.0.0.1:600; }\n    server { listen 4500 udp; proxy_pass 127.0.0.1:4600; }\n}\n',
      IKE.f5,
      IKE.tmsh,
      IKE.citrix,
      IKE.kemp,
      IKE.rest,
      // Every port of the server, and every protocol.
      edited(
        IKE.f5,
        ['/Common/10.10.1.11:500 ', '/Common/10.10.1.11:any '],
        ['/Common/10.10.1.12:500 ', '/Common/10.10.1.12:0 '],
        ['ip-protocol udp', 'ip-protocol any'],
      ),
      // TCP on one of the ports alone is something else.
      '=== ns.conf\nadd lb vserver db TCP 203.0.113.10 4500\n',
      SSTP.f5,
    ],
  },
  check({ service, services }, report) {
    const { role, listener, pools = [], balancer } = service;
    // lb-haproxy-udp says what is to be said of HAProxy.
    if (role === 'sstp' || balancer.vendor === 'haproxy') return;
    const tell = cautiously(balancer, report);
    const wanted = role === 'ike' ? 500 : 4500;
    if (valueOf(listener.transport) === 'tcp')
      tell({
        at: placeOf(listener.transport, listener.at),
        message: `${sentence(listenerText(service))} takes port ${wanted} over TCP, and IKEv2 is UDP, so clients fail with error 809. Make it UDP.`,
        fixes: () => [{ title: 'Change to UDP', safe: false, changes: [{ kind: 'set-transport', at: listener.at, transport: 'udp' }] }],
      });
    for (const pool of pools)
      for (const member of pool.members.filter((each) => goesElsewhere(each, wanted)))
        tell({
          at: within(listener.at.file, placeOf(member.port, member.at), referenceAt(listener.pools, pool.name, listener)),
          message: `${sentence(listenerText(service))} sends ${portText(service)} to port ${valueOf(member.port) ?? ''} of ${valueOf(member.address) ?? wordsOf(balancer).pool(pool.name)}, where RRAS takes none of it. Use port ${wanted}.`,
          fixes: () => usePort(pool, wanted, services),
        });
  },
});

function goesElsewhere({ port }: Member, wanted: number): boolean {
  const value = valueOf(port);
  return value !== undefined && value !== 0 && value !== wanted;
}

/** None where the other port uses the same pool, which would then be the wrong one. */
function usePort(pool: Pool, port: number, services: readonly Service[]): Fix[] {
  if (services.filter(({ pools }) => pools?.includes(pool)).length > 1) return [];
  const changes = pool.members.filter((each) => goesElsewhere(each, port)).map(({ at }) => ({ kind: 'set-member-port' as const, at, port }));
  return [{ title: `Use port ${port} of the servers`, safe: false, changes }];
}
