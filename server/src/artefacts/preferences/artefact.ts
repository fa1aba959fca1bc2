import { touches } from '../../core/span.ts';
import { formatXml } from '../../syntax/xml/format.ts';
import { artefact, type Reading, type Subject } from '../artefact.ts';
import { TAGS } from '../measure.ts';
import { registrySubject } from '../registry-subject.ts';
import { attribute } from './items.ts';
import { preferencesOutline } from './outline.ts';
import { readPreferences, type PreferencesTree } from './read.ts';
import { isPreferences } from './recognise.ts';
import { writesInPreferences } from './selection.ts';
import { preferencesSlotAt } from './slots.ts';
import { writePreferences } from './write.ts';

/** The registry settings of Group Policy Preferences, as SYSVOL has them in Registry.xml. */
export default artefact<PreferencesTree>({
  id: 'preferences',
  title: 'Group Policy Preferences (Registry.xml)',
  languageIds: ['xml'],
  fileNames: ['.xml'],
  measure: TAGS,
  comment: { start: '<!-- ', end: ' -->' },
  byContent: true,
  recognises: isPreferences,
  read: readPreferences,
  write: writePreferences,
  subjectAt,
  slotAt: preferencesSlotAt,
  registryWritesIn: writesInPreferences,
  comments: ({ tree }) => tree.document.comments.map(({ span }) => span),
  statements: () => [],
  outline: preferencesOutline,
  format: ({ file, tree }, style) => formatXml(tree.document, style)?.map((each) => ({ file, ...each })),
});

/** The key of an item, or its value: by its name, its type or its data. */
function subjectAt({ tree }: Reading<PreferencesTree>, offset: number): Subject | undefined {
  const item = tree.items.find(({ properties }) => touches(properties.span, offset));
  if (!item) return undefined;
  const { properties, path, name } = item;
  const [pathSpan, ...spans] = ['key', 'name', 'type', 'value'].map((each) => attribute(properties, each)?.valueSpan);
  return registrySubject({ ...(path && { path }), ...(pathSpan && { pathSpan }), ...(name !== undefined && { name }), spans }, offset);
}
