import type { PsCommand, PsScript } from '../../../server/src/syntax/powershell/commands.ts';
import { parsePowerShell } from '../../../server/src/syntax/powershell/parse.ts';
import type { BoundCommand } from '../../../server/src/syntax/powershell/bind.ts';
import type { PsValue } from '../../../server/src/syntax/powershell/value.ts';

/**
 * A value in one line: `"text"` a string (`~` behind it: cannot be edited in place), `1` a number, `(a, b)` an array,
 * `@{A=1}` a hashtable, `?` unknown, `?(a | b)` one of two, `?default(a)` a default, `[cast]` in front; `-` for none.
 */
export function show(value: PsValue | undefined): string {
  if (value === undefined) return '-';
  const cast = value.cast === undefined ? '' : `[${value.cast}]`;
  switch (value.kind) {
    case 'string':
      return `${cast}${JSON.stringify(value.value)}${value.editable ? '' : '~'}`;
    case 'number':
      return `${cast}${value.value}`;
    case 'boolean':
      return `$${value.value}`;
    case 'null':
      return '$null';
    case 'array':
      return `${cast}(${value.items.map(show).join(', ')})`;
    case 'hashtable':
      return `${cast}@{${value.entries.map((entry) => `${entry.key}=${show(entry.value)}`).join('; ')}}`;
    case 'unknown':
      if (value.possible)
        return `?${value.possible.why === 'branches' ? '' : value.possible.why}(${value.possible.values.map(show).join(' | ').replaceAll('~', '')})`;
      return `?${value.partial === undefined ? '' : JSON.stringify(value.partial)}`;
  }
}

/** A command in one line: what is piped in, name, arguments; `!` in front when it is not reliable. */
export function showCommand(command: PsCommand): string {
  const args = command.args.map((argument) => {
    if (argument.kind === 'value') return show(argument.value);
    if (argument.kind === 'splat') return `@${argument.name}=${show(argument.value)}`;
    return `-${argument.name}${argument.value === undefined ? '' : `:${show(argument.value)}`}`;
  });
  const input = command.input === undefined ? '' : `${show(command.input)} | `;
  return [`${command.reliable ? '' : '!'}${input}${command.name}`, ...args].join(' ');
}

export function commandsOf(text: string): string[] {
  return parsePowerShell(text).commands.map(showCommand);
}

export function only(text: string, name?: string): PsCommand {
  return onlyIn(parsePowerShell(text), name);
}

function onlyIn(script: PsScript, name?: string): PsCommand {
  const found = script.commands.filter((command) => name === undefined || command.name === name);
  const [command] = found;
  if (command === undefined || found.length !== 1) throw new Error(`expected one command, found ${found.length} in: ${script.text}`);
  return command;
}

/** Parameters in the order they were bound, each as `Name=value (via)`, then `unread` and the unknown names. */
export function showBound(bound: BoundCommand): string[] {
  return [
    ...[...bound.parameters.values()].map((parameter) => `${parameter.name}=${show(parameter.value)} (${parameter.via})`),
    ...bound.unknownParameters.map((parameter) => `${parameter.ambiguous ? 'ambiguous' : 'unknown'} ${parameter.name}`),
    ...(bound.unread ? ['unread'] : []),
  ];
}
