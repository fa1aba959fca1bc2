import type { Span } from '../../core/span.ts';

/** Stretches of a text, of which it is asked whether one touches another. They may nest. */
export class Stretches {
  readonly #starts: number[] = [];
  /** For each start, how far it and those before it reach. */
  readonly #reach: number[] = [];

  /** Adds a stretch that starts at or behind all that were added before. */
  add({ start, end }: Span): void {
    this.#starts.push(start);
    this.#reach.push(Math.max(end, this.#reach.at(-1) ?? 0));
  }

  /** Whether one of them has a place in common with a span, be it an end. */
  touch({ start, end }: Span): boolean {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= end) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (this.#reach[low - 1] ?? 0) >= start;
  }
}
