import { touches } from '../../core/span.ts';
import { uriName } from '../../core/uri.ts';
import { artefact } from '../artefact.ts';
import { commentLines, hasRestCommands, readRestFile, statementsOf, writeRestFile } from '../kemp/rest-file.ts';
import { restSlot, restSubject } from '../kemp/rest-cursor.ts';
import type { RestTree } from '../kemp/rest.ts';
import { listenerAt } from '../listener-subject.ts';

const LANGUAGES = ['shellscript', 'http', 'plaintext'];

/** A script, a request file or a plain text with commands to the REST interface of a LoadMaster. Nothing else of it is looked at. */
export default artefact<RestTree>({
  id: 'kemp-rest',
  title: 'Commands to the REST interface of a Kemp LoadMaster',
  languageIds: LANGUAGES,
  fileNames: ['.sh', '.http', '.rest', '.txt'],
  comment: { start: '# ' },
  byContent: true,
  recognises: ({ uri, languageId, text }) =>
    (languageId === undefined ? /\.(?:sh|http|rest|txt)$/i.test(uriName(uri)) : LANGUAGES.includes(languageId)) && hasRestCommands(text),
  read: (file) => readRestFile(file, commentLines(file.text)),
  write: writeRestFile,
  subjectAt: (reading, offset) => listenerAt(reading, offset) ?? restSubject(reading.file.text, [...reading.tree.rest.values()], offset),
  slotAt: ({ file, tree }, offset) =>
    commentLines(file.text).some((comment) => touches(comment, offset)) ? undefined : restSlot(file.text, [...tree.rest.values()], offset),
  comments: ({ file }) => commentLines(file.text),
  statements: ({ file, tree }) => statementsOf(file.text, tree),
});
