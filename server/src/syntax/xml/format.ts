import { endOfLine, indentationBefore, lineStart, textStart } from '../../core/lines.ts';
import { textOf, type Span } from '../../core/span.ts';
import { isBlankText } from './characters.ts';
import type { XmlDocument, XmlElement, XmlNode } from './tree.ts';

/** How a document is to be laid out. */
export interface XmlLayout {
  /** What one level of indentation adds. */
  readonly unit: string;
  /** Only lines that this touches; the whole document without it. */
  readonly range?: Span;
  /** Whether everything within an element stays as it is. */
  readonly isFixed?: (element: XmlElement) => boolean;
}

/**
 * The edits that put each element, comment and instruction that stands between tags on a line of its own, in the
 * indentation of its depth. Only white space between tags changes: texts, values, comments and tags stay as they are, and
 * so does everything in an element with text of its own or `xml:space="preserve"`. A comment stays on the line of what it
 * stands behind or in front of. One empty line is kept where there are any.
 * @returns `undefined` for a document with problems, or with a document type, which may give white space a meaning.
 */
export function formatXml(document: XmlDocument, layout: XmlLayout): { readonly span: Span; readonly newText: string }[] | undefined {
  if (document.problems.length > 0 || document.children.some(({ kind }) => kind === 'doctype')) return undefined;
  const formatter = new Formatter(document.text, layout);
  formatter.children(document.children, { start: textStart(document.text), end: document.text.length }, undefined);
  return formatter.edits;
}

class Formatter {
  readonly edits: { span: Span; newText: string }[] = [];
  readonly #text: string;
  readonly #eol: string;
  readonly #layout: XmlLayout;
  readonly #range: Span;

  constructor(text: string, layout: XmlLayout) {
    this.#text = text;
    this.#eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
    this.#layout = layout;
    const range = layout.range ?? { start: 0, end: text.length };
    this.#range = { start: lineStart(text, range.start), end: range.start === range.end ? endOfLine(text, range.end) : range.end };
  }

  /** Lays out the nodes that fill a span between two tags, the outer one at an indentation; at the top there is no tag. */
  children(nodes: readonly XmlNode[], within: Span, outer: string | undefined): void {
    const indent = outer === undefined ? '' : outer + this.#layout.unit;
    const solid = nodes.filter(({ kind }) => kind !== 'text');
    let at = within.start;
    for (const [index, node] of solid.entries()) {
      const gap = { start: at, end: node.span.start };
      if (!this.#keepsLine(solid, index, gap)) this.#lay(gap, indent, outer === undefined && index === 0 ? '' : this.#eol);
      at = node.span.end;
      if (node.kind === 'element' && isLayout(node) && this.#layout.isFixed?.(node) !== true)
        this.children(node.children, node.content, this.#indentOf(node, indent));
    }
    // What follows the last node of a document leads nowhere.
    if (outer !== undefined) this.#lay({ start: at, end: within.end }, outer, this.#eol);
  }

  /** The indentation that an element has once it is laid out: its own where its line is not. */
  #indentOf({ span }: XmlElement, wanted: string): string {
    return this.#isMeant(span.start) ? wanted : (indentationBefore(this.#text, span.start) ?? wanted);
  }

  /** Whether a node stays on the line of the one before it: a comment behind something, or what stands behind a comment. */
  #keepsLine(nodes: readonly XmlNode[], index: number, gap: Span): boolean {
    if (this.#breaks(gap)) return false;
    if (nodes[index - 1]?.kind === 'comment') return true;
    for (let next = index; nodes[next]?.kind === 'comment'; next++) {
      const end = nodes[next]?.span.end ?? 0;
      const after = nodes[next + 1];
      if (after ? this.#breaks({ start: end, end: after.span.start }) : this.#text.slice(end, endOfLine(this.#text, end)).trim() === '') return true;
    }
    return false;
  }

  #breaks(gap: Span): boolean {
    return /[\r\n]/.test(textOf(this.#text, gap));
  }

  /** Makes a gap between two tags its line ends, or `newline` where it has none, and an indentation. */
  #lay(gap: Span, indent: string, newline: string): void {
    if (!this.#isMeant(gap.end)) return;
    const old = textOf(this.#text, gap);
    const own = old.match(/\r\n|\r|\n/g);
    const newText = (own?.slice(0, 2).join('') ?? newline) + indent;
    if (newText !== old) this.edits.push({ span: gap, newText });
  }

  #isMeant(offset: number): boolean {
    return this.#layout.range === undefined || (this.#range.start <= offset && offset < this.#range.end);
  }
}

/** Whether white space in an element is layout: it has child elements, and no text beside them. */
function isLayout(element: XmlElement): boolean {
  if (element.selfClosing || element.attributes.some(({ name, value }) => name === 'xml:space' && value === 'preserve')) return false;
  return (
    element.children.some(({ kind }) => kind === 'element') &&
    element.children.every(
      (node) =>
        node.kind === 'element' || node.kind === 'comment' || node.kind === 'instruction' || (node.kind === 'text' && isBlankText(element.source, node.span)),
    )
  );
}
