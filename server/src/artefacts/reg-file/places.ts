import { lastAtOrBefore } from '../../core/search.ts';
import type { RegLine } from '../../syntax/reg-file/document.ts';
import type { RegTree } from './read.ts';
import type { Section } from './sections.ts';

/** The key, with its lines, that an offset is in or below. */
export function sectionAt({ sections }: RegTree, offset: number): Section | undefined {
  return sections[lastAtOrBefore(sections, offset, ({ line, lines }) => (line ?? lines[0])?.start ?? 0)];
}

/** The last line of a section that begins at an offset or before it. */
export function lineAt(section: Section | undefined, offset: number): RegLine | undefined {
  return section && (section.lines[lastAtOrBefore(section.lines, offset, ({ start }) => start)] ?? section.line);
}
