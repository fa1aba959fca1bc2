import { rule } from '../rule.ts';
import { wordsOf } from './words.ts';

export default rule({
  id: 'lb-undefined-ref',
  on: 'undefinedName',
  severity: 'warning',
  title: 'A load balancer for a VPN names an object that does not exist',
  why: 'The appliance refuses a command or a whole file that names what it does not have, and goes on with what it had before.',
  howToFix: 'Correct the name, or add the object.',
  sources: ['F5, published bigip.conf files', 'Citrix, NetScaler command reference'],
  confidence: 'inferred',
  examples: { bad: [], good: [] },
  check({ undefinedName: { kind, name, at }, balancer }, report) {
    report({ at, message: `There is no ${kind} ${name}, so ${wordsOf(balancer).product} refuses this. Correct the name, or add the ${kind}.` });
  },
});
