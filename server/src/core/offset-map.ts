import { lastAtOrBefore } from './search.ts';
import type { Span } from './span.ts';

/** `length` code units at `inner` of the derived text are the ones at `outer` of the original text. */
export interface Segment {
  readonly inner: number;
  readonly outer: number;
  readonly length: number;
}

/**
 * Where the parts of a derived text come from in the original one: a document taken out of a here-string, unescaped, or
 * repaired by inserted characters. Segments are monotone in both texts and do not overlap; text between two segments
 * exists on one side only.
 */
export class OffsetMap {
  readonly #segments: readonly Segment[];

  /** @param segments in ascending order of `inner` and of `outer`. */
  constructor(segments: readonly Segment[]) {
    this.#segments = segments;
  }

  /** The offset in the original text. An offset that exists only in the derived text maps to the nearest one before it. */
  toOuter(inner: number): number {
    const found = this.#segments[lastAtOrBefore(this.#segments, inner, (segment) => segment.inner)];
    if (found === undefined) return this.#segments[0]?.outer ?? 0;
    return found.outer + Math.min(inner - found.inner, found.length);
  }

  /** The offset in the derived text, or `undefined` where the original text did not make it into the derived one. */
  toInner(outer: number): number | undefined {
    for (const segment of this.#segments) {
      if (segment.outer <= outer && outer <= segment.outer + segment.length) return segment.inner + (outer - segment.outer);
    }
    return undefined;
  }

  /** The span in the original text. */
  spanToOuter(span: Span): Span {
    return { start: this.toOuter(span.start), end: this.toOuter(span.end) };
  }
}

/** Builds a derived text piece by piece and remembers where each piece came from. */
export class MappedText {
  #text = '';
  readonly #segments: Segment[] = [];
  readonly #original: string;

  constructor(original: string) {
    this.#original = original;
  }

  /** Appends the original text of a span, unchanged. */
  copy(start: number, end: number): void {
    if (end <= start) return;
    this.#segments.push({ inner: this.#text.length, outer: start, length: end - start });
    this.#text += this.#original.slice(start, end);
  }

  /** Appends text that stands nowhere in the original. */
  insert(text: string): void {
    this.#text += text;
  }

  finish(): { text: string; map: OffsetMap } {
    return { text: this.#text, map: new OffsetMap(this.#segments) };
  }
}
