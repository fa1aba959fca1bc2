import { uriName } from '../../core/uri.ts';
import { rootName } from '../../syntax/xml/scan.ts';
import { artefact } from '../artefact.ts';
import { profileFolds } from './folds.ts';
import { formatProfile } from './format.ts';
import { profileLinks } from './links.ts';
import { profileOutline } from './outline.ts';
import { profileKeysAt, profileLinkedAt, profileSelectionAt } from './selection.ts';
import { profileSlotAt, profileSubjectAt } from './cursor.ts';
import { readProfile } from './read.ts';
import type { ProfileTree } from './tree.ts';
import { writeProfile } from './write.ts';

export default artefact<ProfileTree>({
  id: 'profilexml',
  title: 'ProfileXML',
  languageIds: ['xml'],
  fileNames: ['.xml'],
  comment: { start: '<!-- ', end: ' -->' },
  // The root is looked for tolerantly, so a text that quotes a profile would pass: only XML is asked for it.
  recognises: ({ uri, languageId, text }) => (languageId === 'xml' || /\.xml$/i.test(uriName(uri))) && rootName(text) === 'VPNProfile',
  read: readProfile,
  write: writeProfile,
  subjectAt: profileSubjectAt,
  slotAt: profileSlotAt,
  comments: ({ tree }) => tree.document.comments.map((comment) => comment.span),
  statements: () => [],
  outline: profileOutline,
  folds: profileFolds,
  selectionAt: profileSelectionAt,
  linkedAt: profileLinkedAt,
  links: profileLinks,
  format: formatProfile,
  keysAt: profileKeysAt,
});
