import type { Span } from '../../core/span.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import type { RegistrySlot, Slot } from '../artefact.ts';
import { readRegistryPath } from './registry-path.ts';
import { isCmdlet, literalOf, parameterOf, type KnownCommand } from './tree.ts';

const PARTS: Readonly<Record<string, RegistrySlot['part']>> = { Path: 'key', LiteralPath: 'key', Name: 'name', Value: 'data' };

/** What a parameter says of a registry value, where its command writes or deletes one. */
export function registryPart(command: KnownCommand, parameter: string): RegistrySlot['part'] | undefined {
  const writes = [CMDLETS.newItemProperty, CMDLETS.setItemProperty, CMDLETS.removeItemProperty].some((cmdlet) => isCmdlet(command, cmdlet));
  return writes ? PARTS[parameter] : undefined;
}

/** A place for that. */
export function registrySlot(command: KnownCommand, part: RegistrySlot['part'], replace: Span, text: string): Slot {
  const path = literalOf((parameterOf(command, 'Path') ?? parameterOf(command, 'LiteralPath'))?.value);
  const registryKey = path && readRegistryPath(path.text)?.key;
  const name = literalOf(parameterOf(command, 'Name')?.value)?.text;
  const isQuoted = /['"\u2018-\u201e]/u.test(text[replace.start - 1] ?? '');
  return {
    kind: 'registry',
    part,
    notation: 'powershell',
    ...(part !== 'key' && registryKey !== undefined && { registryKey }),
    ...(part !== 'name' && name !== undefined && { name }),
    replace,
    ...(part === 'key' && !isQuoted && { quote: "'" }),
  };
}
