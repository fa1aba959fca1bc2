import type { Edit } from '../../core/edit.ts';
import type { Location, SourceFile } from '../../core/source-file.ts';
import { textOf, type Span } from '../../core/span.ts';
import { elementName, elementsNamed, profileElement, schemaOrder } from '../../knowledge/profile-xml.ts';
import { eapOrder } from '../../knowledge/profile-xml/eap.ts';
import type { Change } from '../../model/change.ts';
import type { NewElement } from '../../model/profile/new-element.ts';
import { isBlankText } from '../../syntax/xml/characters.ts';
import { escapedAttribute, escapedText } from '../../syntax/xml/escape.ts';
import { childLayout, insertChildren, openedTag, type XmlLine } from '../../syntax/xml/insert.ts';
import { leafText } from '../../syntax/xml/leaf-text.ts';
import { childElements, localName, pathOf } from '../../syntax/xml/navigate.ts';
import { reordered } from '../../syntax/xml/reorder.ts';
import { reindentation, reindented, removalOf } from '../../syntax/xml/restructure.ts';
import type { XmlElement, XmlNode } from '../../syntax/xml/tree.ts';
import { elementOf, nodeOfKey } from './read-nodes.ts';
import { linesOf } from './print.ts';
import type { ProfileTree } from './tree.ts';

const KINDS = [
  'set-value',
  'add-element',
  'replace-element',
  'remove-element',
  'rename-element',
  'move-element',
  'unwrap-element',
  'reorder-elements',
  'sort-elements',
  'set-attribute',
] as const satisfies readonly Change['kind'][];

/** A change of elements, as opposed to one of policies and places. */
export type ElementChange = Extract<Change, { kind: (typeof KINDS)[number] }>;

export function isElementChange(change: Change): change is ElementChange {
  return (KINDS as readonly string[]).includes(change.kind);
}

/** Writes changes of one document together, because two additions to one place must know of each other. */
export class ElementWriter {
  readonly #file: SourceFile;
  readonly #tree: ProfileTree;
  readonly #additions = new Additions();
  readonly #edits: Edit[] = [];

  constructor(file: SourceFile, tree: ProfileTree) {
    this.#file = file;
    this.#tree = tree;
  }

