import { smallest } from '../core/lists.ts';

/**
 * The candidates that a word was probably meant to be, nearest first: at most two letters changed, added, left out or
 * swapped, and fewer than half of the word. Letter case does not count.
 */
export function nearest(word: string, candidates: readonly string[], most = 3): string[] {
  const limit = Math.min(2, Math.floor((word.length - 1) / 2));
  const lower = word.toLowerCase();
  return candidates
    .filter((candidate) => Math.abs(candidate.length - word.length) <= limit)
    .map((candidate) => ({ candidate, distance: editDistance(lower, candidate.toLowerCase(), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** Whether one letter changed, added, left out or swapped with its neighbour makes one word of the other. Letter case does not count. */
export function isOneEditAway(one: string, other: string): boolean {
  return Math.abs(one.length - other.length) <= 1 && editDistance(one.toLowerCase(), other.toLowerCase(), 1) === 1;
}

/** How many results are kept for the next one who asks. */
const KEPT = 500;

/**
 * The same function of two words, which remembers what it lately returned. What it returns may hold neither a document nor a part of one: it outlives
 * them.
 */
export function lately<T extends object>(work: (one: string, other: string) => T): (one: string, other: string) => T {
  const known = new Map<string, T>();
  return (one, other) => {
    const key = `${one}\n${other}`;
    const found = known.get(key) ?? work(one, other);
    if (known.size >= KEPT) known.clear();
    known.set(key, found);
    return found;
  };
}

/** Damerau-Levenshtein distance, in the form that swaps neighbours only; of more than `limit` it is only known that it is more. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    // What is more than that in two rows stays so.
    if (smallest(row) > limit && smallest(last) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
