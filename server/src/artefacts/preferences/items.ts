import { hiveOf, plainKey, type RegistryPath } from '../../knowledge/registry-path.ts';
import { leafText } from '../../syntax/xml/leaf-text.ts';
import { childElements } from '../../syntax/xml/navigate.ts';
import type { XmlAttribute, XmlDocument, XmlElement } from '../../syntax/xml/tree.ts';
import type { ItemData } from '../../syntax/preferences/content.ts';

/** One item with what it says: an element `Registry` and its `Properties`. */
export interface Item {
  readonly element: XmlElement;
  readonly properties: XmlElement;
  /** Absent where the hive is missing or none, and where a variable is part of it. A hive that is written in short is understood all the same. */
  readonly path?: RegistryPath;
  /** Empty for the default value; absent for an item about a key. */
  readonly name?: string;
  /** In capitals; `U` where it is not stated. */
  readonly action: string;
  readonly data: ItemData;
  /** Whether item-level targeting decides about it, on itself or on a collection around it. */
  readonly isTargeted: boolean;
}

const CONTAINERS: ReadonlySet<string> = new Set(['RegistrySettings', 'Collection']);

/** The items of a document that are not switched off, in their order. */
export function itemsOf(document: XmlDocument): Item[] {
  return document.elements.flatMap((element) => itemsIn(element, false));
}

function itemsIn(element: XmlElement, isWithin: boolean): Item[] {
  if (attribute(element, 'disabled')?.value === '1') return [];
  const isTargeted = isWithin || hasFilters(element);
  if (CONTAINERS.has(element.name)) return childElements(element).flatMap((child) => itemsIn(child, isTargeted));
  const [properties, ...others] = element.name === 'Registry' ? childElements(element).filter(({ name }) => name === 'Properties') : [];
  if (!properties || others.length > 0) return [];
  const hive = hiveOf(said(properties, 'hive'));
  const key = said(properties, 'key');
  const name = said(properties, 'name');
  const isVariable = [key, name].some((text) => /%[^%\s]+%/u.test(text));
  const isDefault = said(properties, 'default') === '1';
  return [
    {
      element,
      properties,
      ...(hive !== undefined && key !== '' && !isVariable && { path: { hive, key: plainKey(key) } }),
      ...((name !== '' || isDefault) && { name: isDefault ? '' : name }),
      action: said(properties, 'action').toUpperCase() || 'U',
      data: dataOf(properties),
      isTargeted,
    },
  ];
}

/** An attribute of exactly this name. */
export function attribute({ attributes }: XmlElement, name: string): XmlAttribute | undefined {
  return attributes.find((each) => each.name === name);
}

/** Whether item-level targeting stands on an element itself. */
export function hasFilters(element: XmlElement): boolean {
  return childElements(element).some((child) => child.name === 'Filters' && childElements(child).length > 0);
}

function said(element: XmlElement, name: string): string {
  return attribute(element, name)?.value ?? '';
}

function dataOf(properties: XmlElement): ItemData {
  const value = said(properties, 'value');
  const [list] = childElements(properties).filter(({ name }) => name === 'Values');
  if (!list) return { value };
  const texts = childElements(list).map((child) => (child.name === 'Value' ? leafText(child)?.value : undefined));
  return texts.every((text) => text !== undefined) ? { value, texts } : { value: `${value}\0` };
}
