import type { RegistrySlot } from '../artefacts/artefact.ts';
import { shortHive } from '../knowledge/registry-path.ts';
import { REGISTRY, registryValuesNamed, type RegistryType, type RegistryValue } from '../knowledge/registry.ts';
import type { RegistryNotation } from '../model/registry/write.ts';
import type { Completion } from './completion.ts';
import { describeRegistryValue } from './describe-registry.ts';
import { order } from './sort-order.ts';

/** What the types are called in the notations that have other words for them than PowerShell. Source: Microsoft, reg add. */
const TYPE_WORDS: Readonly<Record<RegistryType, string>> = {
  String: 'REG_SZ',
  ExpandString: 'REG_EXPAND_SZ',
  Binary: 'REG_BINARY',
  DWord: 'REG_DWORD',
  QWord: 'REG_QWORD',
  MultiString: 'REG_MULTI_SZ',
};

/** The keys, names, types and data of the registry table, as far as they go with what is stated already. */
export function completeRegistry(slot: RegistrySlot): Completion[] {
  switch (slot.part) {
    case 'key':
      return keys(slot);
    case 'name':
      return rowsOf(slot).map((row, index) => item(slot, row.name, `${row.side}, ${row.type}`, describeRegistryValue(row.key, row.name), index));
    case 'type':
      return types(slot);
    case 'data':
      return rowsOf(slot)
        .flatMap((row) => (row.data === undefined ? [] : [{ row, data: row.data }]))
        .map(({ row, data }, index) => item(slot, data, row.name, row.dataMeaning, index));
  }
}

/** The rows that fit the key and the name of a write. Data of another value would be a wrong answer, a name of another key a mistake. */
function rowsOf({ part, registryKey, name }: RegistrySlot): readonly RegistryValue[] {
  if (part === 'data' && name === undefined) return [];
  const named = name === undefined || part === 'name' ? REGISTRY : registryValuesNamed(name);
  const rows = registryKey === undefined ? named : named.filter(({ key }) => key.toLowerCase() === registryKey.toLowerCase());
  return part === 'name' && registryKey === undefined ? [...new Map(rows.map((row) => [row.name, row])).values()] : rows;
}

function keys(slot: RegistrySlot): Completion[] {
  const named = slot.name === undefined ? [] : registryValuesNamed(slot.name);
  const byKey = new Map<string, string[]>();
  for (const { key, name } of named.length > 0 ? named : REGISTRY) byKey.set(key, [...(byKey.get(key) ?? []), name]);
  return [...byKey].map(([key, names], index) => item(slot, pathOf(key, slot.notation), names.join(', '), undefined, index));
}

function types(slot: RegistrySlot): Completion[] {
  const right = [...new Set(rowsOf(slot).map(({ type }) => type))];
  const others = (Object.keys(TYPE_WORDS) as RegistryType[]).filter((type) => !right.includes(type));
  const word = (type: RegistryType): string => (slot.notation === 'powershell' || slot.notation === 'dotnet' ? type : TYPE_WORDS[type]);
  return [...right, ...others].map((type, index) =>
    item(slot, word(type), right.includes(type) && slot.name !== undefined ? `the type of ${slot.name}` : 'type', undefined, index),
  );
}

/** A key of HKEY_LOCAL_MACHINE as a notation spells it. */
function pathOf(key: string, notation: RegistryNotation): string {
  const hive = 'HKEY_LOCAL_MACHINE';
  if (notation === 'powershell') return `${shortHive(hive)}:\\${key}`;
  return notation === 'reg-exe' ? `${shortHive(hive)}\\${key}` : `${hive}\\${key}`;
}

function item({ replace, quote = '' }: RegistrySlot, label: string, detail: string, documentation: string | undefined, index: number): Completion {
  return {
    label,
    kind: 'value',
    detail,
    ...(documentation !== undefined && { documentation }),
    newText: `${quote}${label}${quote}`,
    replace,
    sortText: order(index),
  };
}
