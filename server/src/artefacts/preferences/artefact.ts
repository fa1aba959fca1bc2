import { touches } from '../../core/span.ts';
import { formatXml } from '../../syntax/xml/format.ts';
import { artefact, type Reading, type Subject } from '../artefact.ts';
import { attribute } from './items.ts';
import { preferencesOutline } from './outline.ts';
import { readPreferences, type PreferencesTree } from './read.ts';
import { isPreferences } from './recognise.ts';
import { preferencesSlotAt } from './slots.ts';
import { writePreferences } from './write.ts';

/** The registry settings of Group Policy Preferences, as SYSVOL has them in Registry.xml. */
export default artefact<PreferencesTree>({
  id: 'preferences',
  title: 'Group Policy Preferences (Registry.xml)',
  languageIds: ['xml'],
  fileNames: ['.xml'],
  comment: { start: '<!-- ', end: ' -->' },
  byContent: true,
  recognises: isPreferences,
  read: readPreferences,
  write: writePreferences,
  subjectAt,
  slotAt: preferencesSlotAt,
  comments: ({ tree }) => tree.document.comments.map(({ span }) => span),
  statements: () => [],
  outline: preferencesOutline,
  format: ({ file, tree }, style) => formatXml(tree.document, style)?.map((each) => ({ file, ...each })),
});

/** The name of a value that the offset is on. */
function subjectAt({ tree }: Reading<PreferencesTree>, offset: number): Subject | undefined {
  for (const { properties, path, name } of tree.items) {
    const span = attribute(properties, 'name')?.valueSpan;
    if (span && name !== undefined && touches(span, offset)) return { kind: 'registry-value', registryKey: path?.key, name, span };
  }
  return undefined;
}
