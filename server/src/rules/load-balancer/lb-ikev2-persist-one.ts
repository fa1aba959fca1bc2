import { tieOf } from '../../model/load-balancer/tie.ts';
import { edited, IKE } from './examples.ts';
import { rule } from '../rule.ts';
import { LOWERED_PRESUMED, tieBoth } from './tying.ts';
import { cautiously, listenerText, LOWERED_IN_BRIEF, portText, sentence, wordsOf } from './words.ts';

export default rule({
  id: 'lb-ikev2-persist-one',
  on: 'ikePair',
  severity: 'error',
  title: 'Only one of the two ports of IKEv2 uses the persistence that should tie them',
  why: 'A record that only one listener writes or reads ties nothing: the packets of the other port are still balanced by themselves, and connections fail with error 809.',
  howToFix: 'Use the same persistence on both listeners, or bind both to the same group.',
  whenOff: 'Where one server alone is behind both ports and no file says so. Nothing has to be tied then.',
  lowered: `${LOWERED_PRESUMED} ${LOWERED_IN_BRIEF}`,
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing with Citrix NetScaler ADC"', 'F5, "About session persistence profiles"'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(
        IKE.f5,
        ['ltm virtual /Common/vs500', 'ltm virtual ⟦/Common/vs500⟧'],
        ['    persist {\n        /Common/ike {\n            default yes\n        }\n    }\n', ''],
      ),
      // A persistence of its own that ends at its port.
      edited(
        IKE.tmsh,
        ['virtual vs4500', 'virtual ⟦vs4500⟧'],
        ['pool pool4500 persist replace-all-with { ike }', 'pool pool4500 persist replace-all-with { source_addr }'],
      ),
      edited(IKE.citrix, ['lb vserver vs4500 UDP', 'lb vserver ⟦vs4500⟧ UDP'], ['bind lb group ike vs4500\n', '']),
    ],
    good: [
      IKE.f5,
      IKE.tmsh,
      IKE.citrix,
      IKE.kemp,
      // Nothing ties anything: that is another rule.
      edited(
        IKE.tmsh,
        ['match-across-services enabled', 'match-across-services disabled'],
        [' pool pool4500 persist replace-all-with { ike }', ' pool pool4500'],
      ),
      // By a rule of one's own, which may well go by the address.
      edited(IKE.citrix, ['bind lb group ike vs4500\n', ''], ['203.0.113.10 4500', '203.0.113.10 4500 -persistenceType RULE -rule "CLIENT.IP.SRC"']),
    ],
  },
  check(pair, report) {
    const tie = tieOf(pair);
    if (tie.state !== 'one') return;
    const { lacking, having, by, presumed } = tie;
    cautiously(
      lacking.balancer,
      report,
    )({
      at: lacking.listener.at,
      message: `${sentence(listenerText(lacking))} does not use ${wordsOf(lacking.balancer).persistence(by.name)}, which ${having.listener.name} does, so ${portText(lacking)} of a client goes to any server and the connection fails with error 809${presumed ? ' if there are several servers' : ''}. ${wordsOf(lacking.balancer).tie}.`,
      ...(presumed && { severity: 'warning' }),
      related: [{ at: having.listener.at, message: `${sentence(listenerText(having))} uses ${wordsOf(having.balancer).persistence(by.name)}.` }],
      fixes: () => [tieBoth(pair)],
    });
  },
});
