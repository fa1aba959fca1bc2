import { artefact } from '../artefact.ts';
import { commentsOf } from './comments.ts';
import { f5Selection, f5Slot, f5Subject } from './cursor.ts';
import { objectNames, spellName } from './object-names.ts';
import { f5Folds, f5Outline } from './outline.ts';
import { readF5, type F5Tree } from './read.ts';
import { isF5 } from './recognise.ts';
import { writeF5 } from './write.ts';

/** The configuration of an F5 BIG-IP: as it is stored, as it is listed, or as commands for its shell. */
export default artefact<F5Tree>({
  id: 'f5',
  title: 'F5 BIG-IP configuration',
  languageIds: ['bigip', 'tcl-bigip', 'f5-tcl', 'shellscript', 'plaintext', 'properties', 'ini'],
  fileNames: ['.conf', '.scf', '.txt', '.tcl', '.sh', '.tmsh'],
  ownNames: ['bigip.conf', 'bigip_base.conf', '.scf', '.tmsh'],
  byContent: true,
  comment: { start: '#' },
  recognises: isF5,
  read: readF5,
  write: writeF5,
  subjectAt: f5Subject,
  slotAt: f5Slot,
  outline: f5Outline,
  folds: f5Folds,
  selectionAt: f5Selection,
  objectNames,
  spellName,
  comments: ({ tree }) => commentsOf(tree.configuration.document),
  statements: ({ tree }) => tree.configuration.statements.map(({ node }) => node),
});
