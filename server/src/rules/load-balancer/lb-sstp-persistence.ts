import type { PersistenceKind, Vendor } from '../../model/load-balancer/load-balancer.ts';
import type { Service } from '../../model/load-balancer/service.ts';
import { choiceOf } from '../../model/load-balancer/servers.ts';
import { placeOf, valueOf } from '../../model/load-balancer/setting.ts';
import { tlsOf } from '../../model/load-balancer/tls.ts';
import { edited, SSTP } from './examples.ts';
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
  whenOff: 'Where one server alone is behind the listener and no file says so.',
  lowered: `Information where clients are kept by source address alone, which works but sends all clients of one office to one server, and where no file says which servers there are. ${LOWERED_IN_BRIEF}`,
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing and SSL Offload"', 'Citrix, CTX230557'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(
        SSTP.f5,
        ['virtual /Common/vs443_sstp', 'virtual ⟦/Common/vs443_sstp⟧'],
        ['    fallback-persistence /Common/source_addr\n', ''],
        ['    persist {\n        /Common/ssl {\n            default yes\n        }\n    }\n', ''],
      ),
      edited(SSTP.tmsh, ['persist replace-all-with { ssl } fallback-persistence source_addr', 'persist replace-all-with ⟦{ ssl }⟧']),
      edited(
        SSTP.citrix,
        ['vserver vs443_sstp SSL_BRIDGE', 'vserver ⟦vs443_sstp⟧ SSL_BRIDGE'],
        [' -persistenceType SSLSESSION -timeout 5 -persistenceBackup SOURCEIP', ''],
      ),
      edited(SSTP.citrix, ['SSLSESSION', '⟦SSLSESSION⟧'], [' -persistenceBackup SOURCEIP', '']),
      // Information: it works, with less of a balance.
      edited(SSTP.citrix, ['SSLSESSION', '⟦SOURCEIP⟧'], [' -persistenceBackup SOURCEIP', '']),
      edited(SSTP.kemp, ['New-AdcVirtualService', '⟦New-AdcVirtualService⟧'], [' -Persist ssl -PersistTimeout 300', '']),
      edited(SSTP.rest, ['persist=ssl', 'persist=⟦active-cookie⟧']),
    ],
    good: [
      SSTP.f5,
      SSTP.tmsh,
      SSTP.citrix,
      // A LoadMaster has no fallback: either one is sound.
      SSTP.kemp,
      SSTP.rest,
      edited(SSTP.kemp, ['-Persist ssl', '-Persist src']),
      // One server has no choice.
      edited(SSTP.citrix, [' -persistenceType SSLSESSION -timeout 5 -persistenceBackup SOURCEIP', ''], ['bind serviceGroup sg443 vpn2 443\n', '']),
      // Where TLS ends in front of the servers there is no session of theirs.
      edited(
        SSTP.f5,
        ['    fallback-persistence /Common/source_addr\n', ''],
        ['/Common/ssl {', '/Common/source_addr {'],
        ['/Common/tcp { }', '/Common/tcp { }\n        /Common/clientssl {\n            context clientside\n        }'],
      ),
      // A web site.
      '=== ns.conf\nadd server web1 10.0.0.1\nadd server web2 10.0.0.2\nadd serviceGroup web SSL_BRIDGE\nbind serviceGroup web web1 443\nbind serviceGroup web web2 443\nadd lb vserver web SSL_BRIDGE 203.0.113.20 443\nbind lb vserver web web\n',
    ],
  },
  check({ service }, report) {
    const { role, listener, balancer } = service;
    const choice = choiceOf([service]);
    if (role !== 'sstp' || listener.programmed || choice === 'single' || choice === 'unknown') return;
    const found = judged(service);
    if (!found) return;
    cautiously(
      balancer,
      report,
    )({
      at: placeOf(listener.persistence, listener.at),
      message: `${sentence(listenerText(service))} ${found.message}`,
      ...(choice === 'presumed' ? { severity: 'information' } : found.severity && { severity: found.severity }),
      fixes: () => [
        {
          title: hasFallback(service) ? 'Persist by TLS session, else by source address' : 'Persist by TLS session',
          safe: false,
          changes: [{ kind: 'persist-sstp', at: listener.at }],
        },
      ],
    });
  },
});

function adviceFor(service: Service): string {
  if (hasFallback(service)) return 'Persist by TLS session, and by source address where that fails';
  return service.balancer.vendor === 'kemp' ? 'Persist by TLS session or by source address' : 'Persist by source address';
}

function hasFallback({ balancer }: Service): boolean {
  return WITH_FALLBACK.includes(balancer.vendor);
}

/** What is wrong with the persistence of a service of SSTP; `undefined` for nothing, and for what is not known. */
function judged(service: Service): Pick<Report, 'message' | 'severity'> | undefined {
  const { persistences } = service;
  const advice = adviceFor(service);
  const fallbacks = fallbacksOf(service);
  const kinds = persistences?.map(({ kind }) => valueOf(kind));
  if (!kinds || !fallbacks || kinds.some((kind) => kind === undefined || kind === 'other')) return undefined;
  const either = [...kinds, ...fallbacks];
  if (kinds.includes('tls-session')) {
    if (fallbacks.some((kind) => kind !== 'none' && kind !== 'tls-session') || !hasFallback(service)) return undefined;
    return { message: 'keeps clients by TLS session alone, which gets lost when it is renegotiated. Let the source address take over then.' };
  }
  if (either.includes('source-address')) {
    // With TLS ending here, or not known to pass, there may be no session of the servers to go by.
    if (!hasFallback(service) || tlsOf(service) !== 'pass-through') return undefined;
    return {
      message: `keeps clients by source address alone, so all clients behind one address go to one server. ${advice}.`,
      severity: 'information',
    };
  }
  if (kinds.includes('cookie')) return { message: `keeps clients by a cookie, which SSTP clients do not send back. ${advice}.` };
  return { message: `keeps no client with its server. ${advice}.` };
}

/** What takes over; `undefined` where that is not known. */
function fallbacksOf({ persistences = [], fallbacks }: Service): readonly PersistenceKind[] | undefined {
  const kinds = [...(fallbacks ?? []).map(({ kind }) => kind), ...persistences.flatMap(({ backup }) => backup ?? [])].map(valueOf);
  const known = kinds.flatMap((kind) => kind ?? []);
  return fallbacks && known.length === kinds.length && !known.includes('other') ? known : undefined;
}
