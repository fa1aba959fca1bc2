import type { RegLine } from '../../syntax/reg-file/document.ts';
import type { RegTree } from './read.ts';
import type { Section } from './sections.ts';

/** The key, with its lines, that an offset is in or below. */
export function sectionAt({ sections }: RegTree, offset: number): Section | undefined {
  return found(sections, offset, ({ line, lines }) => (line ?? lines[0])?.start ?? 0);
}

/** The last line of a section that begins at an offset or before it. */
export function lineAt(section: Section | undefined, offset: number): RegLine | undefined {
  return section && (found(section.lines, offset, ({ start }) => start) ?? section.line);
}

/** The last of a sorted list that begins at an offset or before it. */
function found<T>(list: readonly T[], offset: number, startOf: (item: T) => number): T | undefined {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const item = list[middle];
    if (item !== undefined && startOf(item) <= offset) from = middle + 1;
    else to = middle;
  }
  return list[from - 1];
}
