import { HASH, isNameChar, SEMICOLON } from './characters.ts';
import { safeFix, unsafeFix } from './problems.ts';
import { characterOf, isPredefined } from './references.ts';
import type { Source } from './source.ts';

/** Whether the `&` at `at` begins a reference that XML allows; reported when it does not. */
export function checkReference(source: Source, at: number): boolean {
  const { text, problems } = source;
  const end = endOfReference(text, at + 1);
  const body = text.slice(at + 1, end);
  if (text.charCodeAt(end) !== SEMICOLON || end === at + 1) {
    // Whatever follows the end of the text is lost, and may have been the rest of the reference.
    const isCut = end === text.length;
    if (body.charCodeAt(0) === HASH || isPredefined(body)) {
      problems.add(
        'reference-unterminated',
        at,
        end,
        `The reference &${body} must end with ';'.`,
        isCut ? undefined : unsafeFix('Insert the missing ;', end, end, ';'),
      );
    } else {
      const fix = isCut ? undefined : safeFix('Write &amp; for the ampersand', at, at + 1, '&amp;');
      problems.add('ampersand', at, at + 1, "An '&' must be written &amp; unless it begins a reference such as &lt;.", fix);
    }
    return false;
  }
  if (body.charCodeAt(0) === HASH) {
    const hexadecimal = body[1] === 'x';
    const digits = body.slice(hexadecimal ? 2 : 1);
    if (characterOf(digits, hexadecimal ? 16 : 10) !== undefined) return true;
    problems.add('character-reference', at, end + 1, `&${body}; stands for no character that XML allows.`);
    return false;
  }
  if (isPredefined(body) || source.mayDeclareEntities) return true;
  problems.add('entity-unknown', at, end + 1, `XML knows no entity &${body}; without a document type that declares it.`);
  return false;
}

/** Runs over `#` and digits, or over a name. */
function endOfReference(text: string, at: number): number {
  if (text.charCodeAt(at) !== HASH) {
    while (isNameChar(text.charCodeAt(at))) at++;
    return at;
  }
  const hexadecimal = text[at + 1] === 'x';
  const first = at + (hexadecimal ? 2 : 1);
  let end = first;
  while (isDigit(text.charCodeAt(end), hexadecimal)) end++;
  // Without a digit the `&` is no reference; pointing back at it says so.
  return end === first ? at : end;
}

function isDigit(code: number, hexadecimal: boolean): boolean {
  if (code >= 0x30 && code <= 0x39) return true;
  const letter = code | 0x20;
  return hexadecimal && letter >= 0x61 && letter <= 0x66;
}
