import type { Span } from '../../core/span.ts';
import type { F5Document } from '../../syntax/f5/tree.ts';

/** A line that is a comment. */
const COMMENT = /^[ \t]*(#[^\r\n]*)/gm;

/** All comments between objects, and those on lines of their own in objects that may hold an instruction for us. */
export function commentsOf({ nodes, text }: F5Document): readonly Span[] {
  const between = nodes.filter(({ kind }) => kind === 'comment');
  if (!text.includes('aovpn-')) return between;
  const within = nodes.flatMap((node): Span[] => {
    if (node.kind !== 'object' || node.script) return [];
    const body = text.slice(node.bodyStart, node.bodyEnd);
    return [...body.matchAll(COMMENT)].map(({ index, 0: all, 1: comment = '' }) => {
      const start = node.bodyStart + index + all.indexOf('#');
      return { start, end: start + comment.length };
    });
  });
  return [...between, ...within].sort((a, b) => a.start - b.start);
}
