import type { RegistryContent, RegistryEntry } from '../../model/registry/content.ts';
import { escapedAttribute, escapedText } from '../xml/escape.ts';
import { DIGITS } from './content.ts';
import { TYPE_NAMES } from './types.ts';

/** Class ids of the root and of an item. Source: Microsoft, MS-GPPREF, section 2.2. */
const ROOT_CLASS = '{A3CCFC41-DFDB-43a5-8D26-0FE8B954DA51}';
export const ITEM_CLASS = '{9CD4B2F4-923D-47f5-A062-E897DD1DAD50}';

/** Content as attribute and list. */
export interface SpelledData {
  readonly type: string;
  /** Not escaped. */
  readonly value: string;
  /** Present for several texts. */
  readonly texts?: readonly string[];
}

/** How a content is written; `undefined` where the notation cannot hold it. */
export function spellItemData(content: RegistryContent): SpelledData | undefined {
  const type = TYPE_NAMES[content.type];
  if ('number' in content) {
    const digits = content.number.toString(16).toUpperCase();
    return digits.length > DIGITS[content.type] ? undefined : { type, value: digits.padStart(DIGITS[content.type], '0') };
  }
  if ('bytes' in content) return { type, value: content.bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('') };
  const texts = 'texts' in content ? content.texts : [content.text];
  // Variables would be filled in, and XML has neither control characters nor line ends in an attribute.
  if (texts.some((text) => /%|[\u0000-\u001f\ufffe\uffff]|[\ud800-\udfff]/u.test(text) || ('texts' in content && text.trim() !== text))) return undefined;
  if ('text' in content) return { type, value: content.text };
  return content.texts.includes('') ? undefined : { type, value: content.texts.join(' '), texts: content.texts };
}

/** The list of several texts. */
export function spellTexts(texts: readonly string[]): string {
  return `<Values>${texts.map((text) => `<Value>${escapedText(text)}</Value>`).join('')}</Values>`;
}

/** An item, its lines with their depth. `more` are attributes of it, with a blank before each. `undefined` where the notation cannot hold the entry. */
export function spellItem(entry: RegistryEntry, more = ''): { readonly depth: number; readonly text: string }[] | undefined {
  const isDeletion = entry.content === 'deleted';
  const data = entry.content === 'deleted' ? { type: 'REG_SZ', value: '' } : spellItemData(entry.content);
  if (!data || [entry.key, entry.name].some((text) => /[%\u0000-\u001f]/u.test(text))) return undefined;
  const shown = escapedAttribute(entry.name === '' ? '(Default)' : entry.name);
  const attributes = {
    action: isDeletion ? 'D' : 'U',
    displayDecimal: '0',
    default: entry.name === '' ? '1' : '0',
    hive: entry.hive,
    key: entry.key,
    name: entry.name,
    type: data.type,
    value: data.value,
  };
  const properties = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapedAttribute(value)}"`);
  const end = data.texts ? `>${spellTexts(data.texts)}</Properties>` : '/>';
  return [
    // The image is the picture that Group Policy Management shows for the action.
    { depth: 0, text: `<Registry clsid="${ITEM_CLASS}" name="${shown}" status="${shown}" image="${isDeletion ? '3' : '2'}"${more}>` },
    { depth: 1, text: `<Properties${properties.join('')}${end}` },
    { depth: 0, text: '</Registry>' },
  ];
}

/** Entries as a whole file; `undefined` where one cannot be written. */
export function spellPreferences(entries: readonly RegistryEntry[], eol = '\r\n'): string | undefined {
  const items = entries.map((entry) => spellItem(entry));
  if (items.some((item) => item === undefined)) return undefined;
  const lines = items.flatMap((item) => (item ?? []).map(({ depth, text }) => '  '.repeat(depth + 1) + text));
  return ['<?xml version="1.0" encoding="utf-8"?>', `<RegistrySettings clsid="${ROOT_CLASS}">`, ...lines, '</RegistrySettings>', ''].join(eol);
}
