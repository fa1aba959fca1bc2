/**
 * A half-open range of UTF-16 code units in one text: `start` is included, `end` is not.
 * Everything inside the program speaks in spans; lines and columns exist only at its edge (`line-index.ts`).
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span of `length` code units at `start`. */
export function spanAt(start: number, length: number): Span {
  return { start, end: start + length };
}

/** The text a span covers. */
export function textOf(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

/** Whether `offset` lies in the span or at either of its ends: what an editor means by "the cursor is on it". */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether two spans share at least one code unit, or one of them is empty and lies within or at an end of the other. */
export function overlaps(a: Span, b: Span): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}

/** Whether `outer` holds all of `inner`. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Order of spans in a text: by start, then the shorter one first. */
export function compareSpans(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}

/** Shrinks a span by the white space at its two ends. A span of white space alone becomes the empty span at its start. */
export function trimmed(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  if (start === end) return { start: span.start, end: span.start };
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
