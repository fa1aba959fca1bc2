import { uriName } from '../../core/uri.ts';
import { childElements, localName } from '../../syntax/xml/navigate.ts';
import { parseXml } from '../../syntax/xml/parse.ts';
import { rootName } from '../../syntax/xml/scan.ts';
import { artefact } from '../artefact.ts';
import { TAGS } from '../measure.ts';
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
  measure: TAGS,
  comment: { start: '<!-- ', end: ' -->' },
  // The root is looked for tolerantly, so a text that quotes a profile would pass: only XML is asked for it.
  recognises: ({ uri, languageId, text }) => (languageId === 'xml' || /\.xml$/i.test(uriName(uri))) && isProfile(text),
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

/**
 * Whether a text is ProfileXML. A root in another letter case or with a prefix is a mistake in ProfileXML only if it holds
 * what nothing else has; other tools write documents about VPN connections that are called much the same.
 */
function isProfile(text: string): boolean {
  const name = rootName(text);
  if (name === 'VPNProfile') return true;
  if (name === undefined || localName(name).toLowerCase() !== 'vpnprofile') return false;
  const { root } = parseXml(text);
  return root !== undefined && childElements(root).some((child) => ['NativeProfile', 'PluginProfile'].includes(localName(child.name)));
}
