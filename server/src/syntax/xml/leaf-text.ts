import { trimmed, type Span } from '../../core/span.ts';
import { characterData, withLineFeeds } from './references.ts';
import type { XmlElement } from './tree.ts';

/** What an element without child elements says. */
export interface LeafText {
  /** Without white space around it, with references replaced: what Windows reads. */
  readonly value: string;
  /** The place of `raw`; within a CDATA section, of its content. */
  readonly span: Span;
  /** The value as it is written. */
  readonly raw: string;
}

/**
 * The text of a leaf element. Comments before and behind it are passed over. An element without text has an empty value
 * at an empty span between its tags (before `/>` if it has but one).
 * @returns `undefined` when the value is not written in one piece, or not readable: the element has child elements or
 * broken markup in it, or its text is interrupted by a comment or a CDATA section.
 */
export function leafText(element: XmlElement): LeafText | undefined {
  const text = element.source;
  let found: LeafText | undefined;
  let empty = element.content.start;
  for (const node of element.children) {
    if (node.kind === 'element' || node.kind === 'broken') return undefined;
    if (node.kind !== 'text' && node.kind !== 'cdata') continue;
    const span = trimmed(text, node.kind === 'cdata' ? node.content : node.span);
    if (span.start === span.end) {
      if (node.kind === 'cdata') empty = span.start;
      continue;
    }
    if (found !== undefined) return undefined;
    const raw = text.slice(span.start, span.end);
    found = { value: node.kind === 'cdata' ? withLineFeeds(raw) : characterData(raw), span, raw };
  }
  return found ?? { value: '', span: { start: empty, end: empty }, raw: '' };
}
