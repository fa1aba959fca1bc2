import { IDLE_DEFAULT, idleOf } from '../../model/load-balancer/idle.ts';
import { choiceOf } from '../../model/load-balancer/servers.ts';
import { placeOf, valueOf } from '../../model/load-balancer/setting.ts';
import { tieOf } from '../../model/load-balancer/tie.ts';
import { rule } from '../rule.ts';
import { pairOf, RECORD_SECONDS, tieBoth } from './tying.ts';
import { cautiously, duration, LOWERED_IN_BRIEF, referenceAt, within } from './words.ts';

export default rule({
  id: 'lb-ikev2-persist-timeout',
  on: 'vpnService',
  severity: 'warning',
  title: 'A persistence record of IKEv2 ends before RRAS drops a silent client',
  why: 'RRAS drops a client that was silent for five minutes, unless IdleDisconnectSeconds says otherwise. A record that ends earlier lets the next packet go to another server, which knows nothing of the connection.',
  howToFix: 'Let the record last at least as long as the idle timeout of RRAS; an hour does no harm.',
  lowered: LOWERED_IN_BRIEF,
  sources: [
    'Citrix, NetScaler command reference, lb group (2 minutes)',
    'F5, source address affinity persistence (180 s)',
    'Microsoft, Set-VpnServerConfiguration',
  ],
  confidence: 'inferred',
  examples: { bad: [], good: [] },
  check(context, report) {
    const { service, deployment } = context;
    const { listener, balancer, persistences = [] } = service;
    const pair = pairOf(context);
    // What ties nothing yet is replaced as a whole, and with one server nothing moves.
    if (service.role === 'sstp' || choiceOf([service]) === 'single' || (pair && ['none', 'not needed'].includes(tieOf(pair).state))) return;
    const idle = idleOf(deployment);
    const needed = idle?.number ?? IDLE_DEFAULT;
    const wanted = Math.max(RECORD_SECONDS, needed);
    const tell = cautiously(balancer, report);
    for (const persistence of persistences) {
      const seconds = valueOf(persistence.timeout);
      if (valueOf(persistence.kind) !== 'source-address' || seconds === undefined || seconds >= needed) continue;
      const reference = referenceAt(listener.persistence, persistence.name, listener);
      const whose = idle
        ? `the idle timeout of the server (IdleDisconnectSeconds ${idle.number})`
        : `the ${IDLE_DEFAULT} s after which RRAS drops a silent client`;
      tell({
        at: persistence.builtIn ? reference : within(listener.at.file, placeOf(persistence.timeout, persistence.at), reference),
        message: `Records of ${persistence.name} end after ${duration(seconds)}, before ${whose}, so a connection may move to another server. Let them last ${duration(wanted)}.`,
        ...(idle && { related: [{ at: idle.at, message: `The server drops a client that was silent for ${duration(idle.number)}.` }] }),
        fixes: () => {
          if (persistence.builtIn) return pair ? [tieBoth(pair)] : [];
          return [
            { title: `Let records last ${duration(wanted)}`, safe: false, changes: [{ kind: 'set-persistence-timeout', at: persistence.at, seconds: wanted }] },
          ];
        },
      });
    }
  },
});
