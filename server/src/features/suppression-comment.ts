import type { Edit } from '../core/edit.ts';
import { LineIndex } from '../core/line-index.ts';
import { lineEndAt, lineStart, endOfLine, textStart } from '../core/lines.ts';
import type { Analysis } from '../workspace/analysis.ts';

/**
 * The ways to write a comment that suppresses a rule where a finding begins, the nearest one first: with the ids of one that is there, on the line
 * above, before a statement of several lines that holds it, behind it. Not all of them are comments where they would stand.
 */
export function commentsAt(analysis: Analysis, ruleId: string, offset: number): Edit[] {
  const { file, artefact, reading, suppressions } = analysis;
  const { comment } = artefact;
  if (!comment) return [];
  const { text } = file;
  const lines = new LineIndex(text);
  const written = (directive: string): string => `${comment.start}${directive} ${ruleId}${comment.end ?? ''}`;
  const line = lines.positionAt(offset).line;
  const statements = artefact
    .statements(reading)
    .filter(({ start, end }) => start <= offset && offset <= end)
    .map(({ start }) => start)
    .sort((a, b) => b - a);
  const starts = [...new Set([offset, ...statements].map((each) => Math.max(lineStart(text, each), textStart(text))))];
  const edits: Edit[] = [];
  // Another comment between one for the next line and that line would take its line from it.
  const there = suppressions.filter(({ kind, from, to }) => kind === 'keeps' && from <= line && line <= to && to !== Infinity);
  for (const { span } of there.toReversed()) edits.push({ file, span: { start: span.end, end: span.end }, newText: ` ${ruleId}` });
  for (const start of starts) {
    const indent = /^[ \t]*/.exec(text.slice(start, endOfLine(text, start)))?.[0] ?? '';
    edits.push({ file, span: { start, end: start }, newText: `${indent}${written('aovpn-disable-next-line')}${lineEndAt(text, start)}` });
  }
  const end = endOfLine(text, offset);
  edits.push({ file, span: { start: end, end }, newText: ` ${written('aovpn-disable-line')}` });
  return edits;
}

/** First lines that have to stay first. */
const FIRST = /^(?:#!|<\?xml|\s*@?echo\s+off\b|Windows Registry Editor|REGEDIT4|#TMSH|#NS\d)/i;

/** The ways to write a comment at the top of a file that suppresses a rule in all of it. */
export function commentsOnTop({ file, artefact: { comment } }: Analysis, ruleId: string): Edit[] {
  if (!comment) return [];
  const { text } = file;
  const eol = lineEndAt(text, 0);
  const written = `${comment.start}aovpn-disable ${ruleId}${comment.end ?? ''}`;
  const end = endOfLine(text, 0);
  const top = textStart(text);
  const second: Edit[] = end < text.length ? [{ file, span: { start: end, end }, newText: `${eol}${written}` }] : [];
  const first: Edit[] = [{ file, span: { start: top, end: top }, newText: `${written}${eol}` }];
  return FIRST.test(text.slice(top)) ? [...second, ...first] : [...first, ...second];
}