  /** Makes a change; false when it cannot be made without losing or guessing something. */
  write(change: ElementChange): boolean {
    const replacements = writeElement(change, this.#tree, this.#additions);
    for (const { span, newText } of replacements ?? []) this.replace(span, newText);
    return replacements !== undefined;
  }

  /** Replaces text of the document as it is written. */
  replace(span: Span, newText: string): void {
    this.#edits.push({ file: this.#file, span, newText });
  }

  /** Adds a child where the schema has it. */
  add(parent: XmlElement, element: NewElement): void {
    this.#additions.add(parent, element.name, linesOf(element, 0));
  }

  edits(): Edit[] {
    return [...this.#edits, ...this.#additions.edits(this.#file)];
  }
}

interface Replacement {
  readonly span: Span;
  readonly newText: string;
}

function writeElement(change: ElementChange, tree: ProfileTree, additions: Additions): Replacement[] | undefined {
  const element = elementAt(change.kind === 'add-element' ? change.parent : change.at, tree);
  if (!element) return undefined;
  switch (change.kind) {
    case 'set-value':
      return setValue(element, change.text);
    case 'add-element':
      additions.add(element, change.element.name, linesOf(change.element, 0));
      return [];
    case 'replace-element':
      if (holdsMisplaced(element)) return undefined;
      return [withoutTags(element, laidOut(element, change.by, commentsIn(element)))];
    case 'remove-element':
      if (holdsMisplaced(element)) return undefined;
      return [{ span: removalOf(element), newText: '' }];
    case 'rename-element':
      return [element.nameSpan, element.endNameSpan].flatMap((span) => (span ? [{ span: localPart(element.source, span), newText: change.name }] : []));
    case 'move-element': {
      const target = elementAt(change.to, tree);
      if (!target) return undefined;
      additions.add(target, element.name, [{ depth: 0, text: reindented(element.source, element.span, childLayout(target).indent) }]);
      return [{ span: removalOf(element), newText: '' }];
    }
    case 'unwrap-element':
      return unwrap(element);
    case 'reorder-elements':
      return reorder(element);
    case 'sort-elements':
      return sort(
        element,
        change.order.flatMap((each) => elementAt(each, tree) ?? []),
      );
    case 'set-attribute':
      return setAttribute(element, change.name, change.value);
  }
}

function elementAt({ key }: Location, { root }: ProfileTree): XmlElement | undefined {
  const node = key === undefined ? undefined : root && nodeOfKey(root, key);
  return node && elementOf(node);
}

interface Addition {
  readonly order: number;
  readonly lines: readonly XmlLine[];
}

/** New children by where they go: several at one place become one edit. */
class Additions {
  readonly #places = new Map<XmlElement, Map<XmlElement | undefined, Addition[]>>();

  add(parent: XmlElement, name: string, lines: readonly XmlLine[]): void {
    const groups = this.#places.get(parent) ?? new Map<XmlElement | undefined, Addition[]>();
    this.#places.set(parent, groups);
    const after = siblingBefore(parent, name);
    const order = orderOf(parent, name) ?? Number.POSITIVE_INFINITY;
    groups.set(after, [...(groups.get(after) ?? []), { order, lines }]);
  }

  edits(file: SourceFile): Edit[] {
    return [...this.#places].flatMap(([parent, groups]) =>
      [...groups].map(([after, additions]) => {
        const lines = [...additions].sort((a, b) => a.order - b.order).flatMap((each) => each.lines);
        const { start, end, newText } = insertChildren(parent, after, lines);
        return { file, span: { start, end }, newText };
      }),
    );
  }
}

/** The last child that the schema has before an element of this name, or beside it; the last one where the schema does not tell. */
function siblingBefore(parent: XmlElement, name: string): XmlElement | undefined {
  const children = childElements(parent);
  const order = orderOf(parent, name);
  if (order === undefined) return children.at(-1);
  return children.findLast((each) => (orderOf(parent, each.name) ?? Number.POSITIVE_INFINITY) <= order);
}

function orderOf(parent: XmlElement, name: string): number | undefined {
  const path = [...pathOf(parent).slice(1).map(localName), localName(name)];
  return schemaOrder(path.join('/')) ?? eapOrder(path);
}

/** Elements as they stand in the place of another one, behind comments. */
function laidOut(place: XmlElement, elements: readonly NewElement[], comments: readonly string[]): string {
  const { parent } = place;
  const layout = parent && childLayout(parent);
  const lines = [...comments.map((text) => ({ depth: 0, text })), ...elements.flatMap((element) => linesOf(element, 0))];
  if (layout?.indent === undefined) return lines.map(({ text }) => text).join('');
  const { eol, indent, step } = layout;
  return lines.map(({ depth, text }) => step.repeat(depth) + text).join(eol + indent);
}

/** Whether a setting stands in an element that belongs elsewhere: it would be lost with what it does not belong to. */
function holdsMisplaced(element: XmlElement): boolean {
  if (profileElement(schemaPath(element))?.type !== 'container') return false;
  return childElements(element).some((child) =>
    profileElement(schemaPath(child))
      ? holdsMisplaced(child)
      : elementsNamed(localName(child.name)).some(({ path }) => elementName(path) === localName(child.name)),
  );
}

function schemaPath(element: XmlElement): string {
  return pathOf(element).slice(1).map(localName).join('/');
}

/** The comments in an element. What is written in its place keeps them, since they are nobody's to throw away. */
function commentsIn({ children, source }: XmlElement): string[] {
  return children.flatMap((node) => (node.kind === 'comment' ? [textOf(source, node.span)] : node.kind === 'element' ? commentsIn(node) : []));
}

function setValue(element: XmlElement, text: string): Replacement[] | undefined {
  if (element.selfClosing) {
    return [{ span: element.span, newText: `${openedTag(element)}${escapedText(text)}</${element.name}>` }];
  }
  const leaf = leafText(element);
  if (!leaf) return undefined;
  const inCData = element.children.some(({ kind }) => kind === 'cdata');
  if (inCData && text.includes(']]>')) return undefined;
  return [{ span: leaf.span, newText: inCData ? text : escapedText(text) }];
}

function localPart(source: string, span: Span): Span {
  const colon = source.slice(span.start, span.end).indexOf(':');
  return { start: span.start + colon + 1, end: span.end };
}

/** Removes an element's tags, so that its children and the comments between them stand in its place. */
function unwrap(element: XmlElement): Replacement[] | undefined {
  const { children, span, source } = element;
  const isBlank = (node: XmlNode): boolean => node.kind === 'text' && isBlankText(source, node.span);
  const kept = children.filter((node) => !isBlank(node));
  if (kept.some(({ kind }) => kind !== 'element' && kind !== 'comment')) return undefined;
  const [first] = kept;
  const last = kept.at(-1);
  if (!first || !last) return [{ span: removalOf(element), newText: '' }];
  const inner = { start: first.span.start, end: last.span.end };
  const indent = element.parent && childLayout(element.parent).indent;
  return [
    { span: { start: span.start, end: inner.start }, newText: '' },
    // Line by line, so that a child can be renamed at the same time.
    ...reindentation(source, inner, indent).map((place) => ({ span: place, newText: indent ?? '' })),
    { span: { start: inner.end, end: span.end }, newText: '' },
  ];
}

/** Everything below an element in the order of the schema, as one edit of no more than what changes. */
function reorder(root: XmlElement): Replacement[] | undefined {
  const newText = reordered(
    root,
    (element) => schemaOrder(schemaPath(element)),
    (element) => element === root || profileElement(schemaPath(element))?.type === 'container',
  );
  return newText === undefined ? undefined : [narrowed(root, newText)];
}

/** These child elements in this order, each in a place that one of them had. */
function sort(parent: XmlElement, order: readonly XmlElement[]): Replacement[] | undefined {
  const children = childElements(parent);
  const ranks = new Map(children.map((child, index) => [child, index]));
  const moved = new Set(order);
  const places = children.filter((child) => moved.has(child)).map((child) => ranks.get(child) ?? 0);
  if (places.length !== order.length) return undefined;
  for (const [index, child] of order.entries()) ranks.set(child, places[index] ?? 0);
  const newText = reordered(
    parent,
    (child) => ranks.get(child),
    (element) => element === parent,
  );
  return newText === undefined ? undefined : [narrowed(parent, newText)];
}

/** The replacement of an element's text, without what is the same at both ends. It parts neither CR LF nor a pair of surrogates. */
function narrowed({ source, span }: XmlElement, newText: string): Replacement {
  const oldText = source.slice(span.start, span.end);
  const most = Math.min(oldText.length, newText.length);
  let start = 0;
  while (start < most && oldText[start] === newText[start]) start++;
  while (start > 0 && (isWithin(oldText, start) || isWithin(newText, start))) start--;
  let end = 0;
  while (end < most - start && oldText.at(-1 - end) === newText.at(-1 - end)) end++;
  while (end > 0 && (isWithin(oldText, oldText.length - end) || isWithin(newText, newText.length - end))) end--;
  return { span: { start: span.start + start, end: span.end - end }, newText: newText.slice(start, newText.length - end) };
}

/** The replacement of an element's text, without its tags where the new text has the same. */
function withoutTags({ source, span, content }: XmlElement, newText: string): Replacement {
  const open = source.slice(span.start, content.start);
  const close = source.slice(content.end, span.end);
  const isSame = close !== '' && newText.startsWith(open) && newText.endsWith(close) && newText.length >= open.length + close.length;
  return isSame ? { span: content, newText: newText.slice(open.length, newText.length - close.length) } : { span, newText };
}

/** Whether an offset lies between two code units that belong together. */
function isWithin(text: string, offset: number): boolean {
  return /^(\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/.test(text.slice(offset - 1, offset + 1));
}

function setAttribute(element: XmlElement, name: string, value: string | undefined): Replacement[] {
  const known = element.attributes.find((attribute) => attribute.name === name);
  if (value === undefined) {
    if (!known) return [];
    const { length } = element.source.slice(0, known.nameSpan.start).trimEnd();
    return [{ span: { start: length, end: known.valueSpan.end + 1 }, newText: '' }];
  }
  if (known) return [{ span: known.valueSpan, newText: escapedAttribute(value) }];
  return [{ span: { start: element.nameSpan.end, end: element.nameSpan.end }, newText: ` ${name}="${escapedAttribute(value)}"` }];
}
