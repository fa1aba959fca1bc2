import type { RegistryPath } from '../../knowledge/registry-path.ts';
import type { Facts } from '../../model/facts.ts';
import { isCertain } from '../../model/registry/file.ts';

/** What a key is known by: its path in lower case. */
export function keyId({ hive, key }: RegistryPath): string {
  return `${hive}\\${key}`.toLowerCase();
}

/** The ids of the keys that surely are there at an offset of a script: something makes them, and nothing deletes them after that. */
export function keysBefore({ registryWrites, registryKeys = [] }: Pick<Facts, 'registryWrites' | 'registryKeys'>, offset: number): Set<string> {
  // Where a value is deleted, neither it nor its key need have been there.
  const writes = registryWrites.filter(({ action }) => action !== 'delete');
  const before = [...writes, ...registryKeys].filter((each) => each.offset < offset).sort((a, b) => a.offset - b.offset);
  const known = new Set<string>();
  for (const each of before) {
    const id = keyId(each.path.value);
    if (each.action === 'delete') for (const other of known) if (`${other}\\`.startsWith(`${id}\\`)) known.delete(other);
    if (each.action !== 'delete' && isCertain(each)) known.add(id);
  }
  return known;
}
