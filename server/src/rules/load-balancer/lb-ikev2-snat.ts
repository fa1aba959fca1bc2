import type { ServiceInContext } from '../../model/load-balancer/context.ts';
import { placeOf } from '../../model/load-balancer/setting.ts';
import { raisedLimit, translatorsOf, type Translator } from '../../model/load-balancer/translation.ts';
import { rule, type Fix } from '../rule.ts';
import { cautiously, listenerText, LOWERED_IN_BRIEF, referenceAt, sentence, within, wordsOf } from './words.ts';

export default rule({
  id: 'lb-ikev2-snat',
  on: 'vpnService',
  severity: 'error',
  title: 'The servers see the load balancer instead of the clients of IKEv2',
  why: 'Windows limits how many IPsec SAs one address may have. With its source address translated every client comes from one address, and under load new ones fail with error 809 while those that are connected go on.',
  howToFix:
    'Keep the source address: F5 source-address-translation type none, Citrix ADC -usip YES on the service groups of both ports, Kemp Transparent. The answers of the servers must then go back through the load balancer, so their default gateway may have to be its address.',
  lowered: `Information where a script of the deployment sets IkeNumEstablishedForInitialQuery, which shows that it is meant to be so. ${LOWERED_IN_BRIEF}`,
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing and NAT"'],
  confidence: 'documented',
  examples: { bad: [], good: [] },
  check(context, report) {
    const { service, deployment } = context;
    if (service.role === 'sstp') return;
    const limit = raisedLimit(deployment);
    const tell = cautiously(service.balancer, report);
    for (const { object, setting } of translatorsOf(service)) {
      const isListener = object === service.listener;
      const own = isListener ? object.at : referenceAt(service.listener.pools, object.name, service.listener);
      const what = isListener ? sentence(listenerText(service)) : sentence(wordsOf(service.balancer).pool(object.name));
      const known = limit
        ? 'IkeNumEstablishedForInitialQuery on the server helps in part only.'
        : `${wordsOf(service.balancer).keep}, and let the servers answer through the load balancer.`;
      tell({
        at: within(service.listener.at.file, placeOf(setting, object.at), own),
        message: `${what} replaces the client's address, so RRAS sees one client only and new connections fail with error 809 under load. ${known}`,
        ...(limit && { severity: 'information', related: [{ at: limit, message: 'The server takes more SAs from one address.' }] }),
        fixes: () => [keep(context, object)],
      });
    }
  },
});

/** Half the ports are of no use, so those of the twin change with it. */
function keep({ service, twin }: ServiceInContext, first: Translator['object']): Fix {
  const others = [service, ...(typeof twin === 'object' ? [twin.service] : [])].flatMap(translatorsOf).map(({ object }) => object);
  return {
    title: "Keep the client's address (servers must answer through the load balancer)",
    safe: false,
    changes: [...new Set([first, ...others])].map(({ at }) => ({ kind: 'keep-client-address', at })),
  };
}
