import { holdsVpnKey, mayBeVpnKey, mentionsVpnRegistry, namesVpnValue } from '../../knowledge/registry-relevance.ts';
import type { RegDocument, RegLine } from '../../syntax/reg-file/document.ts';
import { readKey, type RegKeyLine } from '../../syntax/reg-file/key.ts';

/** A key with the lines below it. */
export interface Section {
  /** Absent for what stands before the first key. */
  readonly line?: RegLine;
  readonly key?: RegKeyLine;
  /** What follows the line of the key, up to the next one. */
  readonly lines: readonly RegLine[];
  readonly end: number;
}

/** The keys of a file in their order. */
export function sectionsOf({ text, lines }: RegDocument): Section[] {
  const sections: { line?: RegLine; key?: RegKeyLine; lines: RegLine[]; end: number }[] = [{ lines: [], end: 0 }];
  for (const line of lines) {
    if (line.kind === 'key') sections.push({ line, key: readKey(text, line), lines: [], end: line.next });
    else {
      const last = sections.at(-1);
      last?.lines.push(line);
      if (last) last.end = line.next;
    }
  }
  return sections;
}

/**
 * The sections that matter to a VPN: those of a key of the catalogue, those that delete one, and those with a value that only a VPN has, wherever it
 * is. An export of a whole hive has a hundred thousand others.
 */
export function relevantSections(text: string, sections: readonly Section[]): Section[] {
  const hasNames = namesVpnValue(text);
  return sections.filter(({ line, key, lines, end }) => {
    if (line && key?.path && (key.deletes ? holdsVpnKey(key.path.key) : mayBeVpnKey(key.path.key))) return true;
    if (line && key && !key.path && mentionsVpnRegistry(text.slice(line.start, line.end))) return true;
    const start = lines[0]?.start;
    return hasNames && start !== undefined && namesVpnValue(text.slice(start, end));
  });
}
