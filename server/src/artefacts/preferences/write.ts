import type { Edit } from '../../core/edit.ts';
import { append } from '../../core/lists.ts';
import type { Location } from '../../core/source-file.ts';
import type { Span } from '../../core/span.ts';
import type { Change } from '../../model/change.ts';
import type { RegistryContent, RegistryEntry } from '../../model/registry/content.ts';
import { convertContent } from '../../model/registry/convert.ts';
import { spellItem, spellItemData, spellTexts } from '../../syntax/preferences/spell.ts';
import { escapedAttribute } from '../../syntax/xml/escape.ts';
import { insertChildren, openedTag } from '../../syntax/xml/insert.ts';
import { childElements } from '../../syntax/xml/navigate.ts';
import type { XmlElement } from '../../syntax/xml/tree.ts';
import type { Reading } from '../artefact.ts';
import { attribute, hasFilters, type Item } from './items.ts';
import type { PreferencesTree } from './read.ts';

interface Replacement {
  readonly span: Span;
  readonly newText: string;
}

/** The edits that make these changes; `undefined` when one of them has no place here, such as the restart of a service. */
export function writePreferences({ file, tree }: Reading<PreferencesTree>, changes: readonly Change[]): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const change of changes) {
    const written = writeChange(tree, change);
    if (!written) return undefined;
    append(
      edits,
      written.map((each) => ({ file, ...each })),
    );
  }
  return edits;
}

function writeChange(tree: PreferencesTree, change: Change): Replacement[] | undefined {
  switch (change.kind) {
    case 'replace':
      return [{ span: change.at.span, newText: escapedAttribute(change.text) === change.text ? change.text : escapedIn(tree, change.at, change.text) }];
    case 'set-registry-content':
      return setContent(tree.known.get(change.write.key), change.content);
    case 'set-registry-type': {
      const item = tree.known.get(change.write.key);
      const content = change.write.content ? convertContent(change.write.content, change.type) : numberOf(item, change.type);
      return content && setContent(item, content);
    }
    case 'set-registry-key':
      return moved(tree.known.get(change.write.key)?.properties, change);
    case 'force-registry-write':
      return setAttribute(tree.known.get(change.write.key)?.properties, 'action', 'U');
    case 'add-registry-values':
      return addItems(itemAt(tree, change.at), change.entries);
    default:
      return undefined;
  }
}

/** The number of an item whose type is none, where its digits mean the same in whatever type was meant. */
function numberOf(item: Item | undefined, type: string): RegistryContent | undefined {
  const digits = item && attribute(item.properties, 'value')?.value;
  return type === 'DWord' && digits !== undefined && /^(?:\d|[\da-f]{8})$/iu.test(digits) ? { type, number: BigInt(`0x${digits}`) } : undefined;
}

/** Another key of HKEY_LOCAL_MACHINE. */
function moved(properties: XmlElement | undefined, { write, registryKey }: Extract<Change, { kind: 'set-registry-key' }>): Replacement[] | undefined {
  const hive = 'HKEY_LOCAL_MACHINE';
  const [there, key] = [write.path.value.hive === hive ? [] : setAttribute(properties, 'hive', hive), setAttribute(properties, 'key', registryKey)];
  return there && key && [...there, ...key];
}

/** A text for a place: escaped where that is the value of an attribute, markup as it is elsewhere. */
function escapedIn({ items }: PreferencesTree, { span }: Location, text: string): string {
  const isValue = items.some(({ properties }) => properties.attributes.some(({ valueSpan }) => valueSpan.start === span.start && valueSpan.end === span.end));
  return isValue ? escapedAttribute(text) : text;
}

function itemAt({ known, items }: PreferencesTree, { key, span }: Location): Item | undefined {
  return known.get(key?.replace(/\/\w+$/u, '') ?? '') ?? items.find(({ element }) => element.span.start <= span.start && span.end <= element.span.end);
}

function setAttribute(element: XmlElement | undefined, name: string, value: string): Replacement[] | undefined {
  if (!element) return undefined;
  const found = attribute(element, name);
  if (found) return [{ span: found.valueSpan, newText: escapedAttribute(value) }];
  const at = element.attributes.at(-1);
  // Behind the quote of the last one.
  const end = at ? at.valueSpan.end + 1 : element.nameSpan.end;
  return [{ span: { start: end, end }, newText: ` ${name}="${escapedAttribute(value)}"` }];
}

/** Makes an item store this: by its type, its value, and the list that several texts have besides. */
function setContent(item: Item | undefined, content: RegistryContent): Replacement[] | undefined {
  const data = spellItemData(content);
  if (!item || !data) return undefined;
  const { properties } = item;
  const missing = ['type', 'value'].filter((name) => !attribute(properties, name));
  // Two attributes at one place would have no order.
  if (missing.length > 1 || !properties.closed) return undefined;
  const stated = attribute(properties, 'type');
  const edits = [
    ...(stated?.value === data.type ? [] : (setAttribute(properties, 'type', data.type) ?? [])),
    ...(setAttribute(properties, 'value', data.value) ?? []),
    ...(item.action === 'D' ? (setAttribute(properties, 'action', 'U') ?? []) : []),
  ];
  const [list] = childElements(properties).filter(({ name }) => name === 'Values');
  if (!data.texts) return list ? [...edits, { span: list.span, newText: '' }] : edits;
  if (list) return [...edits, { span: list.span, newText: spellTexts(data.texts) }];
  if (!properties.selfClosing) return [...edits, { span: { start: properties.content.start, end: properties.content.start }, newText: spellTexts(data.texts) }];
  const slash = properties.openTag.end - (properties.source.slice(properties.openTag.start, properties.openTag.end).length - openedTag(properties).length + 1);
  return [...edits, { span: { start: slash, end: properties.openTag.end }, newText: `>${spellTexts(data.texts)}</${properties.name}>` }];
}

/** Adds items behind one, for the same computers. */
function addItems(item: Item | undefined, entries: readonly RegistryEntry[]): Replacement[] | undefined {
  // A new item would be for computers that the targeting of this one leaves out.
  if (!item?.element.parent || hasFilters(item.element)) return undefined;
  const bypass = attribute(item.element, 'bypassErrors');
  const lines = entries.map((entry) => spellItem(entry, bypass ? ` bypassErrors="${escapedAttribute(bypass.value)}"` : ''));
  if (lines.some((each) => each === undefined)) return undefined;
  const { start, end, newText } = insertChildren(
    item.element.parent,
    item.element,
    lines.flatMap((each) => each ?? []),
  );
  return [{ span: { start, end }, newText }];
}
