import { AMPERSAND, BANG, CLOSE_BRACKET, EQUALS, GREATER, isBlank, isNameStart, LESS, QUESTION, skipBlanks, SLASH } from './characters.ts';
import { safeFix } from './problems.ts';
import { endOfName } from './scan-name.ts';
import { checkReference } from './scan-reference.ts';
import type { Source } from './source.ts';
import type { XmlText } from './tree.ts';

/** The text from `at` to the next markup. A `<` that begins no markup belongs to it and is reported. */
export function scanText(source: Source, at: number): XmlText {
  const { text, problems } = source;
  let end = text.indexOf('<', at);
  while (end >= 0 && !beginsMarkup(source, end)) {
    const fix = !source.behindOpenTag && isPlainText(text, end) ? safeFix('Write &lt; for the less-than sign', end, end + 1, '&lt;') : undefined;
    problems.add('less-than', end, end + 1, "A '<' that begins no tag must be written &lt;.", fix);
    end = text.indexOf('<', end + 1);
  }
  if (end < 0) end = text.length;
  let mayBeSection: boolean | undefined;
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === AMPERSAND) checkReference(source, i);
    else if (code === GREATER && i >= at + 2 && text.charCodeAt(i - 1) === CLOSE_BRACKET && text.charCodeAt(i - 2) === CLOSE_BRACKET) {
      // It may also end a section whose beginning was spoilt.
      mayBeSection ??= text.slice(at, end).includes('[');
      const fix = mayBeSection ? undefined : safeFix('Write &gt; for the greater-than sign', i, i + 1, '&gt;');
      problems.add('cdata-end', i - 2, i + 1, 'Outside of a CDATA section ]]> must be written ]]&gt;.', fix);
    }
  }
  return { kind: 'text', span: { start: at, end } };
}

/**
 * Whether a `<` that begins no markup is certainly meant as the character: text follows it, and nothing about that text
 * reminds of a tag.
 */
function isPlainText(text: string, less: number): boolean {
  const behind = text.charCodeAt(less + 1);
  if (!isBlank(behind) && behind !== EQUALS) return false;
  const first = skipBlanks(text, less + 1);
  let next = first;
  while (next < text.length && text.charCodeAt(next) !== LESS) if (text.charCodeAt(next++) === GREATER) return false;
  const name = text.slice(first, endOfName(text, first));
  return next > first && !'!?/'.includes(text.charAt(first)) && (name === '' || !text.startsWith(`</${name}`, next));
}

const TAG = /<[ \t\r\n]*[^\s<>/="'!?&][^\s<>/="']*(?:[ \t\r\n]+[^\s<>/="']+[ \t\r\n]*=[ \t\r\n]*(?:"[^"<]*"|'[^'<]*'))*[ \t\r\n]*\/?>/y;

/** Whether a whole start tag stands here, but for what comes before its name or how that starts: `< Servers>`, `<1Servers>`. */
function looksLikeTag(text: string, less: number): boolean {
  TAG.lastIndex = less;
  return TAG.test(text);
}

/** Whether the `<` at an offset begins a tag, a comment or any other markup, complete or not. */
export function beginsMarkup(source: Source, less: number): boolean {
  const { text } = source;
  const code = text.charCodeAt(less + 1);
  if (isNameStart(code) || code === SLASH || code === QUESTION || looksLikeTag(text, less)) return true;
  return (
    code === BANG &&
    (text.startsWith('--', less + 2) || text.startsWith('[CDATA[', less + 2) || (text.startsWith('DOCTYPE', less + 2) && !source.lacks('<!DOCTYPE')))
  );
}
