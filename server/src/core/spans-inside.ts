import { lastAtOrBefore } from './search.ts';
import type { Span } from './span.ts';

/** Whether one of some spans lies within another one. */
export type SpansInside = (around: Span) => boolean;

/** Answers for many spans which of some others they enclose one of, without going through all of these for each. */
export function spansInside(spans: readonly Span[]): SpansInside {
  if (spans.length === 0) return () => false;
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  // Of all that begin at or behind each of them, the first end.
  const ends = sorted.map(({ end }) => end);
  for (let index = ends.length - 2; index >= 0; index--) ends[index] = Math.min(ends[index] ?? 0, ends[index + 1] ?? 0);
  return ({ start, end }) => {
    const first = lastAtOrBefore(sorted, start - 1, (span) => span.start) + 1;
    return (ends[first] ?? Number.POSITIVE_INFINITY) <= end;
  };
}
