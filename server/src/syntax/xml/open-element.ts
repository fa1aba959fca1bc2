import { CR, isBlank, LF } from './characters.ts';
import type { StartTag } from './token.ts';

/** An element whose start tag has been seen and whose end is being looked for. */
export class OpenElement {
  readonly tag: StartTag;
  /** Behind the last thing in the element that is not white space. */
  contentEnd: number;
  /** Whether no end tag of its name belongs to it. */
  readonly lacksEndTag: boolean;
  #hasText = false;
  #hasChild = false;
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

  addChild(end: number): void {
    this.#hasChild = true;
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
    const around = parent?.indentation(text);
    if (own === undefined || around === undefined || own <= around) return false;
    const following = indentationAt(text, next.span.start);
    return following !== undefined && following <= own;
  }

  /** Whether an end tag that closes nothing else must have been meant for this element, which lacks its own. */
  isMeantBy(name: string): boolean {
    return this.lacksEndTag && (!this.#hasChild || resemble(this.tag.name.toLowerCase(), name.toLowerCase()));
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
    if (this.#indentation === null) this.#indentation = indentationAt(text, this.tag.span.start);
    return this.#indentation;
  }
}

function indentationAt(text: string, offset: number): number | undefined {
  let at = offset;
  while (at > 0) {
    const code = text.charCodeAt(at - 1);
    if (code === LF || code === CR) break;
    if (!isBlank(code)) return undefined;
    at--;
  }
  return offset - at;
}

/** Whether two names differ by about one slip: they agree from both ends over at least half of the longer one. */
function resemble(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return 2 * (start + end) >= Math.max(a.length, b.length);
}
