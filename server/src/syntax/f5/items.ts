import type { Span } from '../../core/span.ts';
import type { ShellVariables } from '../shell/variables.ts';
import { innerSpan, type Item, type Quoting } from './tree.ts';

const NO_ITEMS: readonly Item[] = [];

interface Open {
  readonly start: number;
  readonly first: boolean;
  readonly items: Item[];
}

/**
 * The words, strings and groups of a stretch of text, whatever it holds. A brace that is not closed is closed by its end, one that closes
 * nothing is left out. Not recursive: braces may be nested as deeply as anybody likes.
 *
 * @param variables what a shell fills in
 */
export function itemsOf(text: string, { start, end }: Span, quoting: Quoting, variables?: ShellVariables): readonly Item[] {
  const open: Open[] = [];
  let items: Item[] = [];
  const top = items;
  let first = true;
  let at = start;
  const inShell = quoting === 'shell' || quoting === 'double' || quoting === 'single';
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) {
      first = true;
      at++;
    } else if (code === 32 || code === 9) at++;
    else if (code === 92 && isLineEnd(text.charCodeAt(at + 1))) at++;
    else if (code === 35 && isComment(text, at, start, quoting)) at = lineEnd(text, at, end);
    else if (inShell && isTransparent(text, at, end)) at++;
    else if (code === 123) {
      open.push({ start: at, first, items });
      items = [];
      first = false;
      at++;
    } else if (code === 125) {
      const group = open.pop();
      at++;
      if (!group) continue;
      group.items.push({ kind: 'group', start: group.start, end: at, first: group.first, items });
      items = group.items;
    } else {
      const [kind, to] = token(text, at, end, quoting);
      const value = variables && filledIn(text, { kind, start: at, end: to }, end, quoting, variables);
      items.push({ kind, start: at, end: to, first, items: NO_ITEMS, ...(value !== undefined && { value }) });
      first = false;
      at = to;
    }
  }
  for (let group = open.pop(); group; group = open.pop()) {
    group.items.push({ kind: 'group', start: group.start, end, first: group.first, items });
    items = group.items;
  }
  return top;
}

/** What a shell makes of a word or string, if it is a whole word for the shell as well. */
function filledIn(text: string, item: Pick<Item, 'kind' | keyof Span>, limit: number, quoting: Quoting, variables: ShellVariables): string | undefined {
  const { start, end } = item;
  const isWhole = /[\s{}]/.test(text.charAt(start - 1)) && (end === limit || /[\s{};]/.test(text.charAt(end)));
  return isWhole ? variables.expanded(innerSpan(item, quoteWidth(text, start, quoting)), quoting === 'tmsh') : undefined;
}

/** A word or string at an offset, and where it ends. */
function token(text: string, at: number, end: number, quoting: Quoting): [Item['kind'], number] {
  const width = quoteWidth(text, at, quoting);
  if (width > 0) return ['string', stringEnd(text, at, end, width)];
  const inShell = quoting !== 'object' && quoting !== 'tmsh';
  let to = at;
  while (to < end) {
    const code = text.charCodeAt(to);
    if (code === 92 && to + 1 < end && !isLineEnd(text.charCodeAt(to + 1))) to += 2;
    else if (quoting !== 'object' && code === 36 && text.charCodeAt(to + 1) === 123) to = variableEnd(text, to, end);
    else if (isBoundary(code) || (to > at && inShell && (code === 34 || code === 39))) break;
    else to++;
  }
  return ['word', Math.max(at + 1, Math.min(to, end))];
}

/** How many characters the quote is that begins a string at an offset; 0 for none. */
export function quoteWidth(text: string, at: number, quoting: Quoting): number {
  const code = text.charCodeAt(at);
  if (quoting === 'double') return code === 92 && text.charCodeAt(at + 1) === 34 ? 2 : 0;
  if (code === 34) return 1;
  return code === 39 && quoting === 'shell' ? 1 : 0;
}

/** Behind the quote that ends the string which begins at an offset; the end where there is none. */
export function stringEnd(text: string, at: number, end: number, width: number): number {
  const quote = text.charCodeAt(at + width - 1);
  let to = at + width;
  while (to < end) {
    const code = text.charCodeAt(to);
    if (width === 2) {
      if (code === 92 && text.charCodeAt(to + 1) === 34) return to + 2;
      // An escaped backslash: whatever stands behind it is not escaped by it.
      to += code === 92 && text.charCodeAt(to + 1) === 92 ? 2 : 1;
    } else if (code === quote) return to + 1;
    else to += code === 92 && quote === 34 ? 2 : 1;
  }
  return end;
}

/** Whether a quote of a shell stands around braces or around another quote, and so means nothing to BIG-IP; braces may be escaped for the same reason. */
function isTransparent(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 92) return isBrace(text.charCodeAt(at + 1));
  if (code !== 34 && code !== 39) return false;
  let next = at + 1;
  while (next < end && isBlank(text.charCodeAt(next))) next++;
  const behind = text.charCodeAt(next);
  if (next < end && (behind === 123 || (code === 39 && next === at + 1 && behind === 34))) return true;
  const before = text.charCodeAt(at - 1);
  return before === 125 || (code === 39 && before === 34);
}

function variableEnd(text: string, at: number, end: number): number {
  const close = text.indexOf('}', at);
  return close < 0 || close >= end ? end : close + 1;
}

/** Whether a number sign begins a comment: at the start of a line, or behind a blank in a file of objects. */
function isComment(text: string, at: number, start: number, quoting: Quoting): boolean {
  if (quoting === 'double' || quoting === 'single') return false;
  if (at === start) return true;
  const before = text.charCodeAt(at - 1);
  return isBlank(before) || isLineEnd(before) || before === 123 || before === 125;
}

export function lineEnd(text: string, at: number, end: number): number {
  let to = at;
  while (to < end && !isLineEnd(text.charCodeAt(to))) to++;
  return to;
}

export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function isBrace(code: number): boolean {
  return code === 123 || code === 125;
}

function isBoundary(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13 || code === 123 || code === 125;
}
