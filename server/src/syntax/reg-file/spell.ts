import type { RegistryContent, RegistryEntry } from '../../model/registry/content.ts';
import type { RegVersion } from './content.ts';

/** The headers by which the Registry Editor knows a file as its own. Source: Microsoft, KB 310516. */
export const HEADERS: Readonly<Record<RegVersion, string>> = { 4: 'REGEDIT4', 5: 'Windows Registry Editor Version 5.00' };

/** Longest line of data, its backslash included, as the Registry Editor exports it. */
const WIDTH = 80;

/** Entries as a whole file, those of one key together. `undefined` where one cannot be written. */
export function spellRegFile(entries: readonly RegistryEntry[], eol = '\r\n', version: RegVersion = 5): string | undefined {
  const keys = new Map<string, string[]>();
  for (const entry of entries) {
    const line = spellValue(entry, version, eol);
    if (line === undefined) return undefined;
    const key = keyLine(entry);
    keys.set(key, [...(keys.get(key) ?? []), line]);
  }
  return [HEADERS[version], '', ...[...keys].flatMap(([key, lines]) => [key, ...lines, ''])].join(eol);
}

/** The line of an entry's key: `[HKEY_LOCAL_MACHINE\SOFTWARE]`. */
export function keyLine({ hive, key }: Pick<RegistryEntry, 'hive' | 'key'>): string {
  return `[${key === '' ? hive : `${hive}\\${key}`}]`;
}

/** The line or lines of an entry below its key, without the last line end; `undefined` where the notation cannot hold it. */
export function spellValue({ name, content }: Pick<RegistryEntry, 'name' | 'content'>, version: RegVersion = 5, eol = '\r\n'): string | undefined {
  if (/[\r\n\0]/u.test(name)) return undefined;
  const head = name === '' ? '@=' : `"${escaped(name)}"=`;
  const data = content === 'deleted' ? '-' : spellData(content, head.length, version, eol);
  return data === undefined ? undefined : head + data;
}

/** A content behind the equals sign, which stands at this column; `undefined` where the notation cannot hold it. */
export function spellData(content: RegistryContent, column: number, version: RegVersion, eol: string): string | undefined {
  switch (content.type) {
    case 'DWord':
      return content.number > 0xffffffffn ? undefined : `dword:${content.number.toString(16).padStart(8, '0')}`;
    case 'QWord':
      return hex('hex(b):', numberBytes(content.number), column, eol);
    case 'Binary':
      return hex('hex:', content.bytes, column, eol);
    case 'String':
      // A line end in a text would be that of the file, and change with it.
      if (/[\r\n\0]/u.test(content.text)) return hexText('hex(1):', content.text, column, version, eol);
      return `"${escaped(content.text)}"`;
    case 'ExpandString':
      return hexText('hex(2):', content.text, column, version, eol);
    case 'MultiString':
      if (content.texts.some((text) => text === '' || text.includes('\0'))) return undefined;
      return hexText('hex(7):', content.texts.map((text) => `${text}\0`).join(''), column, version, eol);
  }
}

/** A text with its backslashes and quotes escaped. */
function escaped(text: string): string {
  return text.replace(/[\\"]/gu, '\\$&');
}

function hexText(head: string, text: string, column: number, version: RegVersion, eol: string): string | undefined {
  const ended = `${text}\0`;
  if (version === 4 && /[^\0-\x7f]/u.test(text)) return undefined;
  const bytes: number[] = [];
  for (let i = 0; i < ended.length; i++) {
    const code = ended.charCodeAt(i);
    bytes.push(code & 0xff);
    if (version === 5) bytes.push(code >> 8);
  }
  return hex(head, bytes, column, eol);
}

function numberBytes(number: bigint): number[] {
  return Array.from({ length: 8 }, (_, index) => Number((number >> BigInt(8 * index)) & 0xffn));
}

/** Bytes with commas between them, in lines that the Registry Editor would make. */
function hex(head: string, bytes: readonly number[], column: number, eol: string): string {
  let text = head;
  let width = column + head.length;
  bytes.forEach((byte, index) => {
    const isLast = index === bytes.length - 1;
    // Room for the byte, its comma and a backslash.
    if (width + (isLast ? 2 : 4) > WIDTH) {
      text += `\\${eol}  `;
      width = 2;
    }
    text += byte.toString(16).padStart(2, '0') + (isLast ? '' : ',');
    width += isLast ? 2 : 3;
  });
  return text;
}
