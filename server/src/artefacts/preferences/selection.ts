import { overlaps, type Span } from '../../core/span.ts';
import type { RegistryContent } from '../../model/registry/content.ts';
import { contentOf } from '../../syntax/preferences/content.ts';
import { typeNamed } from '../../syntax/preferences/types.ts';
import type { Reading } from '../artefact.ts';
import { MOST_WRITES, type SelectedWrite } from '../registry-selection.ts';
import { attribute, type Item } from './items.ts';
import type { PreferencesTree } from './read.ts';

/**
 * The items that a span touches, whatever they are about; all of the file where the cursor is on none. `undefined` where one of them is not known,
 * deletes a key, or is for some computers only and not the only one.
 */
export function writesInPreferences({ tree }: Reading<PreferencesTree>, span: Span): readonly SelectedWrite[] | undefined {
  const touched = tree.items.filter(({ element }) => overlaps(element.span, span));
  const items = touched.length === 0 && span.start === span.end ? tree.items : touched;
  if (items.length === 0 || items.length > MOST_WRITES || (items.length > 1 && items.some(({ isTargeted }) => isTargeted))) return undefined;
  const selected: SelectedWrite[] = [];
  for (const item of items) {
    const { path, name, action } = item;
    // A key that is made is made by its values as well.
    if (name === undefined && path && (action === 'C' || action === 'U')) continue;
    const content = contentOfItem(item);
    if (!path || name === undefined || content === undefined) return undefined;
    selected.push({ entry: { ...path, name, content } });
  }
  return selected.length > 0 ? selected : undefined;
}

function contentOfItem({ properties, action, data }: Item): RegistryContent | 'deleted' | undefined {
  if (action === 'D') return 'deleted';
  const type = typeNamed(attribute(properties, 'type')?.value ?? '');
  return type === undefined || type === 'other' ? undefined : contentOf(type, data);
}
