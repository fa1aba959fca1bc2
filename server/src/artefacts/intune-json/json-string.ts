import type { Node } from 'jsonc-parser';
import { composed, DerivedTextBuilder, wholeText, type DerivedText } from '../../core/derived-text.ts';
import { decode, encode } from '../../core/encoding.ts';

const ESCAPE = /\\(?:u[\dA-Fa-f]{4}|["\\/bfnrt])/g;

/** The value of a string of JSON. */
export function jsonText(source: string, { offset, length }: Node): DerivedText {
  const builder = new DerivedTextBuilder(source);
  const closed = length > 1 && source[offset + length - 1] === '"';
  const inner = { start: offset + 1, end: offset + length - (closed ? 1 : 0) };
  const raw = source.slice(inner.start, inner.end);
  let at = inner.start;
  for (const { 0: escape, index } of raw.matchAll(ESCAPE)) {
    const start = inner.start + index;
    builder.copy({ start: at, end: start });
    at = start + escape.length;
    builder.write(JSON.parse(`"${escape}"`) as string, { start, end: at });
  }
  builder.copy({ start: at, end: inner.end });
  // Windows PowerShell escapes what means something in HTML; in the style of what is there.
  const escapesMarkup = /\\u003c/i.test(raw);
  return builder.finish(inner, (text) => {
    const written = JSON.stringify(text).slice(1, -1);
    return escapesMarkup ? written.replace(/[<>&']/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`) : written;
  });
}

/** The file that the value of a string is in base64; `undefined` when it is none, no text, or not written to its end. */
export function base64Text(source: string, content: DerivedText): DerivedText | undefined {
  const { text, outer } = content;
  if (source[outer.end] !== '"' || text.length < 16 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const decoded = decode(bytesOf(text), 'profile.xml');
  if ('reason' in decoded) return undefined;
  const { encoding } = decoded;
  const file = wholeText(decoded.text, { start: 0, end: text.length }, (newText) => {
    const bytes = encode(newText, encoding);
    return bytes && btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  return composed(content, file);
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
