import type { Span } from '../../core/span.ts';
import { isBlankText } from './characters.ts';
import { elementAt } from './navigate.ts';
import { parseXml } from './parse.ts';
import type { XmlDocument, XmlElement, XmlNode } from './tree.ts';

/** What somebody is about to write at an offset between the tags of an element. */
export interface Typing {
  readonly kind: 'start tag' | 'end tag' | 'text';
  /** The name or word in front of the offset, without brackets; may be empty. */
  readonly name: string;
  /** What has been written of it: from its `<` or its first letter to what surely belongs to it behind the offset. */
  readonly span: Span;
  /**
   * The innermost element around it, in the document as it is without it. A half-written tag pulls what follows out of
   * shape; taken away, the rest most often is as it should be. Up to `span.start` both texts are the same.
   */
  readonly element: XmlElement;
}

const NAME_REST = /[\w:.-]*/y;
/** The rest of a tag that has its bracket. */
const TAG_REST = /[\w:.-]*[ \t]*>/y;

/**
 * What is being typed at an offset; `undefined` where no tag and no text can be: in a comment, in a tag behind its name,
 * in the name of a tag that is as it should be, outside of the root element.
 * @param continues whether the name of a start tag may be this, with what stands behind the offset; else that is text.
 */
export function typingAt(document: XmlDocument, offset: number, continues: (name: string) => boolean): Typing | undefined {
  const { text } = document;
  const [, less = '', name = ''] = /(<\/?|(?<![\w:.-]))([\w:.-]*)$/.exec(text.slice(Math.max(0, offset - 200), offset)) ?? [];
  const start = offset - name.length - less.length;
  const kind = less === '<' ? 'start tag' : less === '</' ? 'end tag' : 'text';
  const end = kind === 'text' ? endOfWord(text, start, offset) : endOfTag(document, kind, name, start, offset, continues);
  if (end === undefined) return undefined;
  const span = { start, end };
  const without = start === end ? document : parseXml(text.slice(0, start) + text.slice(end));
  const element = elementAt(without, start);
  return element && isContent(element, start, kind) ? { kind, name, span, element } : undefined;
}

/** A word stands by itself, and the cursor behind it. */
function endOfWord(text: string, start: number, offset: number): number | undefined {
  return /^[\w:.-]/.test(text.slice(offset, offset + 1)) || !/^[\s>]?$/.test(text.slice(Math.max(0, start - 1), start)) ? undefined : offset;
}

function endOfTag(
  document: XmlDocument,
  kind: 'start tag' | 'end tag',
  name: string,
  start: number,
  offset: number,
  continues: (name: string) => boolean,
): number | undefined {
  const { text } = document;
  if (/^[/!?]/.test(text.slice(offset, offset + 1))) return undefined;
  const around = elementAt(document, start + 1);
  const rest = match(NAME_REST, text, offset);
  const whole = match(TAG_REST, text, offset);
  if (
    around?.closeTag?.start === start &&
    (kind === 'start tag' || around.name === text.slice(start + 2, offset + rest.length)) &&
    isTerminated(text, around.closeTag)
  )
    return undefined;
  if (kind === 'start tag' && around?.span.start === start && isTerminated(text, around.openTag)) {
    // It is there. Only where nothing has come of it yet is it still being written.
    const isEmpty = !around.closed && around.children.every((node) => node.kind === 'text' && isBlankText(text, node.span));
    return isEmpty && whole !== '' ? offset + whole.length : undefined;
  }
  if (whole !== '') return offset + whole.length;
  const isName = kind === 'start tag' ? continues(name + rest) : text.includes(`<${name}${rest}`);
  return isName ? offset + rest.length : offset;
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function isTerminated(text: string, tag: Span): boolean {
  return text[tag.end - 1] === '>';
}

/** Whether an offset is between the tags of an element and in nothing else. */
function isContent(element: XmlElement, at: number, kind: Typing['kind']): boolean {
  const { source, openTag, content, selfClosing, children } = element;
  if (selfClosing || at < content.start || at > content.end) return false;
  // Behind the name of a tag without bracket an attribute may follow as well.
  const isAttribute = (tag: Span): boolean => kind === 'text' && tag.end <= at && isBlankText(source, { start: tag.end, end: at });
  if (!isTerminated(source, openTag) && isAttribute(openTag)) return false;
  return children.every((node) => node.kind === 'element' || node.kind === 'text' || !(isWithin(node, at) || (isBrokenTag(node) && isAttribute(node.span))));
}

function isBrokenTag(node: XmlNode): boolean {
  return node.kind === 'broken' && (node.of === 'start tag' || node.of === 'end tag');
}

/** What has no end goes on at its end. */
function isWithin(node: XmlNode, at: number): boolean {
  const { start, end } = node.span;
  return start < at && (at < end || (at === end && node.kind === 'broken' && !isBrokenTag(node)));
}

/**
 * The element whose end tag would be written at an offset in another one; `undefined` where all that could be meant have
 * theirs. Of several elements of one name the end tag that is there counts for the innermost, though another may lack its own.
 */
export function unclosedAt(element: XmlElement, at: number, kind: Typing['kind']): XmlElement | undefined {
  const found = lastOpen(element, at);
  // Something else than its end tag is as likely on another line.
  if (kind !== 'end tag' && found !== element && found.source.slice(found.span.end, at).includes('\n')) return undefined;
  for (let each: XmlElement | undefined = found; each; each = each.parent) if (!each.closed) return each.name === found.name ? found : undefined;
  return undefined;
}

/** The innermost element that ended for want of anything more in it, and would go on if its end tag stood here. */
function lastOpen(element: XmlElement, at: number): XmlElement {
  const last = element.children.findLast((node): node is XmlElement => node.kind === 'element' && node.span.end <= at);
  return last && !last.closed && isBlankText(element.source, { start: last.span.end, end: at }) ? lastOpen(last, at) : element;
}
