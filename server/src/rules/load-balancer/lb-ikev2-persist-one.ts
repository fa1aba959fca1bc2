import { tieOf } from '../../model/load-balancer/tie.ts';
import { rule } from '../rule.ts';
import { tieBoth } from './tying.ts';
import { cautiously, listenerText, LOWERED_IN_BRIEF, portText, sentence, wordsOf } from './words.ts';

export default rule({
  id: 'lb-ikev2-persist-one',
  on: 'ikePair',
  severity: 'error',
  title: 'Only one of the two ports of IKEv2 uses the persistence that should tie them',
  why: 'A record that only one listener writes or reads ties nothing: the packets of the other port are still balanced by themselves, and connections fail with error 809.',
  howToFix: 'Use the same persistence on both listeners, or bind both to the same group.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing with Citrix NetScaler ADC"', 'F5, "About session persistence profiles"'],
  confidence: 'documented',
  examples: { bad: [], good: [] },
  check(pair, report) {
    const tie = tieOf(pair);
    if (tie.state !== 'one') return;
    const { lacking, having, by } = tie;
    cautiously(
      lacking.balancer,
      report,
    )({
      at: lacking.listener.at,
      message: `${sentence(listenerText(lacking))} does not use ${by.name}, which ${having.listener.name} does, so ${portText(lacking)} of a client goes to any server and the connection fails with error 809. ${wordsOf(lacking.balancer).tie}.`,
      related: [{ at: having.listener.at, message: `${sentence(listenerText(having))} uses ${by.name}.` }],
      fixes: () => [tieBoth(pair)],
    });
  },
});
