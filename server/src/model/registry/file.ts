import { registryValue, type RegistryValue } from '../../knowledge/registry.ts';
import type { CmdletCall } from '../cmdlet-call.ts';
import type { RegistryContent, RegistryEntry } from './content.ts';
import type { RegistryKeyChange, RegistryWrite, ServiceRestart } from './write.ts';

/** What one file does to the registry, in its order. */
export interface RegistryFile {
  readonly writes: readonly RegistryWrite[];
  readonly keys: readonly RegistryKeyChange[];
  /** Calls of what sets values of the registry by itself, as far as `server-calls.ts` names it. */
  readonly calls: readonly CmdletCall[];
  /** Set where a certificate with its key is imported, which may be the one of SSTP. */
  readonly imports?: true;
  /** Restarts of services and of the computer: what was written before them has been read. */
  readonly restarts: readonly ServiceRestart[];
}

/** The row of the catalogue that a write is about; `undefined` for a value that is not in it. */
export function cataloguedValue({ path, name }: Pick<RegistryWrite, 'path' | 'name'>): RegistryValue | undefined {
  return path.value.hive === 'HKEY_LOCAL_MACHINE' ? registryValue(path.value.key, name.value) : undefined;
}

/** Whether a write surely runs whenever its file does, in the order of the text and on the same computer as its neighbours. */
export function isCertain({ conditional, apart }: Pick<RegistryWrite, 'conditional' | 'apart'>): boolean {
  return conditional !== true && apart !== true;
}

/** The value of the catalogue with these contents, for a file that is to write it. */
export function entryOf({ key, name }: Pick<RegistryValue, 'key' | 'name'>, content: RegistryEntry['content']): RegistryEntry {
  return { hive: 'HKEY_LOCAL_MACHINE', key, name, content };
}

/** A content as a message shows it: a number in decimal, bytes by their number. */
export function shownContent(content: RegistryContent): string {
  if ('number' in content) return String(content.number);
  if ('text' in content) return `"${content.text}"`;
  if ('texts' in content) return `a list of ${content.texts.length}`;
  return content.bytes.length === 1 ? '1 byte' : `${content.bytes.length} bytes`;
}

/** The number that a write leaves, where it is one and of the type that the catalogue wants; `undefined` otherwise. */
export function writtenNumber(write: RegistryWrite): bigint | undefined {
  const { content } = write;
  return content && 'number' in content && cataloguedValue(write)?.type === content.type ? content.number : undefined;
}
