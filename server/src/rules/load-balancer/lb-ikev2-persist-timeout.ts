import { IDLE_DEFAULT, idleOf } from '../../model/load-balancer/idle.ts';
import { choiceOf } from '../../model/load-balancer/servers.ts';
import { placeOf, valueOf } from '../../model/load-balancer/setting.ts';
import { tieOf } from '../../model/load-balancer/tie.ts';
import { edited, IKE } from './examples.ts';
import { rule } from '../rule.ts';
import { pairOf, RECORD_SECONDS, tieBoth } from './tying.ts';
import { cautiously, duration, LOWERED_IN_BRIEF, referenceAt, within, wordsOf } from './words.ts';

export default rule({
  id: 'lb-ikev2-persist-timeout',
  on: 'vpnService',
  severity: 'warning',
  title: 'A persistence record of IKEv2 ends before RRAS drops a silent client',
  why: 'RRAS drops a client that was silent for five minutes, unless IdleDisconnectSeconds says otherwise. A record that ends earlier lets the next packet go to another server, which knows nothing of the connection.',
  howToFix: 'Let the record last at least as long as the idle timeout of RRAS; an hour does no harm.',
  whenOff: 'Where the servers drop silent clients earlier than the record ends, and that is set outside of these files.',
  lowered: LOWERED_IN_BRIEF,
  sources: [
    'Citrix, NetScaler command reference, lb group (2 minutes)',
    'F5, source address affinity persistence (180 s)',
    'Microsoft, Set-VpnServerConfiguration',
  ],
  confidence: 'inferred',
  restsOn: 'The documented times of load balancers beside the documented idle timeout of RRAS. That a connection is lost between the two has not been tried.',
  examples: {
    bad: [
      edited(IKE.f5, ['timeout 3600', 'timeout ⟦180⟧']),
      edited(IKE.tmsh, ['source-addr ike', 'source-addr ⟦ike⟧'], [' timeout 3600', '']),
      edited(IKE.citrix, ['-timeout 60', '-timeout ⟦4⟧']),
      // Two minutes by default.
      edited(IKE.citrix, ['lb group ike', 'lb group ⟦ike⟧'], [' -timeout 60', '']),
      edited(IKE.kemp, ['-PersistTimeout 3600', '-PersistTimeout ⟦120⟧'], ['-PersistTimeout 3600', '-PersistTimeout 120']),
      // Clients may be silent for longer than RRAS allows by itself.
      `${edited(IKE.f5, ['timeout 3600', 'timeout ⟦1800⟧'])}=== server.ps1\nSet-VpnServerConfiguration -IdleDisconnectSeconds 7200\n`,
      edited(IKE.rest, ['persisttimeout=3600', 'persisttimeout=⟦240⟧']),
    ],
    good: [
      IKE.f5,
      IKE.tmsh,
      IKE.citrix,
      IKE.kemp,
      IKE.rest,
      edited(IKE.f5, ['timeout 3600', 'timeout 300']),
      edited(IKE.f5, ['timeout 3600', 'timeout indefinite']),
      // The server drops silent clients earlier than by default.
      `${edited(IKE.citrix, ['-timeout 60', '-timeout 3'])}=== server.ps1\nSet-VpnServerConfiguration -IdleDisconnectSeconds 120\n`,
      `${edited(IKE.citrix, ['-timeout 60', '-timeout 3'])}=== server.ps1\nif ($short) { Set-VpnServerConfiguration -IdleDisconnectSeconds 120 }\n`,
      `${edited(IKE.citrix, ['-timeout 60', '-timeout 3'])}=== server.ps1\nSet-VpnServerConfiguration @settings\n`,
      // One server has no choice.
      edited(IKE.citrix, ['-timeout 60', '-timeout 2'], ['bind serviceGroup sg500 vpn2 500\n', ''], ['bind serviceGroup sg4500 vpn2 4500\n', '']),
      // The persistence of something that is no VPN.
      '=== ns.conf\nadd serviceGroup web HTTP\nadd lb vserver web HTTP 203.0.113.10 80 -persistenceType SOURCEIP -timeout 2\nbind lb vserver web web\n',
    ],
  },
  check(context, report) {
    const { service, deployment } = context;
    const { listener, balancer, persistences = [] } = service;
    const pair = pairOf(context);
    const tie = pair && tieOf(pair);
    // What ties nothing yet is replaced as a whole, and with one server nothing moves.
    if (service.role === 'sstp' || choiceOf([service]) === 'single' || tie?.state === 'none' || tie?.state === 'not needed') return;
    const inForce = tie?.state === 'one' ? persistences.filter((each) => each === tie.by) : persistences;
    const idle = idleOf(deployment);
    if (idle === 'unknown') return;
    const needed = idle?.number ?? IDLE_DEFAULT;
    const wanted = Math.max(RECORD_SECONDS, needed);
    const tell = cautiously(balancer, report);
    for (const persistence of inForce) {
      const seconds = valueOf(persistence.timeout);
      if (valueOf(persistence.kind) !== 'source-address' || seconds === undefined || seconds >= needed) continue;
      const reference = referenceAt(listener.persistence, persistence.name, listener);
      const whose = idle
        ? `the idle timeout of the server (IdleDisconnectSeconds ${idle.number})`
        : `the ${IDLE_DEFAULT} s after which RRAS drops a silent client`;
      tell({
        at: persistence.builtIn ? reference : within(listener.at.file, placeOf(persistence.timeout, persistence.at), reference),
        message: `Records of ${wordsOf(balancer).persistence(persistence.name)} end after ${duration(seconds)}, before ${whose}, so a connection may move to another server. Let them last ${duration(wanted)}.`,
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
