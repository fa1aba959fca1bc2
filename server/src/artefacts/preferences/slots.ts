import { touches } from '../../core/span.ts';
import type { Reading, RegistrySlot, Slot } from '../artefact.ts';
import { catalogueKey } from '../reg-exe-slot.ts';
import type { PreferencesTree } from './read.ts';

const PARTS: Readonly<Record<string, RegistrySlot['part']>> = { key: 'key', name: 'name', type: 'type', value: 'data' };

/** What can be typed between the quotes of an attribute. */
export function preferencesSlotAt({ file: { text }, tree }: Reading<PreferencesTree>, offset: number): Slot | undefined {
  for (const { properties, path, name, action } of tree.items) {
    if (!touches(properties.openTag, offset)) continue;
    const attribute = properties.attributes.find(({ valueSpan }) => touches(valueSpan, offset));
    const part = attribute && PARTS[attribute.name];
    const isQuoted = attribute && /["']/u.test(text.charAt(attribute.valueSpan.start - 1));
    if (!part || !isQuoted || (action === 'D' && (part === 'type' || part === 'data'))) return undefined;
    const registryKey = catalogueKey(path);
    return {
      kind: 'registry',
      part,
      notation: 'preferences',
      ...(part !== 'key' && registryKey !== undefined && { registryKey }),
      ...(part !== 'name' && name !== undefined && { name }),
      replace: attribute.valueSpan,
      typed: text.slice(attribute.valueSpan.start, offset),
    };
  }
  return undefined;
}
