import { isDeafToIke } from '../../model/load-balancer/health.ts';
import type { Vendor } from '../../model/load-balancer/load-balancer.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import { edited, IKE } from './examples.ts';
import { rule } from '../rule.ts';
import { cautiously, LOWERED_IN_BRIEF, monitorText, referenceAt, within, wordsOf } from './words.ts';

/** Makes that can test a server by ICMP. Azure Load Balancer wants a probe over TCP or HTTP even for UDP, and free NGINX tests nothing. */
const PINGING: readonly Vendor[] = ['f5', 'citrix-adc', 'kemp'];

export default rule({
  id: 'lb-ikev2-monitor',
  on: 'vpnService',
  severity: 'warning',
  title: 'The servers of IKEv2 are tested over TCP, or not at all',
  why: 'IKE is UDP: a test over TCP or HTTP at its port finds every server down, and without a test a dead server keeps getting its share of the clients.',
  howToFix: 'Test the servers by ICMP (F5 gateway_icmp, Citrix ADC ping, Kemp icmp), and let their firewall answer echo requests.',
  whenOff: 'Where something outside of the load balancer takes dead servers out of the pool, or there is one server only.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing with Citrix NetScaler ADC"'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(IKE.f5, ['monitor /Common/gateway_icmp', 'monitor ⟦/Common/tcp⟧']),
      edited(
        IKE.f5,
        ['pool /Common/pool4500', 'pool ⟦/Common/pool4500⟧'],
        [/(500 \{\n +address 10.10.1.12\n +\}\n +\}\n) +monitor .*\n\}\nltm virtual/, '$1}\nltm virtual'],
      ),
      edited(IKE.tmsh, ['monitor gateway_icmp', 'monitor ⟦https⟧']),
      edited(IKE.citrix, ['sg500 -monitorName ping', 'sg500 -monitorName ⟦tcp⟧']),
      edited(IKE.kemp, ['-CheckType icmp', '-CheckType ⟦tcp⟧']),
      edited(IKE.rest, ['checktype=icmp', 'checktype=⟦tcp⟧']),
    ],
    good: [
      IKE.f5,
      IKE.tmsh,
      IKE.citrix,
      IKE.kemp,
      IKE.rest,
      // Without a monitor of its own, Citrix ADC pings.
      edited(IKE.citrix, ['bind serviceGroup sg500 -monitorName ping\n', '']),
      // A program of one's own, and a test over UDP.
      `${edited(IKE.f5, ['monitor /Common/gateway_icmp', 'monitor /Common/ike_probe'])}ltm monitor external /Common/ike_probe {\n    run /Common/ike.sh\n}\n`,
      edited(IKE.tmsh, ['monitor gateway_icmp', 'monitor udp']),
      // Another service of the same server.
      `${edited(IKE.tmsh, ['monitor gateway_icmp', 'monitor rras'])}create ltm monitor tcp rras destination *:443\n`,
    ],
  },
  check({ service }, report) {
    const { role, listener, pools = [], monitors = [], balancer } = service;
    if (role === 'sstp' || !PINGING.includes(balancer.vendor)) return;
    const tell = cautiously(balancer, report);
    const port = role === 'ike' ? 500 : 4500;
    for (const pool of pools) {
      const named = valueOf(pool.monitors);
      if (!named) continue;
      const reference = referenceAt(listener.pools, pool.name, listener);
      const fixes = () => [{ title: 'Test the servers by ICMP', safe: false, changes: [{ kind: 'monitor-by-icmp' as const, at: pool.at }] }];
      const what = wordsOf(balancer).pool(pool.name);
      if (named.length === 0)
        tell({
          at: within(listener.at.file, pool.at, reference),
          message: `Nothing tests ${what}, so clients are sent to a server that is down. Test by ICMP.`,
          fixes,
        });
      for (const { name, at } of named) {
        const monitor = monitors.find((each) => each.name === name);
        if (monitor && isDeafToIke(monitor, port))
          tell({
            at: within(listener.at.file, at, reference),
            message: `${monitorText(balancer, monitor)} tests ${what} over TCP, which UDP ${port} never answers. Test by ICMP instead.`,
            fixes,
          });
      }
    }
  },
});
