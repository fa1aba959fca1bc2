import type { OffsetMap } from '../../core/offset-map.ts';
import { type Bone, childrenOf, placeOf } from './skeleton.ts';
import type { EndTag, StartTag, Token } from './token.ts';
import type { XmlElement, XmlNode } from './tree.ts';

/**
 * Puts the tokens onto the skeleton: the parser says which element lies in which, the tokens what stands where.
 * @param map where the skeleton's offsets are in the text of the tokens.
 * @throws Error when the two disagree.
 */
export function buildTree(text: string, skeleton: readonly Bone[], tokens: readonly Token[], map: OffsetMap): XmlNode[] {
  const builder = new Builder(text, tokens, map);
  const children: XmlNode[] = [];
  builder.addElements(skeleton, undefined, children);
  builder.addOthers(children, Infinity);
  builder.expectEnd();
  return children;
}

/**
 * The tree of a document whose tags nest and are sound: there the tokens alone say which element lies in which.
 * @throws Error when a tag closes nothing or something else.
 */
export function buildNested(text: string, tokens: readonly Token[]): XmlNode[] {
  const top: XmlNode[] = [];
  const open: Open[] = [];
  for (const token of tokens) {
    const around = open.at(-1);
    const children = around?.children ?? top;
    if (token.kind === 'start') {
      if (token.selfClosing) children.push(selfClosed(text, token, around?.element));
      else {
        const inner: XmlNode[] = [];
        const element = elementOf(text, token, inner, around?.element);
        children.push(element);
        open.push({ element, children: inner });
      }
    } else if (token.kind === 'end') {
      const closed = open.pop();
      if (closed?.element.name !== token.name) throw disagreement(token.span.start);
      close(closed.element, token);
    } else children.push(token);
  }
  if (open.length > 0) throw disagreement(text.length);
  return top;
}

interface Open {
  readonly element: Building;
  readonly children: XmlNode[];
}

type Building = { -readonly [Key in keyof XmlElement]: XmlElement[Key] };

class Builder {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #map: OffsetMap;
  #next = 0;
  /** What is left of a text token after an element without end tag ended within it. */
  #rest: Token | undefined;

  constructor(text: string, tokens: readonly Token[], map: OffsetMap) {
    this.#text = text;
    this.#tokens = tokens;
    this.#map = map;
  }

  /** Recursion is safe: no element of a skeleton lies deeper than `MAX_DEPTH`. */
  addElements(bones: readonly Bone[], parent: XmlElement | undefined, children: XmlNode[]): void {
    for (const bone of bones) {
      const place = placeOf(bone);
      if (place === undefined) continue;
      const start = this.#outer(place.start);
      this.addOthers(children, start);
      const token = this.#take();
      if (token?.kind !== 'start' || token.span.start !== start) throw disagreement(start);
      children.push(token.selfClosing ? selfClosed(this.#text, token, parent) : this.#element(token, bone, this.#outer(place.end), parent));
    }
  }

  #element(tag: StartTag, bone: Bone, end: number, parent: XmlElement | undefined): XmlElement {
    const children: XmlNode[] = [];
    const element = elementOf(this.#text, tag, children, parent);
    this.addElements(childrenOf(bone), element, children);
    this.addOthers(children, end);
    const token = this.#peek();
    if (token?.kind === 'end' && token.span.start < end) {
      this.#take();
      close(element, token);
    } else {
      element.span = { start: tag.span.start, end };
      element.content = { start: tag.span.end, end };
    }
    return element;
  }

  /** Adds everything that starts before `limit` and is no tag; text that goes on beyond it is cut there. */
  addOthers(children: XmlNode[], limit: number): void {
    for (let token = this.#peek(); token !== undefined && token.span.start < limit; token = this.#peek()) {
      if (token.kind === 'start' || token.kind === 'end') return;
      if (token.kind === 'text' && token.span.end > limit) {
        children.push({ kind: 'text', span: { start: token.span.start, end: limit } });
        this.#rest = { kind: 'text', span: { start: limit, end: token.span.end } };
        return;
      }
      this.#take();
      children.push(token);
    }
  }

  expectEnd(): void {
    const token = this.#peek();
    if (token !== undefined) throw disagreement(token.span.start);
  }

  #peek(): Token | undefined {
    return this.#rest ?? this.#tokens[this.#next];
  }

  #take(): Token | undefined {
    const token = this.#peek();
    this.#rest = undefined;
    this.#next++;
    return token;
  }

  #outer(offset: number): number {
    return this.#map.toOuter(offset);
  }
}

function elementOf(source: string, tag: StartTag, children: readonly XmlNode[], parent: XmlElement | undefined): Building {
  const { name, nameSpan, span, attributes, selfClosing } = tag;
  return {
    kind: 'element',
    source,
    name,
    nameSpan,
    endNameSpan: undefined,
    span,
    openTag: span,
    closeTag: undefined,
    content: span,
    selfClosing,
    closed: selfClosing,
    attributes,
    children,
    parent,
  };
}

function selfClosed(source: string, tag: StartTag, parent: XmlElement | undefined): XmlElement {
  const element = elementOf(source, tag, [], parent);
  const end = source.lastIndexOf('/', tag.span.end);
  element.content = { start: end, end };
  return element;
}

function close(element: Building, tag: EndTag): void {
  element.closed = true;
  element.span = { start: element.openTag.start, end: tag.span.end };
  element.content = { start: element.openTag.end, end: tag.span.start };
  element.closeTag = tag.span;
  element.endNameSpan = tag.nameSpan;
}

function disagreement(offset: number): Error {
  return new Error(`The parser and the scanner disagree at offset ${offset}.`);
}
