import type { StartTag, Token } from './token.ts';

/** Deeper than any document an administrator writes, and shallow enough for every recursion over the tree. */
export const MAX_DEPTH = 100;

/** Whether every end tag closes the innermost open element and no element stays open or lies too deep. */
export function nests(tokens: readonly Token[]): boolean {
  const open: StartTag[] = [];
  for (const token of tokens) {
    if (token.kind === 'start') {
      if (open.length >= MAX_DEPTH) return false;
      if (!token.selfClosing) open.push(token);
    } else if (token.kind === 'end' && open.pop()?.name !== token.name) return false;
  }
  return open.length === 0;
}

/** Which tags of a document that does not nest belong together, by index into its tokens. */
export interface Pairs {
  /** The partner of a start or end tag. A tag without partner is not in it. */
  readonly partner: ReadonlyMap<number, number>;
  /** Start tags without `>` and their end tags that have nothing between them but text the tag swallowed. */
  readonly torn: ReadonlySet<number>;
}

/**
 * Pairs each end tag with the nearest open start tag of its name; the start tags passed over stay without a partner. A
 * start tag that lacks its `>` is taken only where no complete one is open: most often it is being typed, and the end
 * tags around it belong to others.
 */
export function pairTags(tokens: readonly Token[]): Pairs {
  const partner = new Map<number, number>();
  const torn = new Set<number>();
  const open: { index: number; tag: StartTag }[] = [];
  const complete = new Counter();
  const incomplete = new Counter();
  let lastStart = -1;

  tokens.forEach((token, index) => {
    if (token.kind === 'start') {
      lastStart = index;
      if (token.selfClosing) return;
      open.push({ index, tag: token });
      (token.terminated ? complete : incomplete).add(token.name, 1);
    }
    if (token.kind !== 'end') return;
    const terminated = complete.has(token.name);
    if (!terminated && !incomplete.has(token.name)) return;
    for (;;) {
      const top = open.pop();
      if (top === undefined) return;
      (top.tag.terminated ? complete : incomplete).add(top.tag.name, -1);
      if (top.tag.name !== token.name || top.tag.terminated !== terminated) continue;
      if (!terminated && lastStart === top.index) torn.add(top.index).add(index);
      else partner.set(top.index, index).set(index, top.index);
      return;
    }
  });
  return { partner, torn };
}

class Counter {
  readonly #counts = new Map<string, number>();

  add(name: string, by: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }

  has(name: string): boolean {
    return (this.#counts.get(name) ?? 0) > 0;
  }
}
