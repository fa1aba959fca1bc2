import type { Location, Written } from '../../core/source-file.ts';

/** One entry of a value that is a list. */
export interface Entry {
  /** Without the blanks around it; never empty. */
  readonly value: string;
  /** Its own place, or that of the whole value where it is written in another way than it reads. */
  readonly at: Location;
}

/** The entries of a list that is separated by commas, in order. Those that are empty are left out. */
export function entriesOf({ value, text, at }: Written<string>): readonly Entry[] {
  // With references in it the text is longer than the value, and nobody can say where an entry stands.
  const isPlain = value === text;
  const entries: Entry[] = [];
  let start = 0;
  for (const part of value.split(',')) {
    const entry = part.trim();
    if (entry !== '') {
      const from = at.span.start + start + part.indexOf(entry);
      entries.push({ value: entry, at: isPlain ? { file: at.file, span: { start: from, end: from + entry.length } } : at });
    }
    start += part.length + 1;
  }
  return entries;
}

/** What a list would hold if blanks and semicolons separated its entries as commas do. */
export function splitLoosely(list: string): readonly string[] {
  return list.split(/[\s,;]+/).filter((part) => part !== '');
}
