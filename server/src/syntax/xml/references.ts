import { isXmlCharacter } from './characters.ts';

const predefined = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

const REFERENCE = /&(?:#(\d+)|#x([\dA-Fa-f]+)|(lt|gt|amp|quot|apos));/g;

/** Whether every XML document knows the entity. */
export function isPredefined(entity: string): boolean {
  return predefined.has(entity);
}

/** The character a reference stands for: the digits after `&#` or `&#x`. `undefined` for one that XML does not allow. */
export function characterOf(digits: string, radix: 10 | 16): string | undefined {
  const codePoint = Number.parseInt(digits, radix);
  return isXmlCharacter(codePoint) ? String.fromCodePoint(codePoint) : undefined;
}

/**
 * The text with character references and the five predefined entities replaced, once. Anything else that starts with
 * `&` stays as it is: an entity of the document's own is never expanded, so no document can grow while it is read.
 */
function decodeReferences(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(REFERENCE, (all, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal !== undefined) return characterOf(decimal, 10) ?? all;
    if (hexadecimal !== undefined) return characterOf(hexadecimal, 16) ?? all;
    return predefined.get(name ?? '') ?? all;
  });
}

/** Character data as a program sees it: line ends as LF, references replaced. */
export function characterData(raw: string): string {
  return decodeReferences(withLineFeeds(raw));
}

/** Every line end as LF, as XML demands of a reader. */
export function withLineFeeds(raw: string): string {
  return raw.includes('\r') ? raw.replaceAll(/\r\n?/g, '\n') : raw;
}

/** An attribute's value as a program sees it: line ends and tabs as blanks, references replaced. */
export function attributeValue(raw: string): string {
  return decodeReferences(/[\t\n\r]/.test(raw) ? raw.replaceAll(/\r\n|[\t\n\r]/g, ' ') : raw);
}
