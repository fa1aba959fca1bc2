import type { ServiceInContext } from '../../model/load-balancer/context.ts';
import { placeOf } from '../../model/load-balancer/setting.ts';
import { raisedLimit, translatorsOf, type Translator } from '../../model/load-balancer/translation.ts';
import { edited, IKE, SSTP } from './examples.ts';
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
  whenOff: 'Where the network does not let answers go back through the load balancer, and few clients connect at a time. Suppress it with that reason.',
  lowered: `Information where a script of the deployment sets IkeNumEstablishedForInitialQuery, which shows that it is meant to be so. ${LOWERED_IN_BRIEF}`,
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing and NAT"'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(
        IKE.f5,
        ['        type none', '        type automap'],
        ['    source-address-translation {\n        type automap\n    }', '    source-address-translation {\n        type ⟦automap⟧\n    }'],
      ),
      edited(IKE.tmsh, ['source-address-translation { type none }', 'source-address-translation { type ⟦snat⟧ pool outside }']),
      edited(IKE.citrix, ['sg500 UDP -usip YES', 'sg500 UDP -usip ⟦NO⟧'], ['sg4500 UDP -usip YES', '⟦sg4500⟧ UDP']),
      edited(IKE.kemp, ['-Transparent $true', '-Transparent ⟦$false⟧']),
      edited(IKE.rest, ['transparent=1', 'transparent=⟦0⟧']),
      // Less severe: the servers are set up for it.
      `${edited(IKE.citrix, ['sg500 UDP -usip YES', 'sg500 UDP -usip ⟦NO⟧'])}=== server.ps1\nNew-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters' -Name IkeNumEstablishedForInitialQuery -PropertyType DWord -Value 50000 -Force\n`,
    ],
    good: [
      IKE.f5,
      IKE.tmsh,
      IKE.citrix,
      IKE.kemp,
      IKE.rest,
      // The mode of the whole appliance may be the default of groups that are added after it.
      edited(IKE.citrix, ['USNIP', 'USNIP USIP'], ['sg500 UDP -usip YES', 'sg500 UDP'], ['sg4500 UDP -usip YES', 'sg4500 UDP']),
      // Nothing stated is nothing translated on BIG-IP.
      edited(IKE.tmsh, [' source-address-translation { type none }', ''], [' source-address-translation { type none }', '']),
      // For SSTP it does no harm.
      edited(SSTP.f5, ['    profiles {', '    source-address-translation {\n        type automap\n    }\n    profiles {']),
      SSTP.citrix,
    ],
  },
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
