import { loadGrammar } from '../../host/grammar.ts';
import { parse } from '../args.ts';
import { explanations, knownNames } from '../explaining/explanations.ts';
import { EXIT, notice, UsageError } from '../io.ts';
import { printable } from '../printable.ts';
import { nearest } from '../../rules/nearest.ts';
import type { Command } from './command.ts';

export const explain: Command = {
  name: 'explain',
  summary: 'tell about an error, an event, a rule, a registry value or an IPsec value',
  help: `Usage: aovpn explain NAME

NAME is the id of a rule (policy-mismatch), the name of a registry value (CertAuthFlags), one of the six values of an
IPsec policy (DHGroup), what such a value can be, in any spelling (GCMAES128), an error (809, 0x329, ERROR_VPN_TIMEOUT,
0x8007362C, -2147011028), or an event (RasClient 20227, RasSstp 6, Event ID 20276).
"aovpn explain limits" tells what is not known, and what the rules that are not certain rest on.
`,
  run: async (args, io) => {
    // A code with a sign is no option.
    const { positionals } = parse(args.some((each) => /^-\d+$/.test(each)) ? ['--', ...args] : args, {});
    // An event has two words: RasClient 20227.
    const name = positionals.join(' ');
    if (name.trim() === '') throw new UsageError('explain takes a name.');
    await loadGrammar();
    const found = explanations(name);
    if (found.length > 0) {
      io.stdout.write(found.join('\n'));
      return EXIT.clean;
    }
    const near = nearest(name, knownNames());
    notice(io, `nothing is known about ${printable(name)}.${near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ' "aovpn rules" lists the rules.'}`);
    return EXIT.failure;
  },
};
