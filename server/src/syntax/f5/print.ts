import type { Span } from '../../core/span.ts';
import { itemsOf } from './items.ts';
import type { F5Document, F5Node, Item } from './tree.ts';

/** The text of a tree, put together from its smallest parts. */
export function printF5({ text, nodes }: F5Document): string {
  return nodes
    .map((node) =>
      leaves(text, node)
        .map(({ start, end }) => text.slice(start, end))
        .join(''),
    )
    .join('');
}

/** How much of a text stands in nodes that are understood as what they are: 0 to 1. */
export function coverage({ text, nodes }: F5Document): number {
  if (text.length === 0) return 1;
  const unknown = nodes.filter(({ kind }) => kind === 'text').reduce((sum, { start, end }) => sum + end - start, 0);
  return 1 - unknown / text.length;
}

/** The words of a node and what stands between them, in their order. */
function leaves(text: string, node: F5Node): Span[] {
  if (node.kind !== 'command' && (node.kind !== 'object' || node.script)) return [node];
  const result: Span[] = [];
  let at = node.start;
  const take = (end: number): void => {
    if (end > at) result.push({ start: at, end });
    at = Math.max(at, end);
  };
  const stack: Item[] = [...itemsOf(text, node, node.kind === 'command' ? node.quoting : 'object')].reverse();
  for (let item = stack.pop(); item; item = stack.pop()) {
    take(item.start);
    if (item.kind === 'group') for (const each of item.items.toReversed()) stack.push(each);
    else take(item.end);
  }
  take(node.end);
  return result;
}
