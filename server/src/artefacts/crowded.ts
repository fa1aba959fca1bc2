import { emptyFacts } from '../model/facts.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { AnyArtefact } from './artefact.ts';

/** With what the parts of a notation begin or end, and how many of these are read. */
interface Measure {
  readonly signs: string;
  readonly most: number;
}

const LINES: Measure = { signs: '\n', most: 200_000 };
const TAGS: Measure = { signs: '<', most: 250_000 };
const ENTRIES: Measure = { signs: '{[,', most: 500_000 };

/**
 * Many times as much as people write: a profile with twenty thousand routes has 160,000 tags, and a script of a megabyte some 70,000 of these signs. A file
 * of the size that is read can have millions, each with something wrong, for which no memory would do. A BIG-IP has as many lines as it has.
 */
const MEASURES: Readonly<Record<string, Measure>> = {
  profilexml: TAGS,
  'escaped-profile': { signs: '&', most: 1_000_000 },
  syncml: TAGS,
  preferences: TAGS,
  powershell: { signs: ';|{(\n', most: 100_000 },
  'arm-json': ENTRIES,
  'intune-json': ENTRIES,
  'kemp-json': ENTRIES,
  bicep: LINES,
  batch: LINES,
  'reg-file': LINES,
  'citrix-adc': LINES,
  phonebook: LINES,
};

/** What stands in for the artefact of a text that has more parts than are read: it says so, and nothing else. `undefined` for all other texts. */
export function crowded(artefact: AnyArtefact, { text }: Pick<SourceFile, 'text'>): AnyArtefact | undefined {
  const measure = MEASURES[artefact.id];
  if (!measure || !hasMore(text, measure)) return undefined;
  const { id, title, languageIds, fileNames, recognises } = artefact;
  return {
    id,
    title,
    languageIds,
    fileNames,
    recognises,
    read: (file) => ({ file, tree: undefined, facts: { ...emptyFacts(file), tooDeep: { at: { file, span: { start: 0, end: 1 } }, parts: measure.most } } }),
    write: () => undefined,
    subjectAt: () => undefined,
    slotAt: () => undefined,
    characters: () => ({ isRead: false, noBreakSpaces: [] }),
    comments: () => [],
    statements: () => [],
    outline: () => [],
    folds: () => [],
  };
}

function hasMore(text: string, { signs, most }: Measure): boolean {
  // Most texts have fewer characters.
  if (text.length <= most) return false;
  const codes = new Set(Array.from(signs, (sign) => sign.charCodeAt(0)));
  let count = 0;
  for (let at = 0; at < text.length; at++) if (codes.has(text.charCodeAt(at)) && ++count > most) return true;
  return false;
}
