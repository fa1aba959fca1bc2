import { childrenOf, elementName, elementsNamed, PROFILE_ELEMENTS, type ProfileElement } from '../../knowledge/profile-xml.ts';
import type { ProfileNode } from '../../model/profile/node.ts';
import { lately, nearest } from '../nearest.ts';

/** What is wrong with an element that the schema does not have at its place. Each kind is the business of one rule. */
export type Stray =
  /** Named like a list of the CSP. `row` is what ProfileXML repeats instead. */
  | { readonly kind: 'csp-list'; readonly row: ProfileElement }
  /** Only its letter case is wrong. */
  | { readonly kind: 'case'; readonly row: ProfileElement }
  /** The schema has the name in other elements. */
  | { readonly kind: 'elsewhere'; readonly rows: readonly ProfileElement[] }
  /** `near` are names of the schema at this place that look like it. */
  | { readonly kind: 'unknown'; readonly near: readonly string[] };

/** `RouteList` and its like in lower case, each with the element that takes its place. */
const listItems = new Map(
  PROFILE_ELEMENTS.flatMap(
    (row) =>
      /^(\w+)\/\{n\}$/
        .exec(row.cspNode ?? '')
        ?.slice(1)
        .map((list) => [list.toLowerCase(), row]) ?? [],
  ),
);

/** Names from Microsoft's own pages about routing and name resolution, and from scripts, for elements that are called otherwise. */
const CALLED_OTHERWISE: ReadonlyMap<string, string> = new Map([
  ['route/prefix', 'PrefixSize'],
  ['route/prefixlength', 'PrefixSize'],
  ['domainnameinformation/webservers', 'WebProxyServers'],
]);

/**
 * What is wrong with an element that the schema does not have at its place; `undefined` where it has it, and where nobody
 * can say: in an element that is itself strange or has another schema, or in which something is broken.
 */
export function strayOf({ element, foreign, parent, name }: ProfileNode): Stray | undefined {
  if (element || foreign || parent?.element?.type !== 'container' || !parent.complete) return undefined;
  return strayNamed(parent.path, name);
}

/** Several rules ask for each element, and a document may have thousands that are called alike. */
const strayNamed = lately((parent: string, name: string): Stray => {
  const item = listItems.get(name.toLowerCase());
  if (item) return { kind: 'csp-list', row: item };
  const siblings = childrenOf(parent);
  const same = siblings.find(({ path }) => isSameName(elementName(path), name));
  if (same) return { kind: 'case', row: same };
  const meant = CALLED_OTHERWISE.get(`${parent}/${name}`.toLowerCase());
  const near = meant
    ? [meant]
    : nearest(
        name,
        siblings.map(({ path }) => elementName(path)),
      );
  const rows = elementsNamed(name);
  // `Server` in a NativeProfile is a misspelt `Servers`, though there is one in `Proxy/Manual`.
  return near.length === 0 && rows.length > 0 ? { kind: 'elsewhere', rows } : { kind: 'unknown', near };
});

/** Whether two names are the same but for letter case. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The root of the profile that an element belongs to. */
export function rootOf(node: ProfileNode): ProfileNode {
  let root = node;
  while (root.parent) root = root.parent;
  return root;
}

/** What an element is called in a sentence about its place. */
export function placeName(path: string): string {
  return path === '' ? 'VPNProfile' : path;
}
