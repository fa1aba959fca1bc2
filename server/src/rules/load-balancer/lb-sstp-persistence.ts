import type { PersistenceKind, Vendor } from '../../model/load-balancer/load-balancer.ts';
import type { Service } from '../../model/load-balancer/service.ts';
import { choiceOf } from '../../model/load-balancer/servers.ts';
import { placeOf, valueOf } from '../../model/load-balancer/setting.ts';
import { tlsOf } from '../../model/load-balancer/tls.ts';
import { rule, type Report } from '../rule.ts';
import { cautiously, listenerText, LOWERED_IN_BRIEF, sentence } from './words.ts';

/** Makes that can fall back from the TLS session to the source address. */
const WITH_FALLBACK: readonly Vendor[] = ['f5', 'citrix-adc'];

export default rule({
  id: 'lb-sstp-persistence',
  on: 'vpnService',
  severity: 'warning',
  title: 'SSTP lacks persistence by TLS session with the source address as fallback',
  why: 'Without persistence a client that connects again may come to another server while the first one still holds its session. The TLS session alone gets lost when it is renegotiated or resumed by a ticket; the source address is what helps then.',
  howToFix: 'Persist by TLS session, and by source address where that fails. A Kemp LoadMaster has no such fallback: there either one is sound.',
  lowered: `Information where clients are kept by source address alone, which works but sends all clients of one office to one server. ${LOWERED_IN_BRIEF}`,
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing and SSL Offload"', 'Citrix, CTX230557'],
  confidence: 'documented',
  examples: { bad: [], good: [] },
  check({ service }, report) {
    const { role, listener, balancer } = service;
    if (role !== 'sstp' || listener.programmed || choiceOf([service]) !== 'several') return;
    const found = judged(service);
    if (!found) return;
    cautiously(
      balancer,
      report,
    )({
      at: placeOf(listener.persistence, listener.at),
      message: `${sentence(listenerText(service))} ${found.message}`,
      ...(found.severity && { severity: found.severity }),
      fixes: () => [{ title: 'Persist by TLS session, else by source address', safe: false, changes: [{ kind: 'persist-sstp', at: listener.at }] }],
    });
  },
});

/** What is wrong with the persistence of a service of SSTP; `undefined` for nothing, and for what is not known. */
function judged(service: Service): Pick<Report, 'message' | 'severity'> | undefined {
  const { persistences, balancer } = service;
  const fallbacks = fallbacksOf(service);
  const kinds = persistences?.map(({ kind }) => valueOf(kind));
  if (!kinds || !fallbacks || kinds.some((kind) => kind === undefined || kind === 'other')) return undefined;
  const either = [...kinds, ...fallbacks];
  if (kinds.includes('tls-session')) {
    if (fallbacks.some((kind) => kind !== 'none' && kind !== 'tls-session') || !WITH_FALLBACK.includes(balancer.vendor)) return undefined;
    return { message: 'keeps clients by TLS session alone, which gets lost when it is renegotiated. Let the source address take over then.' };
  }
  if (either.includes('source-address')) {
    // With TLS ending here, or not known to pass, there may be no session of the servers to go by.
    if (!WITH_FALLBACK.includes(balancer.vendor) || tlsOf(service) !== 'pass-through') return undefined;
    return {
      message:
        'keeps clients by source address alone, so all clients behind one address go to one server. Persist by TLS session, and by source address where that fails.',
      severity: 'information',
    };
  }
  if (kinds.includes('cookie'))
    return { message: 'keeps clients by a cookie, which SSTP clients do not send back. Persist by TLS session, and by source address where that fails.' };
  return { message: 'keeps no client with its server. Persist by TLS session, and by source address where that fails.' };
}

/** What takes over; `undefined` where that is not known. */
function fallbacksOf({ persistences = [], fallbacks }: Service): readonly PersistenceKind[] | undefined {
  const kinds = [...(fallbacks ?? []).map(({ kind }) => kind), ...persistences.flatMap(({ backup }) => backup ?? [])].map(valueOf);
  const known = kinds.flatMap((kind) => kind ?? []);
  return fallbacks && known.length === kinds.length && !known.includes('other') ? known : undefined;
}
