import type { RegistrySlot } from '../artefacts/artefact.ts';
import { KEY_PREFIXES, offeredData, spellType } from '../artefacts/registry-spelling.ts';
import { REGISTRY, registryValuesNamed, type RegistryValue } from '../knowledge/registry.ts';
import { plainText } from '../knowledge/snippets.ts';
import type { Completion } from './completion.ts';
import { describeRegistryValue } from './describe-registry.ts';
import { order } from './sort-order.ts';

/** The keys, names, types and data of the registry table, as far as they go with what is stated already. */
export function completeRegistry(slot: RegistrySlot): Completion[] {
  switch (slot.part) {
    case 'key':
      return keys(slot);
    case 'name':
      return rowsOf(slot).map((row, index) => nameOf(slot, row, index));
    case 'type':
      return types(slot);
    case 'data':
      return data(slot);
    case 'line':
      return lines(slot);
  }
}

/** The rows that fit the key and the name of a write. Data of another value would be a wrong answer, a name of another key a mistake. */
function rowsOf({ part, registryKey, name }: RegistrySlot): readonly RegistryValue[] {
  if (part === 'data' && name === undefined) return [];
  const named = name === undefined || part === 'name' ? REGISTRY : registryValuesNamed(name);
  const rows = registryKey === undefined ? named : named.filter(({ key }) => key.toLowerCase() === registryKey.toLowerCase());
  return part === 'name' && registryKey === undefined ? [...new Map(rows.map((row) => [row.name, row])).values()] : rows;
}

function keys(slot: RegistrySlot, from = 0): Completion[] {
  const named = slot.name === undefined ? [] : registryValuesNamed(slot.name);
  const byKey = new Map<string, string[]>();
  for (const { key, name } of named.length > 0 ? named : REGISTRY) byKey.set(key, [...(byKey.get(key) ?? []), name]);
  const prefix = prefixOf(slot);
  return [...byKey].map(([key, names], index) => item(slot, `${prefix}${key}`, names.join(', '), undefined, from + index));
}

function nameOf(slot: RegistrySlot, row: RegistryValue, index: number): Completion {
  return item(slot, row.name, `${row.side}, ${row.type}`, describeRegistryValue(row.key, row.name), index);
}

/** A line of a registry file: a value of its key, or another key. */
function lines(slot: RegistrySlot): Completion[] {
  const rows = slot.registryKey === undefined ? [] : rowsOf(slot);
  const names = rows.map((row, index) => nameOf({ ...slot, before: '"', behind: '"=' }, row, index));
  return [...names, ...keys({ ...slot, before: '[', behind: ']' }, rows.length)];
}

/** The types that the values have which may be meant. */
function types(slot: RegistrySlot): Completion[] {
  const right = [...new Set(rowsOf(slot).map(({ type }) => type))];
  const detail = slot.name === undefined ? 'type' : `the type of ${slot.name}`;
  return right.map((type, index) => item(slot, spellType(type, slot.notation), detail, undefined, index));
}

function data(slot: RegistrySlot): Completion[] {
  return rowsOf(slot)
    .flatMap((row) => offeredData(row, slot.notation).map((offered) => ({ row, ...offered })))
    .map(({ row, label, snippet }, index) => {
      const found = item(slot, label, row.name, row.dataMeaning, index);
      return snippet === undefined ? found : { ...found, newText: snippet, plainText: plainText({ body: [snippet] }) };
    });
}

/** What stands before a key: in the way that is begun already, or in the usual one. */
function prefixOf({ notation, typed = '' }: RegistrySlot): string {
  const begun = typed.toLowerCase();
  const [usual = '', ...others] = KEY_PREFIXES[notation];
  const fits = (prefix: string): boolean => prefix.toLowerCase().startsWith(begun) || begun.startsWith(prefix.toLowerCase());
  return fits(usual) ? usual : (others.find(fits) ?? usual);
}

function item(
  { replace, before = '', behind = '' }: RegistrySlot,
  label: string,
  detail: string,
  documentation: string | undefined,
  index: number,
): Completion {
  return {
    label,
    kind: 'value',
    detail,
    ...(documentation !== undefined && { documentation }),
    newText: `${before}${label}${behind}`,
    replace,
    sortText: order(index),
  };
}
