import { blindness } from '../../model/load-balancer/health.ts';
import type { LoadBalancer, Pool } from '../../model/load-balancer/load-balancer.ts';
import type { Monitor } from '../../model/load-balancer/monitor.ts';
import type { ServiceInContext } from '../../model/load-balancer/context.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import { schemeOf } from '../../model/load-balancer/tls.ts';
import { edited, SSTP } from './examples.ts';
import { rule, type Fix } from '../rule.ts';
import { listed } from '../wording.ts';
import { hostFor, hostNote } from './monitor-host.ts';
import { cautiously, LOWERED_IN_BRIEF, monitorText, referenceAt, within, wordsOf } from './words.ts';

export default rule({
  id: 'lb-sstp-monitor-tcp',
  on: 'vpnService',
  severity: 'warning',
  title: 'The servers of SSTP are tested by something that says nothing about SSTP',
  why: 'A server whose SSTP service has failed still answers pings, TCP connections and requests for its start page, so clients are sent to it and fail.',
  howToFix: 'Test with a HEAD request for the path of SSTP that expects status 401, over HTTPS, or over HTTP with TLS offload.',
  whenOff: 'Where SSTP itself is watched by something else that takes failed servers out of the pool.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP" and "… with Kemp LoadMaster"'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(SSTP.f5, ['monitor /Common/sstp_head\n}', 'monitor ⟦/Common/https⟧\n}']),
      edited(SSTP.tmsh, ['monitor sstp_head\n', 'monitor ⟦tcp⟧\n']),
      edited(SSTP.citrix, ['sg443 -monitorName sstp_head', 'sg443 -monitorName ⟦tcp⟧']),
      // Without a monitor of its own, Citrix ADC opens a connection and closes it.
      edited(SSTP.citrix, ['serviceGroup sg443', 'serviceGroup ⟦sg443⟧'], ['bind serviceGroup sg443 -monitorName sstp_head\n', '']),
      edited(SSTP.kemp, [/ -CheckType .*\n/, ' -CheckType ⟦tcp⟧\n']),
      edited(SSTP.rest, [/checktype=.*"\n/, 'checktype=⟦icmp⟧"\n']),
      // The path alone makes no test over HTTPS.
      "=== vpn.ps1\n⟦New-AdcVirtualService⟧ 203.0.113.20 443 tcp -Persist src -CheckUrl '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/'\n",
    ],
    good: [
      SSTP.f5,
      SSTP.tmsh,
      SSTP.citrix,
      SSTP.kemp,
      SSTP.rest,
      // One of two tests SSTP.
      edited(SSTP.f5, ['monitor /Common/sstp_head\n}', 'monitor /Common/tcp and /Common/sstp_head\n}']),
      // A program of one's own may test it.
      edited(
        SSTP.tmsh,
        ['monitor sstp_head\n', 'monitor sstp_script\n'],
        ['monitor https sstp_head', 'monitor external sstp_script run /Common/sstp.sh\ncreate ltm monitor https sstp_head'],
      ),
      // Another path says nothing about SSTP.
      "=== vpn.ps1\n# Web site beside the VPN\nNew-AdcVirtualService 203.0.113.20 443 tcp -CheckUrl '/healthz'\n",
      // A web site.
      '=== ns.conf\nadd serviceGroup web SSL_BRIDGE\nadd lb vserver web SSL_BRIDGE 203.0.113.20 443\nbind lb vserver web web\nbind serviceGroup web -monitorName tcp\n',
    ],
  },
  check(context, report) {
    const { role, listener, pools = [], monitors = [], balancer } = context.service;
    // The probes of Azure take nothing but status 200, so TCP is the right one there; free NGINX tests nothing.
    if (role !== 'sstp' || balancer.vendor === 'azure' || balancer.vendor === 'nginx') return;
    const tell = cautiously(balancer, report);
    for (const pool of pools) {
      const named = valueOf(pool.monitors);
      const used = named?.map(({ name }) => monitors.find((each) => each.name === name));
      if (!named || !used?.every((each) => each !== undefined && blindness(each) !== undefined)) continue;
      const what = wordsOf(balancer).pool(pool.name);
      const reference = referenceAt(listener.pools, pool.name, listener);
      tell({
        at: within(listener.at.file, named[0]?.at ?? pool.at, reference),
        message: `${how(balancer, used)} ${what}, so a server whose SSTP has failed still gets clients. Test with a HEAD request for the path of SSTP that expects status 401.`,
        fixes: () => replace(context, pool),
      });
    }
  },
});

function how(balancer: LoadBalancer, monitors: readonly (Monitor | undefined)[]): string {
  const [first] = monitors;
  if (!first) return 'Nothing tests';
  return `${listed(monitors.flatMap((each) => (each ? monitorText(balancer, each) : [])))} ${monitors.length > 1 ? 'say' : 'says'} nothing about SSTP on`;
}

function replace({ service, deployment }: ServiceInContext, pool: Pool): Fix[] {
  const scheme = schemeOf([service]);
  if (!scheme) return [];
  const { balancer } = service;
  const found = hostFor(balancer, [service], deployment);
  // Others send a host of their own where none is stated, or none.
  const stated = found.given || balancer.vendor === 'f5' ? found : undefined;
  return [
    {
      title: `Replace the monitor by one that tests SSTP${stated ? hostNote(stated) : ''}`,
      safe: false,
      changes: [{ kind: 'monitor-by-sstp', at: pool.at, scheme, ...(stated && { host: stated.host }) }],
    },
  ];
}
