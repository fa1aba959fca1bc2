import { endOfLine } from '../../core/lines.ts';
import { textOf } from '../../core/span.ts';
import { isBlankText } from './characters.ts';
import type { XmlElement, XmlNode } from './tree.ts';

/** A child element with the comments in front of it, which move along. */
interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly element: XmlElement;
}

/**
 * The text of an element with the child elements of it, and of all below it, in another order. White space between
 * children stays where it is, so that the layout is the same. A comment stays in front of the element that it precedes,
 * or behind the one at whose line's end it stands.
 * @param rank tells the place of an element among its siblings; the same rank keeps the order. `undefined` for an element
 * that has none and follows the one before it.
 * @param isOpen whether the children of an element take part
 * @returns `undefined` where text beside elements or broken markup leaves no certain order.
 */
export function reordered(
  element: XmlElement,
  rank: (element: XmlElement) => number | undefined,
  isOpen: (element: XmlElement) => boolean,
): string | undefined {
  const { source, span } = element;
  if (!isOpen(element)) return textOf(source, span);
  const chunks = chunksOf(element);
  if (!chunks) return undefined;
  let last = -1;
  const ranked = chunks.map((chunk) => ({ chunk, rank: (last = rank(chunk.element) ?? last) }));
  const sorted = [...ranked].sort((a, b) => a.rank - b.rank);
  let text = '';
  let at = span.start;
  for (const [index, { chunk: place }] of ranked.entries()) {
    const moved = sorted[index]?.chunk ?? place;
    const inner = reordered(moved.element, rank, isOpen);
    if (inner === undefined) return undefined;
    text += source.slice(at, place.start) + source.slice(moved.start, moved.element.span.start) + inner + source.slice(moved.element.span.end, moved.end);
    at = place.end;
  }
  return text + source.slice(at, span.end);
}

function chunksOf({ source, content, children }: XmlElement): Chunk[] | undefined {
  const chunks: Chunk[] = [];
  let start: number | undefined;
  // Where what stands at the end of a line belongs to what begins before it: the start tag at first.
  let before = content.start;
  for (const [index, node] of children.entries()) {
    if (node.kind === 'element') {
      if (!node.closed) return undefined;
      chunks.push({ start: start ?? node.span.start, end: node.span.end, element: node });
      start = undefined;
      before = node.span.end;
    } else if (node.kind === 'comment' || node.kind === 'instruction') {
      if (start === undefined && endsLine(before, children, index, source)) {
        const last = chunks.at(-1);
        if (last) chunks[chunks.length - 1] = { ...last, end: node.span.end };
        before = node.span.end;
      } else start ??= node.span.start;
    } else if (node.kind !== 'text' || !isBlankText(source, node.span))
      return chunks.length === 0 && children.every((each) => each.kind !== 'element') ? [] : undefined;
  }
  return chunks;
}

/** Whether a comment begins on the line on which what stands before it ends, and no element begins behind it there. */
function endsLine(before: number, children: readonly XmlNode[], index: number, source: string): boolean {
  const [comment, ...behind] = children.slice(index);
  if (!comment || endOfLine(source, before) < comment.span.start) return false;
  for (const node of behind) {
    if (node.kind === 'element') return false;
    if (node.kind === 'text' && /[\r\n]/.test(textOf(source, node.span))) return true;
  }
  return false;
}
