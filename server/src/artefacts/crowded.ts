import { emptyFacts } from '../model/facts.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { AnyArtefact } from './artefact.ts';
import { exceeds } from './measure.ts';

/** What stands in for the artefact of a text that has more parts than are read: it says so, and nothing else. `undefined` for all other texts. */
export function crowded(artefact: AnyArtefact, { text }: Pick<SourceFile, 'text'>): AnyArtefact | undefined {
  const { measure } = artefact;
  if (!measure || !exceeds(text, measure)) return undefined;
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
