import { parse } from '../args.ts';
import { explanations, knownNames } from '../explaining/explanations.ts';
import { EXIT, notice, UsageError } from '../io.ts';
import { printable } from '../printable.ts';
import { nearest } from '../../rules/nearest.ts';
import type { Command } from './command.ts';

export const explain: Command = {
  name: 'explain',
  summary: 'tell about a rule, a registry value or an IPsec value',
  help: `Usage: aovpn explain NAME

NAME is the id of a rule (policy-mismatch), the name of a registry value (CertAuthFlags), one of the six values of an
IPsec policy (DHGroup), or what such a value can be, in any spelling (GCMAES128).
`,
  run: async (args, io) => {
    const { positionals } = parse(args, {});
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0) throw new UsageError('explain takes one name.');
    const found = explanations(name);
    if (found.length > 0) {
      io.stdout.write(found.join('\n'));
      return Promise.resolve(EXIT.clean);
    }
    const near = nearest(name, knownNames());
    notice(io, `nothing is known about ${printable(name)}.${near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ' "aovpn rules" lists the rules.'}`);
    return Promise.resolve(EXIT.failure);
  },
};
