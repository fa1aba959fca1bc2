import { trimmed, type Span } from '../../core/span.ts';
import { upTo } from '../../core/up-to.ts';
import type { Row } from './blocks.ts';
import type { Line } from './lines.ts';

/** What Format-Table printed. */
export interface Table {
  readonly objects: readonly Row[][];
  /** Index of its last line. */
  readonly last: number;
}

/** The table whose head is at this line; `undefined` where there is none. The line of hyphens below the head tells the columns. */
export function tableAt(text: string, lines: readonly Line[], index: number, lastText: number): Table | undefined {
  const head = lines[index];
  const rule = lines[index + 1];
  if (head?.kind !== 'text' || rule?.kind !== 'text') return undefined;
  const hyphens = text.slice(rule.span.start, rule.span.end);
  if (!/^[ \t]*-+(?:[ \t]+-+)+[ \t]*$/.test(hyphens)) return undefined;
  const columns = [...hyphens.matchAll(/-+/g)].map((dashes) => dashes.index);
  const objects: Row[][] = [];
  let last = index + 1;
  for (let next = lines[last + 1]; next?.kind === 'text'; next = lines[last + 1]) {
    objects.push(columns.flatMap((column, at) => rowOf(text, head.span, next.span, column, columns[at + 1], lastText) ?? []));
    last++;
  }
  return { objects, last };
}

function rowOf(text: string, head: Span, line: Span, column: number, next: number | undefined, lastText: number): Row | undefined {
  const cell = (within: Span): Span =>
    trimmed(text, { start: Math.min(within.start + column, within.end), end: Math.min(within.start + (next ?? Infinity), within.end) });
  const nameSpan = cell(head);
  const valueSpan = cell(line);
  if (nameSpan.start === nameSpan.end) return undefined;
  return {
    name: upTo(text.slice(nameSpan.start, nameSpan.end), '(').toLowerCase(),
    nameSpan,
    value: text.slice(valueSpan.start, valueSpan.end),
    valueSpan,
    perhapsCut: valueSpan.end >= lastText && !/[\r\n]/.test(text.slice(valueSpan.end)),
  };
}
