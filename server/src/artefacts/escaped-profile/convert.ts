import { escapedDocument } from '../../syntax/xml/escape.ts';
import { unescaped } from '../../syntax/xml/unescaped.ts';
import { isEscaped } from '../embedded.ts';

/** A document in the form that the WMI bridge takes: `&` first, then `<`, `>` and `"`. `undefined` for one that is in it already. */
export function escapeProfile(text: string): string | undefined {
  return isEscaped(text) ? undefined : escapedDocument(text);
}

/** What an escaped document stands for, however often it was escaped; `undefined` for one that is not escaped. */
export function unescapeProfile(text: string): string | undefined {
  if (!isEscaped(text)) return undefined;
  const plain = unescaped(text, { start: 0, end: text.length }).text;
  return unescapeProfile(plain) ?? plain;
}
