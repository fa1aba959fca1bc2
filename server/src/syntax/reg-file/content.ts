import type { RegistryType } from '../../knowledge/registry.ts';
import type { RegistryContent } from '../../model/registry/content.ts';
import type { RegData } from './value.ts';

/** The version that the header of a file states: what text in hexadecimal digits is encoded in depends on it. */
export type RegVersion = 4 | 5;

/** Numbers of the types. Source: Microsoft, "Registry value types" (winnt.h). */
const TYPES: Readonly<Partial<Record<number, RegistryType>>> = { 1: 'String', 2: 'ExpandString', 3: 'Binary', 4: 'DWord', 7: 'MultiString', 11: 'QWord' };

/** The highest number that is a type. */
const LAST_TYPE = 11;

/** The type of data; `undefined` for a deletion, and for a type without a name in PowerShell. */
export function typeOf(data: RegData): RegistryType | undefined {
  if (data.kind === 'string') return 'String';
  if (data.kind === 'dword') return 'DWord';
  return data.kind === 'hex' ? TYPES[data.type] : undefined;
}

/** Whether Windows has a type of this number. */
export function isType(number: number): boolean {
  return number <= LAST_TYPE;
}

/** What a value holds that is written so; `undefined` where that cannot be known. */
export function contentOf(data: RegData, version: RegVersion): RegistryContent | undefined {
  if (data.kind === 'string') return data.text === undefined ? undefined : { type: 'String', text: data.text };
  if (data.kind === 'dword') return { type: 'DWord', number: data.number };
  const type = typeOf(data);
  if (data.kind === 'delete' || type === undefined) return undefined;
  const { data: bytes } = data;
  if (type === 'Binary') return { type, bytes };
  if (type === 'DWord' || type === 'QWord') return bytes.length === (type === 'DWord' ? 4 : 8) ? { type, number: littleEndian(bytes) } : undefined;
  const text = version === 5 ? wideText(bytes) : plainText(bytes);
  if (text === undefined) return undefined;
  if (type === 'MultiString') return multiString(text);
  const ended = text.replace(/(?<!\0)\0+$/u, '');
  return ended.includes('\0') ? undefined : { type, text: ended };
}

/** Texts with a NUL behind each, and one more at the end. An empty text ends the list. */
function multiString(text: string): RegistryContent {
  const end = text.startsWith('\0') ? 0 : text.indexOf('\0\0');
  const texts = (end < 0 ? text.replace(/\0$/u, '') : text.slice(0, end)).split('\0');
  return { type: 'MultiString', texts: texts.length === 1 && texts[0] === '' ? [] : texts };
}

function littleEndian(bytes: readonly number[]): bigint {
  return bytes.reduceRight((number, byte) => number * 256n + BigInt(byte), 0n);
}

/** UTF-16, the lower byte first; `undefined` where half a unit is left. */
function wideText(bytes: readonly number[]): string | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) text += String.fromCharCode((bytes[i] ?? 0) + 256 * (bytes[i + 1] ?? 0));
  return text;
}

/** Characters of the ANSI code page, which is not known beyond ASCII. */
function plainText(bytes: readonly number[]): string | undefined {
  return bytes.some((byte) => byte > 0x7f) ? undefined : bytes.map((byte) => String.fromCharCode(byte)).join('');
}
