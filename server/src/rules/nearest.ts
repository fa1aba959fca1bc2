/**
 * The candidates that a word was probably meant to be, nearest first: at most two letters changed, added, left out or
 * swapped, and fewer than half of the word. Letter case does not count.
 */
export function nearest(word: string, candidates: readonly string[], most = 3): string[] {
  const limit = Math.min(2, Math.floor((word.length - 1) / 2));
  return candidates
    .filter((candidate) => Math.abs(candidate.length - word.length) <= limit)
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** Whether one letter changed, added, left out or swapped with its neighbour makes one word of the other. Letter case does not count. */
export function isOneEditAway(one: string, other: string): boolean {
  return editDistance(one.toLowerCase(), other.toLowerCase()) === 1;
}

/** Damerau-Levenshtein distance, in the form that swaps neighbours only. */
function editDistance(a: string, b: string): number {
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
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
