/** A line as it stands in a text, and what ends it: nothing at the end of the text. */
interface Line {
  readonly text: string;
  readonly end: string;
}

/** A text with other line ends than LF: those of a list one after the other, round and round, from one of them on. */
export function withLineEnds(text: string, ends: readonly string[], from = 0): string {
  let line = from;
  return text.replaceAll('\n', () => ends[line++ % ends.length] ?? '');
}

/**
 * What a change has done to line ends that it had no reason to do. Either each line ends as the one did that stood in its place; or each line that
 * stays keeps its end, one that is written instead of another has that one's, and a new one ends as a line next to it does.
 */
export function strangeLineEnds(before: string, after: string): string[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  if (old.length === now.length && old.every(({ end }, index) => end === now[index]?.end)) return [];
  const strange: string[] = [];
  let [from, to] = [0, 0];
  for (const [at, other] of [...aligned(old, now), [old.length, now.length] as const]) {
    const [gone, come] = [old.slice(from, at), now.slice(to, other)];
    const around = [...gone, old[from - 1], old[at]].flatMap((line) => (line && line.end !== '' ? [line.end] : []));
    come.forEach(({ text, end }, index) => {
      const instead = gone.length === come.length && gone[index]?.end ? [gone[index].end] : around;
      if (end !== '' && instead.length > 0 && !instead.includes(end)) strange.push(`${shown(text)} ends with ${shown(end)}, not with ${shown(instead)}`);
    });
    const [line, same] = [old[at], now[other]];
    // What was the last line of a text need not be it any longer, and the other way round.
    if (line && same && line.end !== same.end && line.end !== '' && same.end !== '')
      strange.push(`${shown(line.text)} ended with ${shown(line.end)}, and now with ${shown(same.end)}`);
    [from, to] = [at + 1, other + 1];
  }
  return strange;
}

function shown(value: string | readonly string[]): string {
  return JSON.stringify(value);
}

/** The lines of a text, which end with CR LF, LF or CR. */
function linesOf(text: string): Line[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)].filter(([all]) => all !== '').map(([, line = '', end = '']) => ({ text: line, end }));
}

/** The most pairs of lines that say the same, in their order in both texts; where there is a choice, those in which most end alike. */
function aligned(old: readonly Line[], now: readonly Line[]): [number, number][] {
  const best = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const bestFrom = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const worth = (i: number, j: number): number => (old[i]?.text !== now[j]?.text ? 0 : old[i]?.end === now[j]?.end ? 1 : 0.9);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const both = worth(i, j);
      const row = best[i];
      if (row) row[j] = Math.max(bestFrom(i + 1, j), bestFrom(i, j + 1), both > 0 ? both + bestFrom(i + 1, j + 1) : 0);
    }
  }
  const pairs: [number, number][] = [];
  for (let [i, j] = [0, 0]; i < old.length && j < now.length;) {
    if (worth(i, j) > 0 && bestFrom(i, j) === worth(i, j) + bestFrom(i + 1, j + 1)) pairs.push([i++, j++]);
    else if (bestFrom(i, j) === bestFrom(i + 1, j)) i++;
    else j++;
  }
  return pairs;
}
