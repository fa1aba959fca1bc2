import type { Edit } from './edit.ts';
import { lineEndNear } from './lines.ts';

const LINE_END = /\r\n|\n|\r/g;

/**
 * An edit whose new text ends its lines as the text does where they will stand, whatever ends they were written with: a line in the place of
 * another one ends as that did, and so does one that only moves up or down; a new one ends as the line that the edit begins in. Nothing changes in a
 * text of one line, which does not say how it would end another.
 */
export function endedAsThere<E extends Pick<Edit, 'span' | 'newText'>>(text: string, edit: E): E {
  const { start, end } = edit.span;
  const lines = edit.newText.split(LINE_END);
  const count = lines.length - 1;
  if (count === 0) return edit;
  const here = lineEndNear(text, start);
  if (here === undefined) return edit;
  const old = text.slice(start, end);
  const [oldLines, oldEnds] = [old.split(LINE_END), old.match(LINE_END) ?? []];
  const ends = new Array<string>(count).fill(here);
  const shift = count - oldEnds.length;
  const keep = (line: number): void => void (ends[line + shift] = oldEnds[line] ?? here);
  if (shift === 0) oldEnds.forEach((_, line) => keep(line));
  else {
    let first = 0;
    for (; first < Math.min(count, oldEnds.length) && oldLines[first] === lines[first]; first++) ends[first] = oldEnds[first] ?? here;
    for (let last = oldEnds.length - 1; last >= first && last + shift >= first && oldLines[last] === lines[last + shift]; last--) keep(last);
  }
  // Next to half of what would be read as one line end, the other half is none of its own.
  if (lines[0] === '' && ends[0] === '\n' && text.startsWith('\r', start - 1)) ends[0] = '\r';
  if (lines[count] === '' && ends[count - 1] === '\r' && text.startsWith('\n', end)) ends[count - 1] = '\n';
  return { ...edit, newText: lines.map((line, index) => line + (ends[index] ?? '')).join('') };
}

/** An edit without what stays the same at its beginning and its end. It parts no CR LF and no character. */
export function narrowed<E extends Pick<Edit, 'span' | 'newText'>>(text: string, edit: E): E {
  const { span, newText } = edit;
  const old = text.slice(span.start, span.end);
  const shorter = Math.min(old.length, newText.length);
  let before = 0;
  while (before < shorter && old[before] === newText[before]) before++;
  while (before > 0 && (isWithin(old, before) || isWithin(newText, before))) before--;
  let behind = 0;
  while (behind < shorter - before && old[old.length - 1 - behind] === newText[newText.length - 1 - behind]) behind++;
  while (behind > 0 && (isWithin(old, old.length - behind) || isWithin(newText, newText.length - behind))) behind--;
  return { ...edit, span: { start: span.start + before, end: span.end - behind }, newText: newText.slice(before, newText.length - behind) };
}

/** Whether an offset is between the two halves of a CR LF or of a character. */
function isWithin(text: string, offset: number): boolean {
  return /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])$/.test(text.slice(offset - 1, offset + 1));
}
