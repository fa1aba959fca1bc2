import type { Location, SourceFile } from '../../core/source-file.ts';
import { spansInside, type SpansInside } from '../../core/spans-inside.ts';
import type { Span } from '../../core/span.ts';
import { childElement, PROFILE_ROOT, type ProfileElement } from '../../knowledge/profile-xml.ts';
import type { Field } from '../../model/profile/field.ts';
import { ownNodes, type ProfileNode } from '../../model/profile/node.ts';
import { leafText } from '../../syntax/xml/leaf-text.ts';
import { childElements, isComplete, localName } from '../../syntax/xml/navigate.ts';
import type { XmlDocument, XmlElement } from '../../syntax/xml/tree.ts';

/** A profile's root element as a node. What is below is read when it is asked for: most of it never is. */
export function readRoot(file: SourceFile, { problems }: XmlDocument, root: XmlElement): ProfileNode {
  const document: NodeDocument = { file, problems: spansInside(problems.map(({ span }) => span)) };
  return new ElementNode(document, root, undefined, root.name, localName(root.name), PROFILE_ROOT, false);
}

/** The element that a node stands for. */
export function elementOf(node: ProfileNode): XmlElement | undefined {
  return node instanceof ElementNode ? node.xml : undefined;
}

/** Where the place of a key stands in a profile: an element's name, its text (`…/#text`) or an attribute's value (`…/@name`). */
export function placeOfKey(root: ProfileNode, key: string): Span | undefined {
  const [own, detail] = key.split(/\/(?=[#@])/);
  const node = own === undefined ? undefined : nodeOfKey(root, own);
  if (!node) return undefined;
  if (detail === undefined) return node.at.span;
  if (detail.startsWith('@')) return node.attributes.find(({ name }) => name === detail.slice(1))?.written.at.span;
  const { value } = node;
  return value.state === 'known' ? value.written.at.span : value.state === 'absent' ? undefined : value.at?.span;
}

/** The node that a key names; `undefined` when the document has none. */
export function nodeOfKey(root: ProfileNode, key: string): ProfileNode | undefined {
  const [first, ...rest] = key.split('/');
  let node: ProfileNode | undefined = first === root.at.key ? root : undefined;
  for (const step of rest) {
    const wanted: string = node ? `${node.at.key ?? ''}/${step}` : '';
    node = node && childOfKey(node, wanted);
  }
  return node;
}

function childOfKey(node: ProfileNode, key: string): ProfileNode | undefined {
  return node instanceof ElementNode ? node.childOfKey(key) : node.children.find((child) => child.at.key === key);
}

interface NodeDocument {
  readonly file: SourceFile;
  readonly problems: SpansInside;
}

/** So many children are looked through for a name; of more there is a table. */
const FEW = 16;

class ElementNode implements ProfileNode {
  readonly xml: XmlElement;
  readonly name: string;
  readonly element?: ProfileElement;
  readonly parent?: ProfileNode;
  readonly foreign: boolean;
  readonly #document: NodeDocument;
  readonly #key: string;
  #path: string | undefined;
  #at: Location | undefined;
  #children: readonly ProfileNode[] | undefined;
  #byName: Map<string, ProfileNode> | undefined;
  #byKey: Map<string | undefined, ProfileNode> | undefined;
  #value: Field | undefined;
  #complete: boolean | undefined;
  #namespace: string | undefined;
  #strays: ReadonlySet<string> | undefined;
  #attributes: ProfileNode['attributes'] | undefined;

  constructor(
    document: NodeDocument,
    xml: XmlElement,
    parent: ProfileNode | undefined,
    key: string,
    name: string,
    row: ProfileElement | undefined,
    foreign: boolean,
  ) {
    this.#document = document;
    this.#key = key;
    this.xml = xml;
    this.name = name;
    this.foreign = foreign;
    if (row) this.element = row;
    if (parent) this.parent = parent;
  }

  get path(): string {
    this.#path ??= this.element?.path ?? (this.parent === undefined ? '' : this.parent.path === '' ? this.name : `${this.parent.path}/${this.name}`);
    return this.#path;
  }

  get at(): Location {
    this.#at ??= { file: this.#document.file, span: this.xml.nameSpan, key: this.#key };
    return this.#at;
  }

  get children(): readonly ProfileNode[] {
    this.#children ??= this.#readChildren();
    return this.#children;
  }

  childNamed(name: string): ProfileNode | undefined {
    // The hottest place of all: no closure, no iterator.
    const { children } = this;
    if (children.length > FEW) return (this.#byName ??= firstByName(children)).get(name);
    // eslint-disable-next-line @typescript-eslint/prefer-for-of
    for (let index = 0; index < children.length; index++) if (children[index]?.name === name) return children[index];
    return undefined;
  }

  childOfKey(key: string): ProfileNode | undefined {
    const { children } = this;
    if (children.length <= FEW) return children.find((child) => child.at.key === key);
    this.#byKey ??= new Map(children.map((child) => [child.at.key, child]));
    return this.#byKey.get(key);
  }

  get value(): Field {
    this.#value ??= this.#readValue();
    return this.#value;
  }

  get complete(): boolean {
    this.#complete ??= this.#isIntact() && !this.#isFilledInLater();
    return this.#complete;
  }

  get namespace(): string {
    this.#namespace ??= namespaceOf(this.xml, this.parent);
    return this.#namespace;
  }

  get strays(): ReadonlySet<string> {
    this.#strays ??= new Set(ownNodes(this).flatMap(({ element, name }) => (element ? [] : name.toLowerCase())));
    return this.#strays;
  }

  get attributes(): ProfileNode['attributes'] {
    this.#attributes ??= this.xml.attributes.map(({ name, value, valueSpan }) => ({
      name,
      written: { value, text: this.xml.source.slice(valueSpan.start, valueSpan.end), at: this.#place(valueSpan, `@${name}`) },
    }));
    return this.#attributes;
  }

  /** Whether the whole content of a container is a text, such as `{{Routes}}`, which something else turns into elements. */
  #isFilledInLater(): boolean {
    const type = this.element?.type;
    if (type === 'container') return isPlaceholder(leafText(this.xml)?.value ?? '');
    return (type === 'foreign' || type === undefined) && holdsPlaceholder(this.xml);
  }

  #readChildren(): ProfileNode[] {
    const foreign = this.foreign || this.element?.type === 'foreign';
    const elements = childElements(this.xml);
    const counts = elements.length > 1 ? new Map<string, number>() : undefined;
    return elements.map((xml) => {
      const count = (counts?.get(xml.name) ?? 0) + 1;
      counts?.set(xml.name, count);
      const name = localName(xml.name);
      const row = this.element && !foreign ? childElement(this.element, name) : undefined;
      const step = count > 1 ? `${xml.name}[${count}]` : xml.name;
      return new ElementNode(this.#document, xml, this, `${this.#key}/${step}`, name, row, foreign);
    });
  }

  /** Whether nothing in it is broken. */
  #isIntact(): boolean {
    return isComplete(this.xml) && !this.#document.problems(this.xml.span);
  }

  #readValue(): Field {
    const leaf = leafText(this.xml);
    if (!leaf) return { state: 'unread', at: this.at };
    const at = this.#place(leaf.span, '#text');
    if (!this.#isIntact() || isPlaceholder(leaf.value)) return { state: 'unread', at };
    return leaf.value === '' ? { state: 'empty', at } : { state: 'known', written: { value: leaf.value, text: leaf.raw, at } };
  }

  #place(span: Span, detail: string): Location {
    return { file: this.#document.file, span, key: `${this.#key}/${detail}` };
  }
}

function firstByName(children: readonly ProfileNode[]): Map<string, ProfileNode> {
  const found = new Map<string, ProfileNode>();
  for (const child of children) if (!found.has(child.name)) found.set(child.name, child);
  return found;
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
export function holdsPlaceholder({ children, source }: XmlElement): boolean {
  return children.some(({ kind, span }) => kind === 'text' && /[$%{}[\]@]|__/.test(source.slice(span.start, span.end)));
}

/**
 * Templates write `$Server`, `%SERVER%`, `{{server}}`, `[server]`, `<server>`, `__SERVER__` where a value will stand; some
 * mark both ends, as in `#SERVER#`, and some say it in words, as in `YOUR-SERVER`.
 */
function isPlaceholder(text: string): boolean {
  return /[$%{}[\]<>@«»]|__/.test(text) || /^([#!|~])\S.*\1$/s.test(text) || /(?<![A-Za-z])(?:YOUR|REPLACE|INSERT|CHANGE)[-_, ]|PLACEHOLDER/.test(text);
}
