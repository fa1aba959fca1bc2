import { artefact } from '../artefact.ts';
import { LINES } from '../measure.ts';
import { commentsOf, regSubject } from './cursor.ts';
import { regFolds, regOutline } from './outline.ts';
import { readRegFile, type RegTree } from './read.ts';
import { isRegFile, LANGUAGES } from './recognise.ts';
import { writesInRegFile } from './selection.ts';
import { regSlotAt } from './slots.ts';
import { writeRegFile } from './write.ts';

/** What the Registry Editor exports and imports. */
export default artefact<RegTree>({
  id: 'reg-file',
  title: 'Registry file (.reg)',
  languageIds: LANGUAGES,
  fileNames: ['.reg'],
  measure: LINES,
  comment: { start: '; ' },
  byContent: true,
  recognises: isRegFile,
  read: readRegFile,
  write: writeRegFile,
  subjectAt: regSubject,
  slotAt: regSlotAt,
  registryWritesIn: writesInRegFile,
  comments: commentsOf,
  statements: ({ tree }) => tree.document.lines.filter(({ kind }) => kind === 'key' || kind === 'value'),
  outline: regOutline,
  folds: regFolds,
});
