import type { ProfileElement } from './profile-xml/element.ts';
import { PROFILE_ELEMENTS } from './profile-xml/elements.ts';

export type { ElementType, ProfileElement } from './profile-xml/element.ts';
export { PROFILE_ELEMENTS } from './profile-xml/elements.ts';

const CSP_ADDRESS = 'https://learn.microsoft.com/windows/client-management/mdm/vpnv2-csp';

const byPath = new Map(PROFILE_ELEMENTS.map((element) => [element.path, element]));
const byParent = new Map<string, ProfileElement[]>();
const byChild = new Map<ProfileElement, Map<string, ProfileElement>>();
const byName = new Map<string, ProfileElement[]>();
const orders = new Map(PROFILE_ELEMENTS.map((element, index) => [element.path, index]));
for (const element of PROFILE_ELEMENTS) {
  if (element.path === '') continue;
  list(byParent, parentPath(element.path)).push(element);
  list(byName, elementName(element.path).toLowerCase()).push(element);
}
for (const element of PROFILE_ELEMENTS) byChild.set(element, new Map(childrenOf(element.path).map((child) => [elementName(child.path), child])));

/** The row of the root. */
export const PROFILE_ROOT = PROFILE_ELEMENTS.find(({ path }) => path === '');

function list(map: Map<string, ProfileElement[]>, key: string): ProfileElement[] {
  const known = map.get(key);
  if (known) return known;
  const made: ProfileElement[] = [];
  map.set(key, made);
  return made;
}

/** The row of an element by the names below the root, joined by `/` or not; `undefined` for one that is not in the table. */
export function profileElement(path: string | readonly string[]): ProfileElement | undefined {
  return byPath.get(typeof path === 'string' ? path : path.join('/'));
}

/** Names below the root as the table has them, as far as it has them in any letter case. */
export function asInTable(names: readonly string[]): string[] {
  const result: string[] = [];
  for (const name of names) {
    const row = childrenOf(result.join('/')).find(({ path }) => elementName(path).toLowerCase() === name.toLowerCase());
    result.push(row ? elementName(row.path) : name);
  }
  return result;
}

/** The row of an element below another one, by its name; `undefined` where the table has none there. */
export function childElement(parent: ProfileElement, name: string): ProfileElement | undefined {
  return byChild.get(parent)?.get(name);
}

/** The elements that may stand in the element of a path, in the order of Microsoft's schema; empty for a leaf. */
export function childrenOf(path: string): readonly ProfileElement[] {
  return byParent.get(path) ?? [];
}

/** All elements of a name, in any letter case. */
export function elementsNamed(name: string): readonly ProfileElement[] {
  return byName.get(name.toLowerCase()) ?? [];
}

/** The place of an element in the order of Microsoft's schema, comparable between elements of one parent; `undefined` for an unknown one. */
export function schemaOrder(path: string): number | undefined {
  return orders.get(path);
}

/** The element's own name. */
export function elementName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path of the element around it; empty for one right below the root. */
export function parentPath(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** Microsoft's page about the elements. */
export function profileReference(): string {
  return CSP_ADDRESS;
}

/** Where Microsoft's page describes an element: its node in the CSP, the list for an entry of one, the page where it has no node. */
export function referenceOf({ path, cspNode, tree }: ProfileElement): string {
  const node = path === '' ? 'ProfileXML' : cspNode?.replace(/\/\{n\}.*$/, '');
  return node === undefined ? CSP_ADDRESS : `${CSP_ADDRESS}#${tree ?? 'device'}profilename${node.replaceAll('/', '').toLowerCase()}`;
}
