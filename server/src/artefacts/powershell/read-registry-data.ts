import type { RegistryType } from '../../knowledge/registry.ts';
import type { Anchors } from '../../model/facts.ts';
import type { RegistryWrite, TypeSlot } from '../../model/registry/write.ts';
import type { BoundCommand } from '../../syntax/powershell/bind.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';
import { literalOf } from './tree.ts';

/** What `-PropertyType` takes. Unknown and None are in the list so that they are not called mistakes of spelling. */
const TYPES = ['String', 'ExpandString', 'Binary', 'DWord', 'MultiString', 'QWord', 'Unknown', 'None'] as const;

/** The type that a value names, in full or by its beginning, as an enumeration takes it. */
export function typeSlot(value: PsValue | undefined, key: string, anchors: Anchors): TypeSlot {
  const literal = literalOf(value);
  if (!literal || literal.text.trim() === '' || /^\d/.test(literal.text.trim())) return { state: 'unread' };
  const wanted = literal.text.trim().toLowerCase();
  const written = { value: literal.text, text: literal.text, at: anchors.at(literal.span, key) };
  const fitting = TYPES.filter((type) => type.toLowerCase().startsWith(wanted));
  const type = TYPES.find((each) => each.toLowerCase() === wanted) ?? (fitting.length === 1 ? fitting[0] : undefined);
  return type === undefined ? { state: 'invalid', written } : { state: 'known', type: type as RegistryType, written };
}

/** How the data of a command is written. */
export function dataOf(bound: BoundCommand, key: string, anchors: Anchors): Pick<RegistryWrite, 'data' | 'dataText' | 'dataAt'> {
  const parameter = bound.parameters.get('Value');
  if (!parameter?.value) return { data: bound.unread || parameter ? 'unread' : 'absent' };
  return dataOfValue(parameter.value, key, anchors);
}

/** How one value is written. */
export function dataOfValue(value: PsValue, key: string, anchors: Anchors): Pick<RegistryWrite, 'data' | 'dataText' | 'dataAt'> {
  const isNumber = value.kind === 'number' || (value.kind === 'string' && /^(u?int(16|32|64)?|u?long|byte)$/.test(value.cast ?? ''));
  if (value.kind !== 'number' && value.kind !== 'string') return { data: 'unread' };
  if (value.cast !== undefined && !isNumber && value.cast !== 'string') return { data: 'unread' };
  const text = value.kind === 'number' ? String(value.value) : value.value;
  const dataAt = anchors.at(value.kind === 'string' ? value.inner : value.span, `${key}/data`);
  return { data: isNumber && value.cast !== 'string' ? 'number' : 'text', dataText: text, dataAt };
}
