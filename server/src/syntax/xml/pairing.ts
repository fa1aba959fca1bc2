import { resemble } from './resemble.ts';
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
  /** Start tags without `>` and their end tags that have nothing between them but text the tag swallowed, by each other. */
  readonly torn: ReadonlyMap<number, number>;
}

/**
 * Pairs each end tag with the nearest open start tag of its name; the start tags passed over stay without a partner. Where
 * any are passed over, what follows decides whether they lack their end tags, or the end tag its start tag: the reading
 * under which more of the end tags ahead fit. A start tag that lacks its `>`, or may be text, is taken only where no certain
 * one is open or that fits better: most often it is being typed, and the end tags around it belong to others.
 */
export function pairTags(tokens: readonly Token[]): Pairs {
  const partner = new Map<number, number>();
  const torn = new Map<number, number>();
  const open: Opener[] = [];
  const certain = new Places();
  const doubtful = new Places();
  const ahead = endTagsAhead(tokens);
  let lastStart = -1;

  const close = (at: number, index: number, by: 'its own' | 'a misspelt one'): void => {
    for (let top = open.length - 1; top >= at; top--) {
      const opener = open.pop();
      if (opener === undefined) return;
      (isCertain(opener.tag) ? certain : doubtful).remove(opener.tag.name);
      if (top > at || by !== 'its own') continue;
      if (!opener.tag.terminated && lastStart === opener.index) torn.set(opener.index, index).set(index, opener.index);
      else partner.set(opener.index, index).set(index, opener.index);
    }
  };

  tokens.forEach((token, index) => {
    if (token.kind === 'start') {
      lastStart = index;
      if (token.selfClosing) return;
      (isCertain(token) ? certain : doubtful).add(token.name, open.length);
      open.push({ index, tag: token });
    }
    if (token.kind !== 'end') return;
    const top = open.length - 1;
    if (isSwallowed(token.name, lastStart, open)) close(top, index, 'its own');
    else if (isCut(tokens, index)) {
      if (open[top]?.tag.name === token.name) close(top, index, 'its own');
    } else {
      const fits = (place: number): number => fitting(open, place, ahead[index]);
      const reading = closedBy(token.name, certain, doubtful, fits, top);
      if (reading === 'top' && resemble(token.name, open[top]?.tag.name ?? '')) close(top, index, 'a misspelt one');
      else if (typeof reading === 'number') close(reading, index, 'its own');
    }
  });
  return { partner, torn };
}

interface Opener {
  readonly index: number;
  readonly tag: StartTag;
}

function isCertain(tag: StartTag): boolean {
  return tag.terminated && !tag.doubtful;
}

/** Whether the text ends within an end tag, so that not even its name is certain. */
function isCut(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  return index === tokens.length - 1 && token?.kind === 'end' && !token.terminated;
}

/** `<Servers10.1.0.4</Servers>`: the name of a start tag without `>` goes on with the text. */
function isSwallowed(name: string, lastStart: number, open: readonly Opener[]): boolean {
  const top = open.at(-1);
  if (top?.index !== lastStart || top.tag.terminated || name === '') return false;
  return top.tag.name !== name && top.tag.name.startsWith(name) && open.at(-2)?.tag.name !== name;
}

/**
 * The place on the stack of the start tag that an end tag closes; `top` when it fits the innermost one best although the
 * names differ; `undefined` when it closes none.
 */
function closedBy(name: string, certain: Places, doubtful: Places, fits: (place: number) => number, top: number): number | 'top' | undefined {
  const nearest = certain.last(name);
  const other = doubtful.last(name);
  if (nearest === undefined || nearest === top) return nearest ?? other;
  let best: number | undefined = nearest;
  let most = fits(nearest - 1);
  if (other !== undefined && other > nearest && fits(other - 1) > most) {
    best = other;
    most = fits(other - 1);
  }
  if (fits(top - 1) > Math.max(most, fits(top))) return 'top';
  return fits(top) > most ? undefined : best;
}

/** How many of the end tags ahead close one open element after the other, from a place on the stack outwards. */
function fitting(open: readonly Opener[], from: number, ahead: EndTagAhead | undefined): number {
  let count = 0;
  let next = ahead;
  while (count < MAX_DEPTH && next !== undefined && open[from - count]?.tag.name === next.name) {
    next = next.next;
    count++;
  }
  return count;
}

/** An end tag further on whose start tag does not stand in between, and the one after it. */
interface EndTagAhead {
  readonly name: string;
  readonly next: EndTagAhead | undefined;
}

/** For each end tag, what end tags remain behind it when elements that begin there are left out. */
function endTagsAhead(tokens: readonly Token[]): (EndTagAhead | undefined)[] {
  const found = new Array<EndTagAhead | undefined>(tokens.length);
  let ahead: EndTagAhead | undefined;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token?.kind === 'end') {
      found[index] = ahead;
      ahead = { name: token.name, next: ahead };
    } else if (token?.kind === 'start' && !token.selfClosing && token.name === ahead?.name) ahead = ahead.next;
  }
  return found;
}

/** Where on the stack the open elements of each name lie. */
class Places {
  readonly #places = new Map<string, number[]>();

  add(name: string, place: number): void {
    const places = this.#places.get(name);
    if (places === undefined) this.#places.set(name, [place]);
    else places.push(place);
  }

  remove(name: string): void {
    this.#places.get(name)?.pop();
  }

  last(name: string): number | undefined {
    return this.#places.get(name)?.at(-1);
  }
}
