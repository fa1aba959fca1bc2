import type { Persistence } from '../../model/load-balancer/load-balancer.ts';
import { placeOf, valueOf } from '../../model/load-balancer/setting.ts';
import { edited, IKE, SSTP } from './examples.ts';
import { rule, type Fix } from '../rule.ts';
import { pairOf, tieBoth } from './tying.ts';
import { cautiously, LOWERED_IN_BRIEF, persistenceText, referenceAt, within } from './words.ts';

const KINDS: Readonly<Partial<Record<string, string>>> = { cookie: 'a cookie', 'tls-session': 'the TLS session' };

export default rule({
  id: 'lb-ikev2-persist-type',
  on: 'vpnService',
  severity: 'warning',
  title: 'The persistence of IKEv2 does not go by the source address',
  why: 'IKE over UDP has neither cookies nor a TLS session. Persistence by one of these finds nothing in its packets and ties nothing.',
  howToFix: 'Choose the source address as the type of the persistence.',
  whenOff: 'Where one server alone is behind the listener. Any persistence does then.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing with Citrix NetScaler ADC"', 'Citrix, NetScaler command reference, lb group'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(IKE.citrix, ['-persistenceType SOURCEIP', '-persistenceType ⟦COOKIEINSERT⟧']),
      edited(IKE.f5, ['ltm persistence source-addr /Common/ike', 'ltm persistence ssl ⟦/Common/ike⟧'], ['/Common/source_addr', '/Common/ssl']),
      edited(
        IKE.tmsh,
        ['vs500 destination', 'vs500 destination'],
        ['pool pool500 persist replace-all-with { ike }', 'pool pool500 persist replace-all-with { ⟦cookie⟧ }'],
      ),
      edited(IKE.kemp, ['-Persist src', '-Persist ⟦ssl⟧'], ['-Persist src', '-Persist ssl']),
      edited(IKE.rest, ['persist=src', 'persist=⟦active-cookie⟧']),
    ],
    good: [
      IKE.f5,
      IKE.tmsh,
      IKE.citrix,
      IKE.kemp,
      IKE.rest,
      // By a rule of one's own, which may well go by the address.
      edited(IKE.citrix, ['-persistenceType SOURCEIP', '-persistenceType RULE -rule "CLIENT.IP.SRC"']),
      // SSTP has a TLS session.
      SSTP.f5,
      SSTP.citrix,
    ],
  },
  check(context, report) {
    const { service, services } = context;
    if (service.role === 'sstp') return;
    const { listener, balancer, persistences = [] } = service;
    const tell = cautiously(balancer, report);
    const fixOf = (persistence: Persistence): Fix[] => {
      if (!persistence.builtIn && !usedBySstp(persistence))
        return [{ title: 'Persist by source address', safe: false, changes: [{ kind: 'persist-by-source', at: persistence.at }] }];
      const pair = pairOf(context);
      return pair ? [tieBoth(pair)] : [];
    };
    const usedBySstp = (persistence: Persistence): boolean => services.some(({ role, persistences: used }) => role === 'sstp' && used?.includes(persistence));
    for (const persistence of persistences) {
      const kind = KINDS[valueOf(persistence.kind) ?? ''];
      if (kind === undefined) continue;
      const reference = referenceAt(listener.persistence, persistence.name, listener);
      const shared = persistence.builtIn ?? usedBySstp(persistence);
      tell({
        at: shared ? reference : within(listener.at.file, placeOf(persistence.kind, persistence.at), reference),
        message: `${persistenceText(balancer, persistence)} keeps clients with their server by ${kind}, which IKE over UDP does not have. Persist by source address.`,
        fixes: () => fixOf(persistence),
      });
    }
  },
});
