import { touches } from '../../core/span.ts';
import { isInSet, possibleSets } from '../../knowledge/parameter-sets.ts';
import type { BoundParameter } from '../../syntax/powershell/bind.ts';
import type { PsArgument } from '../../syntax/powershell/commands.ts';
import type { Reading } from '../artefact.ts';
import type { Call } from '../editing.ts';
import { commandBeingTyped } from './slots.ts';
import { argumentSpan, type KnownCommand, type ScriptTree } from './tree.ts';

/** The call whose arguments an offset is among, and the parameter that it is at. */
export function callAt(reading: Reading<ScriptTree>, offset: number): Call | undefined {
  const command = commandBeingTyped(reading, offset);
  if (!command) return undefined;
  const { cmdlet, parameters } = command.bound;
  const isTyped = ({ nameSpan, via }: BoundParameter): boolean => via === 'named' && nameSpan !== undefined && touches(nameSpan, offset);
  const given = [...parameters.values()].filter((parameter) => !isTyped(parameter)).map(({ name }) => name);
  const active = activeParameter(command, given, reading.file.text, offset);
  return { cmdlet: cmdlet.name, given, ...(active !== undefined && { active }) };
}

function activeParameter(command: KnownCommand, given: readonly string[], text: string, offset: number): string | undefined {
  const { args } = command.bound.command;
  const spans = args.map((argument) => ({ argument, span: argumentSpan(argument, text) }));
  const at = (spans.findLast(({ span }) => span.start < offset && offset <= span.end) ?? spans.find(({ span }) => span.start === offset))?.argument;
  if (at) return parameterOfArgument(command, at);
  const next = args.findLastIndex(({ span }) => span.end < offset) + 1;
  const before = args[next - 1];
  if (before?.kind === 'parameter') {
    const open = parameterOfArgument(command, before);
    // A value that is still to be typed, or takes the place of the one behind; a switch has one by being named.
    const [value] = args.slice(next, next + 1);
    if (open !== undefined && (command.bound.parameters.get(open)?.value === undefined || (value && parameterOfArgument(command, value) === open))) return open;
  }
  if (!/[\s,]/.test(text[offset - 1] ?? '')) return undefined;
  // What stands behind without a name takes the position after it.
  const isBehind = (name: string): boolean =>
    command.bound.parameters.get(name)?.via === 'positional' && args.slice(next).some((argument) => parameterOfArgument(command, argument) === name);
  return nextByPosition(
    command,
    given.filter((name) => !isBehind(name)),
  );
}

function parameterOfArgument({ bound }: KnownCommand, argument: PsArgument): string | undefined {
  const all = [...bound.parameters.values()];
  if (argument.kind === 'parameter') return all.find(({ nameSpan }) => nameSpan === argument.nameSpan)?.name;
  // A hyphen on its own is a name that is being typed.
  if (argument.kind !== 'value' || isHyphen(argument)) return undefined;
  return all.find(({ value, via }) => value === argument.value && via !== 'splat' && via !== 'pipeline')?.name;
}

function isHyphen({ value }: PsArgument): boolean {
  return value?.kind === 'string' && value.quote === 'none' && /^[-\u2013-\u2015]$/.test(value.value);
}

/** The parameter that a value without a name would bind to. */
function nextByPosition({ bound: { cmdlet, unread } }: KnownCommand, given: readonly string[]): string | undefined {
  // What is not known may have taken the position.
  if (unread) return undefined;
  const sets = possibleSets(cmdlet, given);
  const free = cmdlet.parameters.filter(
    (parameter) => parameter.position !== undefined && !given.includes(parameter.name) && sets.some((set) => isInSet(parameter, set)),
  );
  return free.sort((a, b) => (a.position ?? 0) - (b.position ?? 0))[0]?.name;
}
