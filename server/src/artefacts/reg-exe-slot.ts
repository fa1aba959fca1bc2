import type { RegistryPath } from '../knowledge/registry-path.ts';
import { readKey } from '../syntax/reg-exe/parse.ts';
import type { Shell } from '../syntax/reg-exe/spell.ts';
import { regPlaceAt } from '../syntax/reg-exe/typing.ts';
import type { Word } from '../syntax/reg-exe/words.ts';
import type { RegistrySlot } from './artefact.ts';

const QUOTES: Readonly<Record<Shell, string>> = { batch: '"', powershell: "'", handed: '' };

/** What can be typed at an offset of a command of `reg.exe`. @param words its arguments, from the verb on */
export function regExeSlot(words: readonly Word[], offset: number, text: string, shell: Shell): RegistrySlot | undefined {
  const place = regPlaceAt(words, offset, text);
  if (!place) return undefined;
  const { part, replace, quotes, key, name } = place;
  const registryKey = key === undefined ? undefined : catalogueKey(readKey(key));
  // Some keys have blanks in them.
  const added =
    quotes === 'none' && part === 'key' ? { before: QUOTES[shell], behind: QUOTES[shell] } : typeof quotes === 'object' ? { behind: quotes.begun } : {};
  return {
    kind: 'registry',
    part,
    notation: 'reg-exe',
    ...(registryKey !== undefined && { registryKey }),
    ...(name !== undefined && { name }),
    replace,
    typed: text.slice(replace.start, offset),
    ...added,
  };
}

/** A key as the catalogue has it, which knows HKEY_LOCAL_MACHINE only: that of another hive with its hive, as none of them. */
export function catalogueKey(path: RegistryPath | undefined): string | undefined {
  return path && (path.hive === 'HKEY_LOCAL_MACHINE' ? path.key : `${path.hive}\\${path.key}`);
}
