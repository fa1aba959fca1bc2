import type { Range } from '../checking/report.ts';
import { printable } from '../printable.ts';

/** Longer lines are cut around the range. */
const WIDTH = 110;
/** How much of a cut line is kept before the range. */
const BEFORE = 40;

/**
 * A source line and the marks that go under it. A tab stays one in both, so that they stand below each other whatever its
 * width. A range of several lines is marked to the end of its first.
 */
export function excerpt(source: string, { start, end }: Range): { line: string; mark: string } {
  const from = source.length <= WIDTH ? 0 : whole(source, Math.max(0, Math.min(start.character - BEFORE, source.length - WIDTH)));
  const to = source.length <= WIDTH ? source.length : whole(source, Math.min(source.length, from + WIDTH));
  const last = Math.min(end.line === start.line ? end.character : source.trimEnd().length, to);
  const [left, right] = [from > 0 ? '…' : '', to < source.length ? '…' : ''];
  const shown = printable(source.slice(from, to));
  const blank = left.replace('…', ' ') + printable(source.slice(from, start.character)).replace(/[^\t]/gu, ' ');
  const covered = source.slice(start.character, last).replace(/[^]/gu, '^');
  return { line: `${left}${shown}${right}`, mark: blank + (covered === '' ? '^' : covered) };
}

/** The offset, moved off the middle of a surrogate pair. */
function whole(text: string, offset: number): number {
  return /[\udc00-\udfff]/.test(text[offset] ?? '') ? offset + 1 : offset;
}
