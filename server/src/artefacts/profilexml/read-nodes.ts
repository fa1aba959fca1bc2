import { encloses, type Span } from '../../core/span.ts';
import { profileElement } from '../../knowledge/profile-xml.ts';
import type { Anchors } from '../../model/facts.ts';
import type { Field } from '../../model/profile/field.ts';
import type { ProfileNode } from '../../model/profile/node.ts';
import { leafText } from '../../syntax/xml/leaf-text.ts';
import { childElements, isComplete, localName } from '../../syntax/xml/navigate.ts';
import type { XmlDocument, XmlElement } from '../../syntax/xml/tree.ts';

/** A profile's elements as nodes, and the way back from a node's key to its element. */
export interface ReadNodes {
  readonly root: ProfileNode;
  readonly elements: ReadonlyMap<string, XmlElement>;
  /** Whether a deployment tool or script puts something in where elements stand: it may be elements. */
  readonly fillsIn: boolean;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads every element from the root down. */
export function readNodes(document: XmlDocument, root: XmlElement, anchors: Anchors): ReadNodes {
  const reader = new NodeReader(document, anchors);
  const node = reader.read(root, root.name, '', undefined);
  return { root: node, elements: reader.elements, fillsIn: reader.fillsIn };
}

class NodeReader {
  readonly elements = new Map<string, XmlElement>();
  fillsIn = false;
  readonly #anchors: Anchors;
  readonly #problems: readonly Span[];

  constructor({ problems }: XmlDocument, anchors: Anchors) {
    this.#anchors = anchors;
    this.#problems = problems.map(({ span }) => span);
  }

  read(element: XmlElement, key: string, path: string, parent: ProfileNode | undefined): ProfileNode {
    this.elements.set(key, element);
    const isFree = parent?.foreign === true || parent?.element?.type === 'foreign';
    const row = isFree ? undefined : profileElement(path);
    const children: ProfileNode[] = [];
    const node: Writable<ProfileNode> = {
      name: localName(element.name),
      at: this.#anchors.at(element.nameSpan, key),
      path,
      ...(row && { element: row }),
      ...(parent && { parent }),
      children,
      value: { state: 'absent' },
      complete: isComplete(element) && !this.#problems.some((span) => encloses(element.span, span)),
      foreign: isFree,
      namespace: namespaceOf(element, parent),
      attributes: element.attributes.map(({ name, value, valueSpan }) => ({
        name,
        written: { value, text: element.source.slice(valueSpan.start, valueSpan.end), at: this.#anchors.at(valueSpan, `${key}/@${name}`) },
      })),
    };
    const counts = new Map<string, number>();
    for (const child of childElements(element)) {
      const count = (counts.get(child.name) ?? 0) + 1;
      counts.set(child.name, count);
      const name = localName(child.name);
      children.push(this.read(child, `${key}/${child.name}${count > 1 ? `[${count}]` : ''}`, path === '' ? name : `${path}/${name}`, node));
    }
    node.value = this.#value(element, key);
    if (holdsPlaceholder(element)) {
      node.complete = false;
      this.fillsIn ||= row?.type === 'container';
    }
    return node;
  }

  #value(element: XmlElement, key: string): Field {
    const leaf = leafText(element);
    if (!leaf) return { state: 'unread', at: this.#anchors.at(element.nameSpan, key) };
    const at = this.#anchors.at(leaf.span, `${key}/#text`);
    if (!element.closed || isPlaceholder(leaf.value)) return { state: 'unread', at };
    return leaf.value === '' ? { state: 'empty', at } : { state: 'known', written: { value: leaf.value, text: leaf.raw, at } };
  }
}

function namespaceOf(element: XmlElement, parent: ProfileNode | undefined): string {
  const colon = element.name.indexOf(':');
  const declared = colon < 0 ? 'xmlns' : `xmlns:${element.name.slice(0, colon)}`;
  for (let at: XmlElement | undefined = element; at; at = at.parent) {
    const attribute = at.attributes.find(({ name }) => name === declared);
    if (attribute) return attribute.value;
    // Without a prefix the element around it has already been asked.
    if (colon < 0) return parent?.namespace ?? '';
  }
  return '';
}

/** Whether something between an element's children is filled in later. A stray `>` is none. */
function holdsPlaceholder({ children, source }: XmlElement): boolean {
  return children.some(({ kind, span }) => kind === 'text' && /[$%{}[\]@]|__/.test(source.slice(span.start, span.end)));
}

/** Templates write `$Server`, `%SERVER%`, `{{server}}`, `[server]`, `<server>`, `__SERVER__` where a value will stand. */
export function isPlaceholder(text: string): boolean {
  return /[$%{}[\]<>@]|__/.test(text);
}
