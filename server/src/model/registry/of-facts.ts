import type { Facts } from '../facts.ts';
import type { RegistryFile } from './file.ts';
import { bearingOnRegistry } from './server-calls.ts';

/** What a file does to the registry; `undefined` for one that does nothing to it. */
export function registryFileOf(facts: Facts): RegistryFile | undefined {
  const shared = sharedRegistryOf(facts);
  return shared && { ...shared, restarts: facts.script?.restarts ?? [] };
}

/** The same without what no other file asks for: of others a script is not read again for it. */
export function sharedRegistryOf({ registryWrites: writes, registryKeys: keys = [], calls: all = [] }: Facts): Omit<RegistryFile, 'restarts'> | undefined {
  const calls = bearingOnRegistry(all);
  const imports = all.some(({ neighbours }) => neighbours.has('import-pfxcertificate'));
  return writes.length + calls.length > 0 ? { writes, keys, calls, ...(imports && { imports }) } : undefined;
}
