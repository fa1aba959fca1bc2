import { blindness } from '../../model/load-balancer/health.ts';
import type { Pool } from '../../model/load-balancer/load-balancer.ts';
import type { Monitor } from '../../model/load-balancer/monitor.ts';
import type { ServiceInContext } from '../../model/load-balancer/context.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import { schemeOf } from '../../model/load-balancer/tls.ts';
import { rule, type Fix } from '../rule.ts';
import { listed } from '../wording.ts';
import { hostFor, hostNote } from './monitor-host.ts';
import { cautiously, LOWERED_IN_BRIEF, referenceAt, within, wordsOf } from './words.ts';

export default rule({
  id: 'lb-sstp-monitor-tcp',
  on: 'vpnService',
  severity: 'warning',
  title: 'The servers of SSTP are tested by something that says nothing about SSTP',
  why: 'A server whose SSTP service has failed still answers pings, TCP connections and requests for its start page, so clients are sent to it and fail.',
  howToFix: 'Test with a HEAD request for the path of SSTP that expects status 401, over HTTPS, or over HTTP with TLS offload.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP" and "… with Kemp LoadMaster"'],
  confidence: 'documented',
  examples: { bad: [], good: [] },
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
        message: `${how(used)} ${what}, so a server whose SSTP has failed still gets clients. Test with a HEAD request for the path of SSTP that expects status 401.`,
        fixes: () => replace(context, pool),
      });
    }
  },
});

function how(monitors: readonly (Monitor | undefined)[]): string {
  const [first] = monitors;
  if (!first) return 'Nothing tests';
  return `${listed(monitors.flatMap((each) => each?.name ?? []))} ${monitors.length > 1 ? 'say' : 'says'} nothing about SSTP on`;
}

function replace({ service, deployment }: ServiceInContext, pool: Pool): Fix[] {
  const scheme = schemeOf([service]);
  if (!scheme) return [];
  const found = hostFor(service.balancer, [service], deployment);
  return [
    {
      title: `Replace the monitor by one that tests SSTP${hostNote(found)}`,
      safe: false,
      changes: [{ kind: 'monitor-by-sstp', at: pool.at, scheme, host: found.host }],
    },
  ];
}
