import { AMPERSAND, BANG, CLOSE_BRACKET, GREATER, isNameStart, QUESTION, SLASH } from './characters.ts';
import { checkReference } from './scan-reference.ts';
import type { Source } from './source.ts';
import type { XmlText } from './tree.ts';

/** The text from `at` to the next markup. A `<` that begins no markup belongs to it and is reported. */
export function scanText(source: Source, at: number): XmlText {
  const { text, problems } = source;
  let end = text.indexOf('<', at);
  while (end >= 0 && !beginsMarkup(source, end)) {
    problems.add('less-than', end, end + 1, "A '<' that begins no tag must be written &lt;.", { span: { start: end, end: end + 1 }, newText: '&lt;' });
    end = text.indexOf('<', end + 1);
  }
  if (end < 0) end = text.length;
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === AMPERSAND) checkReference(source, i);
    else if (code === GREATER && i >= at + 2 && text.charCodeAt(i - 1) === CLOSE_BRACKET && text.charCodeAt(i - 2) === CLOSE_BRACKET) {
      problems.add('cdata-end', i - 2, i + 1, 'Outside of a CDATA section ]]> must be written ]]&gt;.', { span: { start: i, end: i + 1 }, newText: '&gt;' });
    }
  }
  return { kind: 'text', span: { start: at, end } };
}

/** Whether the `<` at an offset begins a tag, a comment or any other markup, complete or not. */
export function beginsMarkup(source: Source, less: number): boolean {
  const { text } = source;
  const code = text.charCodeAt(less + 1);
  if (isNameStart(code) || code === SLASH || code === QUESTION) return true;
  return (
    code === BANG &&
    (text.startsWith('--', less + 2) || text.startsWith('[CDATA[', less + 2) || (text.startsWith('DOCTYPE', less + 2) && !source.lacks('<!DOCTYPE')))
  );
}
