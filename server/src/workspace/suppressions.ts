import type { AnyArtefact, Reading } from '../artefacts/artefact.ts';
import { LineIndex } from '../core/line-index.ts';
import { spanAt, type Span } from '../core/span.ts';

/** One rule id of a suppressing comment, with the lines on which it keeps findings away. */
export interface Suppression {
  /** The rule; for a comment that does nothing, its first word. */
  readonly id: string;
  /** `keeps` findings away, `ends` an earlier `aovpn-disable`; does nothing because its first word is `misspelt`, or it names no rule (`empty`). */
  readonly kind: 'keeps' | 'ends' | 'misspelt' | 'empty';
  /** The id's own text. */
  readonly span: Span;
  /** What to delete to be rid of this id: the id with the blank before it, or the whole comment when it is the only one. */
  readonly removal: Span;
  /** First and last line, zero-based and both included; the last is infinite for a `disable` that nothing ends. */
  readonly from: number;
  readonly to: number;
}

/** The words that a suppressing comment begins with. */
export const DIRECTIVES = ['aovpn-disable-next-line', 'aovpn-disable-line', 'aovpn-disable', 'aovpn-enable'] as const;

/** A comment that begins with such a word, or with one that was meant to be. */
const DIRECTIVE = /^((?:[\s#;<!:-]|[rR][eE][mM](?=\s))*)(aovpn-(?:dis|en)[\w-]*?)(?=-->|[^\w-]|$)/;
const NOWHERE = { from: Infinity, to: -1 };

/**
 * The suppressions that a file's comments state: `aovpn-disable-next-line ID… -- reason` (or `ID…: reason`), `aovpn-disable-line`, and
 * `aovpn-disable` up to `aovpn-enable` of the same id or the end of the file. A statement of several lines counts as one
 * line, because a comment cannot stand inside it.
 */
export function suppressionsOf(text: string, artefact: AnyArtefact, reading: Reading): Suppression[] {
  if (!text.includes('aovpn-')) return [];
  const lines = new LineIndex(text);
  const result: Suppression[] = [];
  const endOfStatement = statementEnds(reading, artefact, lines);
  for (const comment of artefact.comments(reading)) {
    const directive = DIRECTIVE.exec(text.slice(comment.start, comment.end));
    if (!directive) continue;
    const [whole, before = '', word = ''] = directive;
    if (!(DIRECTIVES as readonly string[]).includes(word)) {
      const span = spanAt(comment.start + before.length, word.length);
      result.push({ id: word, kind: 'misspelt', span, removal: wholeComment(text, comment), ...NOWHERE });
      continue;
    }
    const ids = idsOf(text, comment.start + whole.length, comment.end);
    if (ids.length === 0) {
      result.push({ id: word, kind: 'empty', span: spanAt(comment.start + before.length, word.length), removal: wholeComment(text, comment), ...NOWHERE });
      continue;
    }
    const first = lines.positionAt(comment.start).line;
    const last = lines.positionAt(comment.end).line;
    for (const span of ids) {
      const id = text.slice(span.start, span.end);
      const removal = ids.length > 1 ? { start: span.start - 1, end: span.end } : wholeComment(text, comment);
      if (word === 'aovpn-enable') {
        endAt(result, id, first);
        result.push({ id, kind: 'ends', span, removal, ...NOWHERE });
        continue;
      }
      const next = last + 1;
      const [from, to] = word === 'aovpn-disable-line' ? [first, last] : word === 'aovpn-disable-next-line' ? [next, endOfStatement(next)] : [first, Infinity];
      result.push({ id, kind: 'keeps', span, removal, from, to });
    }
  }
  return result;
}

function idsOf(text: string, start: number, end: number): Span[] {
  const body = text.slice(start, end);
  // XML comments cannot hold two hyphens, so a colon starts a reason as well.
  const reason = body.search(/(?<!\s)\s*:|\s(--|[\u2013\u2014])(\s|$|>)|-->|#>/);
  const ids = reason < 0 ? body : body.slice(0, reason);
  return [...ids.matchAll(/[^\s,]+/g)].map((match) => ({ start: start + match.index, end: start + match.index + match[0].length }));
}

function endAt(open: Suppression[], id: string, line: number): void {
  const index = open.findLastIndex((suppression) => suppression.id === id && suppression.to === Infinity);
  const suppression = open[index];
  if (suppression) open[index] = { ...suppression, to: line };
}

/** Says of a line what the last line of the statements is that begin on it. The statements are gone through once, when somebody asks. */
function statementEnds(reading: Reading, artefact: AnyArtefact, lines: LineIndex): (line: number) => number {
  let ends: Map<number, number> | undefined;
  return (line) => {
    if (!ends) {
      ends = new Map();
      for (const { start, end } of artefact.statements(reading)) {
        const first = lines.positionAt(start).line;
        ends.set(first, Math.max(ends.get(first) ?? first, lines.positionAt(end).line));
      }
    }
    return ends.get(line) ?? line;
  };
}

/** A comment with its line, where it stands alone on it. */
function wholeComment(text: string, comment: Span): Span {
  const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1;
  if (text.slice(lineStart, comment.start).trim() !== '') return comment;
  const rest = /^[ \t]*(\r\n|\n|\r|$)/.exec(text.slice(comment.end));
  return rest ? { start: lineStart, end: comment.end + rest[0].length } : comment;
}
