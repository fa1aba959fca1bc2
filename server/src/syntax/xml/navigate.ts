import { lastAtOrBefore } from '../../core/search.ts';
import { isBlankText } from './characters.ts';
import type { XmlDocument, XmlElement, XmlNode } from './tree.ts';

/** The first child element of exactly this name. */
export function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((node): node is XmlElement => node.kind === 'element' && node.name === name);
}

/** All child elements, in order. */
export function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter((node) => node.kind === 'element');
}

/** A name without its namespace prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The names from the root element down to the element itself. */
export function pathOf(element: XmlElement): string[] {
  const path: string[] = [];
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent) path.unshift(at.name);
  return path;
}

/**
 * The innermost element in which an insertion at the offset would land: an offset right before `<Name>` or right behind
 * `</Name>` belongs to the parent. Behind an element that is not closed yet, one is still in it.
 */
export function elementAt(document: XmlDocument, offset: number): XmlElement | undefined {
  let found: XmlElement | undefined;
  let within: readonly XmlNode[] = document.children;
  for (;;) {
    const next = within[lastAtOrBefore(within, offset - 1, ({ span }) => span.start)];
    if (next?.kind !== 'element' || !isInside(next, offset)) return found;
    found = next;
    within = next.children;
  }
}

function isInside({ span, closed }: XmlElement, offset: number): boolean {
  return span.start < offset && (offset < span.end || (!closed && offset === span.end));
}

/**
 * Whether an element can be taken at its word: it and its child elements are closed, nothing in it is broken, and no
 * text stands beside child elements. Where not, something may be present that could not be read, and nothing may be
 * called missing.
 */
export function isComplete(element: XmlElement): boolean {
  if (!element.closed) return false;
  let hasText = false;
  let hasChild = false;
  for (const node of element.children) {
    if (node.kind === 'broken' || (node.kind === 'element' && !node.closed)) return false;
    if (node.kind === 'element') hasChild = true;
    else if (node.kind === 'text') hasText ||= !isBlankText(element.source, node.span);
  }
  return !(hasText && hasChild);
}
