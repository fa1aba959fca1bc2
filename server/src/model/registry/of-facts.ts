import type { Facts } from '../facts.ts';
import type { RegistryFile } from './file.ts';
import { bearingOnRegistry } from './server-calls.ts';

/** What a file does to the registry; `undefined` for one that does nothing to it. */
export function registryFileOf({ registryWrites: writes, registryKeys: keys = [], calls: all = [], script }: Facts): RegistryFile | undefined {
  const calls = bearingOnRegistry(all);
  const imports = all.some(({ neighbours }) => neighbours.has('import-pfxcertificate'));
  return writes.length + calls.length > 0 ? { writes, keys, calls, restarts: script?.restarts ?? [], ...(imports && { imports }) } : undefined;
}
