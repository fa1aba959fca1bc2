import { nearest } from '../rules/nearest.ts';
import { check } from './commands/check.ts';
import type { Command } from './commands/command.ts';
import { convert } from './commands/convert.ts';
import { diagnose } from './commands/diagnose.ts';
import { explain } from './commands/explain.ts';
import { lsp } from './commands/lsp.ts';
import { negotiate } from './commands/negotiate.ts';
import { rules } from './commands/rules.ts';
import { EXIT, Failure, notice, UsageError, type ExitCode, type Io } from './io.ts';
import { printable } from './printable.ts';
import { VERSION } from './version.ts';

/** Every command. A new one is a file in `commands/` and an entry here. */
const COMMANDS: readonly Command[] = [check, negotiate, diagnose, convert, explain, rules, lsp];

const HELP = `aovpn finds what will not work in a Windows Always On VPN before it is deployed.

Usage: aovpn COMMAND [options]

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(11)}${summary}`).join('\n')}

"aovpn COMMAND --help" tells about one command, "aovpn --version" prints the version.
`;

/** Runs a command line, without the name of the program. Never rejects: what goes wrong is said and has an exit code. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (!(error instanceof Failure)) {
      notice(io, `this is a defect of aovpn, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return EXIT.failure;
    }
    notice(io, printable(error.message));
    if (error instanceof UsageError) io.stderr.write('Try "aovpn --help".\n');
    return EXIT.failure;
  }
}

async function dispatch([name, ...args]: readonly string[], io: Io): Promise<ExitCode> {
  if (name === undefined) {
    io.stderr.write(HELP);
    return EXIT.failure;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    io.stdout.write(COMMANDS.find((command) => command.name === args[0])?.help ?? HELP);
    return EXIT.clean;
  }
  if (name === '--version' || name === '-v') {
    io.stdout.write(`${VERSION}\n`);
    return EXIT.clean;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (!command) throw new UsageError(unknownCommand(name));
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  if (!options.includes('--help') && !options.includes('-h')) return command.run(args, io);
  io.stdout.write(command.help);
  return EXIT.clean;
}

function unknownCommand(name: string): string {
  const names = COMMANDS.map((command) => command.name);
  const [near] = nearest(name, names, 1);
  const what = name.startsWith('-') ? 'option' : 'command';
  return `There is no ${what} ${name}.${near === undefined ? ` The commands are ${names.join(', ')}.` : ` Did you mean ${near}?`}`;
}
