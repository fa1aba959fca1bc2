import { uriName } from '../../core/uri.ts';
import { isBalanced } from '../json.ts';
import { artefact } from '../artefact.ts';
import { ENTRIES } from '../measure.ts';
import { hasRestCommands, readRestFile, statementsOf, writeRestFile } from '../kemp/rest-file.ts';
import { restSlot, restSubject } from '../kemp/rest-cursor.ts';
import type { RestTree } from '../kemp/rest.ts';
import { listenerAt } from '../listener-subject.ts';

const LANGUAGES = ['json', 'jsonc'];

/** Bodies for version 2 of the REST interface of a LoadMaster, which has no comments. */
export default artefact<RestTree>({
  id: 'kemp-json',
  title: 'Requests to a Kemp LoadMaster in JSON',
  languageIds: LANGUAGES,
  fileNames: ['.json'],
  measure: ENTRIES,
  byContent: true,
  recognises: ({ uri, languageId, text }) =>
    (languageId === undefined ? /\.json$/i.test(uriName(uri)) : LANGUAGES.includes(languageId)) && hasRestCommands(text),
  read: (file) => readRestFile(file, [], !isBalanced(file.text)),
  write: writeRestFile,
  subjectAt: (reading, offset) => listenerAt(reading, offset) ?? restSubject(reading.file.text, [...reading.tree.rest.values()], offset),
  slotAt: ({ file, tree }, offset) => restSlot(file.text, [...tree.rest.values()], offset),
  comments: () => [],
  statements: ({ file, tree }) => statementsOf(file.text, tree),
});
