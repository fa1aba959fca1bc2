import { indentationBefore } from '../../core/lines.ts';
import { resemble } from './resemble.ts';
import type { StartTag, Token } from './token.ts';

/** An element whose start tag has been seen and whose end is being looked for. */
export class OpenElement {
  readonly tag: StartTag;
  /** Behind the last thing in the element that is not white space. */
  contentEnd: number;
  /** Whether no end tag of its name belongs to it. */
  readonly lacksEndTag: boolean;
  #hasText = false;
  #hasChild = false;
  #firstChild: string | undefined;
  #indentation: number | undefined | null = null;

  constructor(tag: StartTag, lacksEndTag: boolean) {
    this.tag = tag;
    this.lacksEndTag = lacksEndTag;
    this.contentEnd = tag.span.end;
  }

  addText(end: number): void {
    this.#hasText = true;
    this.contentEnd = end;
  }

  /** @param name of a child that begins here; absent where one ends. */
  addChild(end: number, name?: string): void {
    this.#hasChild = true;
    this.#firstChild ??= name;
    this.contentEnd = end;
  }

  /** Broken pieces count as content of neither kind. */
  extendTo(end: number): void {
    this.contentEnd = end;
  }

  /** A leaf is a leaf: text beside elements does not occur in the documents we read. */
  get isLeafWithText(): boolean {
    return this.#hasText && !this.#hasChild;
  }

  /**
   * Whether an element without end tag ends before the start tag: it holds text, so nothing else can follow in it; or
   * the next of its kind begins; or the tag is indented like a sibling in a document that indents children.
   */
  endsBefore(next: StartTag, parent: OpenElement | undefined, text: string): boolean {
    if (!this.lacksEndTag) return false;
    if (this.isLeafWithText || this.tag.name === next.name) return true;
    const own = this.indentation(text);
    if (own === undefined || !this.isIndented(parent, text)) return false;
    const following = depthOf(text, next.span.start);
    return following !== undefined && following <= own;
  }

  /** Whether it stands deeper than its parent on a line of its own, so that the layout tells where it ends. */
  isIndented(parent: OpenElement | undefined, text: string): boolean {
    const own = this.indentation(text);
    const around = parent?.indentation(text);
    return own !== undefined && around !== undefined && own > around;
  }

  /**
   * Whether a start tag of the element's own name was meant for its end tag: it stands behind text or children and has no
   * attributes, and what follows it does not look like its content.
   * @param following the next tag or text that is not white space; absent at the end of the document.
   */
  isMeantByStart(tag: StartTag, following: Token | undefined, text: string): boolean {
    if (!this.lacksEndTag || tag.name !== this.tag.name || tag.selfClosing || tag.attributes.length > 0) return false;
    if (!this.#hasText && !this.#hasChild) return false;
    if (following === undefined || this.isLeafWithText) return following?.kind !== 'text';
    if (following.kind === 'end') return following.name.toLowerCase() !== tag.name.toLowerCase();
    if (following.kind !== 'start' || following.name === this.#firstChild) return false;
    const own = depthOf(text, tag.span.start);
    const next = depthOf(text, following.span.start);
    return own === undefined || next === undefined || next <= own;
  }

  /** Whether an end tag that closes nothing else must have been meant for this element, which lacks its own. */
  isMeantBy(name: string): boolean {
    return this.lacksEndTag && (!this.#hasChild || resemble(this.tag.name, name));
  }

  /** What to put before its end tag: the line end and indentation of its start tag, where it has child elements. */
  lineBreak(text: string): string {
    const { start } = this.tag.span;
    const indentation = this.#hasChild ? this.indentation(text) : undefined;
    if (indentation === undefined || indentation === start) return '';
    const newline = text.slice(start - indentation - 2, start - indentation) === '\r\n' ? 2 : 1;
    return text.slice(start - indentation - newline, start);
  }

  /** How far the start tag is indented; `undefined` when something stands before it on its line. */
  indentation(text: string): number | undefined {
    if (this.#indentation === null) this.#indentation = depthOf(text, this.tag.span.start);
    return this.#indentation;
  }
}

function depthOf(text: string, offset: number): number | undefined {
  return indentationBefore(text, offset)?.length;
}
