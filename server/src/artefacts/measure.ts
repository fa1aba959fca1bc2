/** With what the parts of a notation begin or end, and how many of these are read. */
export interface Measure {
  readonly signs: string;
  readonly most: number;
}

/*
 * Many times as much as people write: a profile with twenty thousand routes has 160,000 tags, and a script of a megabyte some 70,000 signs of its statements.
 * A file of the size that is read can have millions, each with something wrong, for which no memory would do.
 */
export const LINES: Measure = { signs: '\n', most: 200_000 };
export const TAGS: Measure = { signs: '<', most: 250_000 };
export const ESCAPED_TAGS: Measure = { signs: '&', most: 1_000_000 };
export const ENTRIES: Measure = { signs: '{[,', most: 500_000 };
export const STATEMENTS: Measure = { signs: ';|{(\n', most: 100_000 };

/** Whether a text has more parts than are read. */
export function exceeds(text: string, { signs, most }: Measure): boolean {
  // Most texts have fewer characters.
  if (text.length <= most) return false;
  const codes = new Set(Array.from(signs, (sign) => sign.charCodeAt(0)));
  let count = 0;
  for (let at = 0; at < text.length; at++) if (codes.has(text.charCodeAt(at)) && ++count > most) return true;
  return false;
}
