import { hiveOf, plainKey, type RegistryPath } from '../../knowledge/registry-path.ts';
import type { Word } from './words.ts';

/** `reg add` or `reg delete`, with its arguments as words. */
export interface RegCommand {
  readonly verb: 'add' | 'delete';
  readonly key: Word;
  /** Absent where the key is not known, or in the view of 32-bit programs. */
  readonly path?: RegistryPath;
  /** The computer whose key it is, as it stands in front of the key (`\\\\rras1\\`); empty for this one. */
  readonly computer: string;
  /** What is added or deleted: a value by its name, the default value (`/ve`), or the key itself. */
  readonly target: { readonly kind: 'value'; readonly name: Word } | { readonly kind: 'default'; readonly at: Word } | { readonly kind: 'key' };
  readonly type?: Word;
  readonly data?: Word;
  readonly separator?: Word;
  /** Whether it asks nothing: `/f`. */
  readonly forced: boolean;
  /** The last argument. */
  readonly last: Word;
}

/** What the arguments of `reg.exe` are: read; something that writes and is not understood; or of no interest (`reg query`). */
export type RegArguments = RegCommand | 'unread' | 'other';

const WITH_VALUE: ReadonlySet<string> = new Set(['v', 't', 's', 'd']);
const WRITING = /^(?:add|delete|import|restore|copy|load|unload)$/i;

/** Reads the arguments of `reg.exe`, from the verb on. Never fails. Source: Microsoft, reg add and reg delete. */
export function parseReg([first, key, ...rest]: readonly Word[]): RegArguments {
  const verb = first?.text?.toLowerCase();
  if (first === undefined || (verb !== undefined && !WRITING.test(verb))) return 'other';
  return (verb === 'add' || verb === 'delete') && key ? commandOf(verb, key, rest) : 'unread';
}

function commandOf(verb: RegCommand['verb'], key: Word, rest: readonly Word[]): RegArguments {
  const options = optionsOf(rest);
  const name = options?.get('v');
  const byDefault = options?.get('ve');
  if (!options || options.has('va') || (name && byDefault)) return 'unread';
  const [type, data, separator] = ['t', 'd', 's'].map((each) => options.get(each));
  if (verb === 'delete' && (type ?? data ?? separator)) return 'unread';
  const path = options.has('reg:32') || key.text === undefined ? undefined : readKey(key.text);
  return {
    verb,
    key,
    ...(path && { path }),
    computer: computerIn(key.text ?? ''),
    target: name ? { kind: 'value', name } : byDefault ? { kind: 'default', at: byDefault } : { kind: 'key' },
    ...(type && { type }),
    ...(data && { data }),
    ...(separator && { separator }),
    forced: options.has('f'),
    last: rest.at(-1) ?? key,
  };
}

/** The options by their letters in lower case, each with its value, or itself where it has none; `undefined` where one is none, or is given twice. */
function optionsOf(words: readonly Word[]): Map<string, Word> | undefined {
  const options = new Map<string, Word>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    const option = word?.text === undefined ? undefined : /^[/-](v|ve|va|t|s|d|f|reg:(?:32|64))$/i.exec(word.text)?.[1]?.toLowerCase();
    if (word === undefined || option === undefined || options.has(option)) return undefined;
    const value = WITH_VALUE.has(option) ? words[++index] : word;
    if (value === undefined) return undefined;
    options.set(option, value);
  }
  return options;
}

/** A key as `reg.exe` takes it: `HKLM\SYSTEM`, or `\\rras1\HKLM\SYSTEM` for that of another computer. */
export function readKey(text: string): RegistryPath | undefined {
  const match = /^([A-Z_]+)(?:\\(.*))?$/is.exec(text.trim().slice(computerIn(text).length));
  const hive = match && hiveOf(match[1] ?? '');
  return hive ? { hive, key: plainKey(match[2] ?? '') } : undefined;
}

/** The computer in front of a key, with its backslashes: `\\rras1\`. */
function computerIn(text: string): string {
  return /^\\\\[^\\\s]+\\/.exec(text.trim())?.[0] ?? '';
}

/** Whether the name of a command, with or without a path, is that of `reg.exe`. That of 32-bit programs sees other keys. */
export function isRegExe(name: string): boolean {
  return /^(?:.*[\\/])?reg(?:\.exe)?$/i.test(name) && !/syswow64/i.test(name);
}
