/** What a registry value holds once it is written. Equal contents are the same to Windows, however they were spelled. */
export type RegistryContent =
  /** 32 bits for a DWord, 64 for a QWord, without sign. */
  | { readonly type: 'DWord' | 'QWord'; readonly number: bigint }
  | { readonly type: 'String' | 'ExpandString'; readonly text: string }
  | { readonly type: 'MultiString'; readonly texts: readonly string[] }
  | { readonly type: 'Binary'; readonly bytes: readonly number[] };

/** A registry value with its place: what is to be written in some notation. */
export interface RegistryEntry {
  /** Full name in capitals: `HKEY_LOCAL_MACHINE`. */
  readonly hive: string;
  /** Single backslashes, none at either end. */
  readonly key: string;
  /** Empty for the default value of the key. */
  readonly name: string;
  /** `deleted` for a value that is to be removed. */
  readonly content: RegistryContent | 'deleted';
}

/** A content as a text that equal contents share and others do not: what other files can observe of it. */
export function contentText(content: RegistryContent): string {
  if ('number' in content) return `${content.type} ${content.number}`;
  if ('text' in content) return `${content.type} ${content.text}`;
  if ('texts' in content) return `${content.type} ${JSON.stringify(content.texts)}`;
  return `${content.type} ${content.bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
}
