import { tieOf } from '../../model/load-balancer/tie.ts';
import { rule } from '../rule.ts';
import { tieBoth } from './tying.ts';
import { cautiously, listenerText, LOWERED_IN_BRIEF, sentence, wordsOf } from './words.ts';

export default rule({
  id: 'lb-ikev2-persistence',
  on: 'ikePair',
  severity: 'error',
  title: 'Nothing sends UDP 500 and UDP 4500 of a client to one server',
  why: 'The server that took the first packets on UDP 500 holds the state of the negotiation. If the packets on UDP 4500 go to another one, that knows nothing of it and drops them: some connections fail with error 809, seemingly at random.',
  howToFix:
    'F5: one source address persistence with match-across-services on both virtual servers. Citrix ADC: both virtual servers in one lb group with SOURCEIP. Kemp: source address persistence on both, and port following (FollowVSID).',
  lowered: LOWERED_IN_BRIEF,
  sources: [
    'Richard Hicks, "Always On VPN IKEv2 Load Balancing with Citrix NetScaler ADC"',
    'Richard Hicks, "Troubleshooting Always On VPN Error Code 809"',
    'F5, "About session persistence profiles"; Kemp, "Port Following"',
  ],
  confidence: 'documented',
  examples: { bad: [], good: [] },
  check(pair, report) {
    const { ike, natTraversal } = pair;
    if (tieOf(pair).state !== 'none') return;
    cautiously(
      ike.balancer,
      report,
    )({
      at: ike.listener.at,
      message: `Nothing sends a client's packets to ${ike.listener.name} and ${natTraversal.listener.name} to one server, so connections fail at random with error 809. ${wordsOf(ike.balancer).tie}.`,
      related: [{ at: natTraversal.listener.at, message: `${sentence(listenerText(natTraversal))} takes UDP 4500.` }],
      fixes: () => [tieBoth(pair)],
    });
  },
});
