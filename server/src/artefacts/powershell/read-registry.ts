import { CMDLETS } from '../../knowledge/cmdlets.ts';
import type { RegistryType } from '../../knowledge/registry.ts';
import type { Anchors } from '../../model/facts.ts';
import type { RegistryWrite, TypeSlot } from '../../model/registry/write.ts';
import type { PsScript } from '../../syntax/powershell/commands.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';
import { readRegistryPath } from './registry-path.ts';
import { contentOf } from './registry-content.ts';
import { isCmdlet, literalOf, parameterOf, runsElsewhere, switchOf, type KnownCommand } from './tree.ts';

const ACTIONS = [
  [CMDLETS.newItemProperty, 'create'],
  [CMDLETS.setItemProperty, 'set'],
  [CMDLETS.removeItemProperty, 'delete'],
] as const;

/** What `-PropertyType` takes. Unknown and None are in the list so that they are not called mistakes of spelling. */
const TYPES = ['String', 'ExpandString', 'Binary', 'DWord', 'MultiString', 'QWord', 'Unknown', 'None'] as const;

/** Commands that change the location of a drive. */
const MOVES = /^(set-location|push-location|cd|chdir|sl|pushd)$/i;

/** Every call that writes or deletes a registry value whose key and name are known. */
export function readRegistryWrites(script: PsScript, commands: readonly KnownCommand[], anchors: Anchors): RegistryWrite[] {
  const moved = script.commands.some(({ name }) => MOVES.test(name));
  return commands.flatMap((command) => {
    const action = ACTIONS.find(([cmdlet]) => isCmdlet(command, cmdlet))?.[1];
    if (!action) return [];
    const path = literalOf(parameterOf(command, 'Path')?.value ?? parameterOf(command, 'LiteralPath')?.value);
    const name = literalOf(parameterOf(command, 'Name')?.value);
    const value = path && readRegistryPath(path.text);
    if (!path || !value || !name || isUncertain(command, path.text, moved)) return [];
    const { key } = command;
    const data = dataOf(command, anchors);
    const type = typeOf(command, anchors);
    const content = action === 'delete' ? undefined : contentOf(parameterOf(command, 'Value')?.value, type, action === 'create');
    const forced = action === 'create' ? switchOf(command, 'Force') : 'unread';
    const { functionName } = command.bound.command;
    return {
      key,
      at: anchors.at(command.bound.command.nameSpan, key),
      notation: 'powershell',
      action,
      path: { value, text: path.text, at: anchors.at(path.span, `${key}/path`) },
      name: { value: name.text, text: name.text, at: anchors.at(name.span, `${key}/name`) },
      type,
      ...(content && { content }),
      ...(forced !== 'unread' && { forced: forced === 'on' }),
      ...data,
      ...(command.bound.command.branch.length > 0 && { conditional: true }),
      ...((functionName !== undefined || runsElsewhere(command)) && { apart: true }),
      offset: command.bound.command.span.start,
    };
  });
}

/**
 * Whether a path names another key than it seems: wildcards are looked up in the registry, and a path without a backslash
 * behind the drive is relative to where the drive was last set to.
 */
function isUncertain(command: KnownCommand, path: string, moved: boolean): boolean {
  if (parameterOf(command, 'Path') && /[*?[\]]/.test(path)) return true;
  return moved && /^[A-Z]+:(?![\\/])/i.test(path.trim());
}

function typeOf(command: KnownCommand, anchors: Anchors): TypeSlot {
  const parameter = parameterOf(command, 'PropertyType') ?? parameterOf(command, 'Type');
  if (!parameter) return command.bound.unread ? { state: 'unread' } : { state: 'absent' };
  const literal = literalOf(parameter.value);
  if (!literal || literal.text.trim() === '' || /^\d/.test(literal.text.trim())) return { state: 'unread' };
  const wanted = literal.text.trim().toLowerCase();
  const written = { value: literal.text, text: literal.text, at: anchors.at(literal.span, `${command.key}/type`) };
  const fitting = TYPES.filter((type) => type.toLowerCase().startsWith(wanted));
  const type = TYPES.find((each) => each.toLowerCase() === wanted) ?? (fitting.length === 1 ? fitting[0] : undefined);
  return type === undefined ? { state: 'invalid', written } : { state: 'known', type: type as RegistryType, written };
}

function dataOf(command: KnownCommand, anchors: Anchors): Pick<RegistryWrite, 'data' | 'dataText' | 'dataAt'> {
  const value: PsValue | undefined = parameterOf(command, 'Value')?.value;
  if (!value) return { data: command.bound.unread || parameterOf(command, 'Value') ? 'unread' : 'absent' };
  const isNumber = value.kind === 'number' || (value.kind === 'string' && /^(u?int(16|32|64)?|u?long|byte)$/.test(value.cast ?? ''));
  if (value.kind !== 'number' && value.kind !== 'string') return { data: 'unread' };
  if (value.cast !== undefined && !isNumber && value.cast !== 'string') return { data: 'unread' };
  const text = value.kind === 'number' ? String(value.value) : value.value;
  const dataAt = anchors.at(value.kind === 'string' ? value.inner : value.span, `${command.key}/data`);
  return { data: isNumber && value.cast !== 'string' ? 'number' : 'text', dataText: text, dataAt };
}
