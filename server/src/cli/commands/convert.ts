import { convertTo } from '../../features/conversion/convert.ts';
import { TARGETS } from '../../features/conversion/target.ts';
import { oneOf, parse } from '../args.ts';
import { EXIT, Failure, notice, UsageError } from '../io.ts';
import { readOne } from '../one-file.ts';
import type { Command } from './command.ts';

export const convert: Command = {
  name: 'convert',
  summary: 'write a policy or a profile in another form',
  help: `Usage: aovpn convert FILE --to FORM [--name NAME]

Prints what FILE states in another form. What that form cannot say is told on standard error. Nothing is written.

  --to FORM    ${TARGETS.join(', ')}
  --name NAME  the connection: which one to take where FILE has several, and what to call it where it has no name

Exit code: 0 done, 2 a wrong call, or a file that cannot be read or cannot be said in that form.
`,
  run: async (args, io) => {
    const { values, positionals } = parse(args, { to: { type: 'string' }, name: { type: 'string' } });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0 || values.to === undefined) throw new UsageError('convert takes one file and --to FORM.');
    const target = oneOf('to', values.to, TARGETS);
    const { uri, shown, workspace } = await readOne(path, io);
    const conversion = convertTo(workspace, uri, target, values.name);
    if ('reason' in conversion) throw new Failure(`${shown}: ${conversion.reason}`);
    io.stdout.write(conversion.text);
    for (const note of conversion.notes) notice(io, note);
    return EXIT.clean;
  },
};
