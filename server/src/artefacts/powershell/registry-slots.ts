import type { Span } from '../../core/span.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import type { RegistrySlot, Slot } from '../artefact.ts';
import { catalogueKey, regExeSlot } from '../reg-exe-slot.ts';
import { readRegistryPath } from './registry-path.ts';
import { isRegExe } from '../../syntax/reg-exe/parse.ts';
import type { PsScript } from '../../syntax/powershell/commands.ts';
import { regWordsBefore } from './read-reg-exe.ts';
import { isCmdlet, literalOf, parameterOf, type KnownCommand } from './tree.ts';

const PARTS: Readonly<Record<string, RegistrySlot['part']>> = { Path: 'key', LiteralPath: 'key', Name: 'name', Value: 'data' };

/** What a parameter says of a registry value, where its command writes or deletes one. */
export function registryPart(command: KnownCommand, parameter: string): RegistrySlot['part'] | undefined {
  const writes = [CMDLETS.newItemProperty, CMDLETS.setItemProperty, CMDLETS.removeItemProperty].some((cmdlet) => isCmdlet(command, cmdlet));
  return writes ? PARTS[parameter] : undefined;
}

/** A place for that. */
export function registrySlot(command: KnownCommand, part: RegistrySlot['part'], replace: Span, text: string, offset: number): Slot {
  const path = literalOf((parameterOf(command, 'Path') ?? parameterOf(command, 'LiteralPath'))?.value);
  const registryKey = catalogueKey(path && readRegistryPath(path.text));
  const name = literalOf(parameterOf(command, 'Name')?.value)?.text;
  const isQuoted = /['"\u2018-\u201e]/u.test(text[replace.start - 1] ?? '');
  return {
    kind: 'registry',
    part,
    notation: 'powershell',
    ...(part !== 'key' && registryKey !== undefined && { registryKey }),
    ...(part !== 'name' && name !== undefined && { name }),
    replace,
    ...(part === 'key' && { typed: text.slice(replace.start, offset) }),
    ...(part === 'key' && !isQuoted && { before: "'", behind: "'" }),
  };
}

/** A place for an argument of `reg.exe`, however much of the command is there. */
export function regSlotInScript(script: PsScript, offset: number): Slot | undefined {
  const command = script.commands.findLast(({ nameSpan }) => nameSpan.end < offset);
  if (!command || !isRegExe(command.name) || script.functions.some(({ name }) => name.toLowerCase() === command.name.toLowerCase())) return undefined;
  const { text } = script;
  if (offset > command.span.end && !/^(?:[ \t]|`\r?\n)*$/.test(text.slice(command.span.end, offset))) return undefined;
  return regExeSlot(regWordsBefore(command, text), offset, text, 'powershell');
}
