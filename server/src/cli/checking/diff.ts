/** A line of one text or of both. */
interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** How many lines stand around a change. */
const CONTEXT = 3;

/**
 * A unified diff of two texts, as `patch` and `git apply` read it; empty when they are the same.
 * @param isShown whether a line may be shown; a part of the diff in which one may not is left out, since both tools need every line as it is
 */
export function unifiedDiff(
  file: string,
  before: string,
  after: string,
  isShown: (line: string) => boolean = () => true,
): { readonly text: string; readonly leftOut: number } {
  if (before === after) return { text: '', leftOut: 0 };
  const lines = compare(linesOf(before), linesOf(after));
  const all = hunks(lines);
  const shown = all.filter((each) => each.lines.every(({ text }) => isShown(text)));
  const text = shown.length === 0 ? '' : `--- ${header(`a/${file}`)}\n+++ ${header(`b/${file}`)}\n${shown.map((each) => each.text).join('')}`;
  return { text, leftOut: all.length - shown.length };
}

interface Hunk {
  readonly lines: readonly Line[];
  readonly text: string;
}

/** A name as both tools understand it: in quotes where it has characters of their own, else with a tab behind a name with blanks. */
function header(name: string): string {
  if (!/["\\\x00-\x1f\x7f]/.test(name)) return /\s/.test(name) ? `${name}\t` : name;
  const octal = (byte: number): string => `\\${byte.toString(8).padStart(3, '0')}`;
  return `"${name.replace(/["\\]/g, '\\$&').replace(/[\x00-\x1f\x7f]/g, (control) => octal(control.charCodeAt(0)))}"`;
}

/** With their line ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]+\n?|\n/g) ?? [];
}

/** The shortest way from one list to the other (Myers). What they have in common at both ends is left out of the search. */
function compare(before: readonly string[], after: readonly string[]): Line[] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const same = (lines: readonly string[]): Line[] => lines.map((text) => ({ sign: ' ', text }));
  const middle = shortest(before.slice(start, before.length - end), after.slice(start, after.length - end));
  return [...same(before.slice(0, start)), ...middle, ...same(before.slice(before.length - end))];
}

function shortest(a: readonly string[], b: readonly string[]): Line[] {
  /** For each number of changes, how far into `a` one gets on each diagonal. */
  const trace: Map<number, number>[] = [];
  const furthest = new Map<number, number>([[1, 0]]);
  const at = (map: ReadonlyMap<number, number>, diagonal: number): number => map.get(diagonal) ?? -1;
  for (let changes = 0; ; changes++) {
    trace.push(new Map(furthest));
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      const down = diagonal === -changes || (diagonal !== changes && at(furthest, diagonal - 1) < at(furthest, diagonal + 1));
      let x = down ? at(furthest, diagonal + 1) : at(furthest, diagonal - 1) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return traced(trace, a, b, at);
    }
  }
}

function traced(
  trace: readonly ReadonlyMap<number, number>[],
  a: readonly string[],
  b: readonly string[],
  at: (map: ReadonlyMap<number, number>, diagonal: number) => number,
): Line[] {
  const lines: Line[] = [];
  let x = a.length;
  let y = b.length;
  for (let changes = trace.length - 1; changes >= 0; changes--) {
    const furthest = trace[changes] ?? new Map<number, number>();
    const diagonal = x - y;
    const down = diagonal === -changes || (diagonal !== changes && at(furthest, diagonal - 1) < at(furthest, diagonal + 1));
    const fromX = changes === 0 ? 0 : at(furthest, down ? diagonal + 1 : diagonal - 1);
    const fromY = changes === 0 ? 0 : fromX - (down ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY && a[x - 1] === b[y - 1]) {
      lines.push({ sign: ' ', text: a[--x] ?? '' });
      y--;
    }
    if (changes > 0) lines.push(down ? { sign: '+', text: b[--y] ?? '' } : { sign: '-', text: a[--x] ?? '' });
  }
  return lines.reverse();
}

function hunks(lines: readonly Line[]): Hunk[] {
  const result: Hunk[] = [];
  const changed = lines.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]));
  for (let i = 0; i < changed.length;) {
    const first = Math.max(0, (changed[i] ?? 0) - CONTEXT);
    let last = changed[i] ?? 0;
    while (i < changed.length && (changed[i] ?? 0) <= last + 2 * CONTEXT + 1) last = changed[i++] ?? last;
    const end = Math.min(lines.length, last + CONTEXT + 1);
    result.push({ lines: lines.slice(first, end), text: hunk(lines, first, end) });
  }
  return result;
}

function hunk(lines: readonly Line[], first: number, end: number): string {
  const range = (other: '+' | '-'): string => {
    const before = lines.slice(0, first).filter(({ sign }) => sign !== other).length;
    const count = lines.slice(first, end).filter(({ sign }) => sign !== other).length;
    return `${count === 0 ? before : before + 1},${count}`;
  };
  const body = lines.slice(first, end).map(({ sign, text }) => `${sign}${text}${text.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`);
  return `@@ -${range('+')} +${range('-')} @@\n${body.join('')}`;
}
