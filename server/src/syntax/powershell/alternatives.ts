import type { PsCommand } from './commands.ts';
import type { PsCandidate, PsValue } from './value.ts';

/**
 * The command once for each value that a variable splatted or piped into it may have, where conditions decide on that:
 * `if ($x) { $p = @{…} } else { $p = @{…} }` before `Set-Foo @p`. Each result runs under the condition of its value, as
 * if it stood in that block. A command without such a variable comes back alone.
 */
export function alternatives(command: PsCommand): readonly PsCommand[] {
  const open = command.args.findIndex((argument) => argument.kind === 'splat' && candidatesOf(argument.value).length > 0);
  const argument = command.args[open];
  if (argument?.kind === 'splat') {
    return candidatesOf(argument.value).map((candidate) =>
      under(candidate, { ...command, args: command.args.with(open, { ...argument, value: candidate.value }) }),
    );
  }
  const piped = command.input === undefined ? [] : candidatesOf(command.input);
  return piped.length === 0 ? [command] : piped.map((candidate) => under(candidate, { ...command, input: candidate.value }));
}

function candidatesOf(value: PsValue): readonly PsCandidate[] {
  return value.kind === 'unknown' ? (value.candidates ?? []) : [];
}

function under(candidate: PsCandidate, command: PsCommand): PsCommand {
  const further = candidate.branch.filter((id) => !command.branch.includes(id));
  return further.length === 0 ? command : { ...command, branch: [...command.branch, ...further] };
}
