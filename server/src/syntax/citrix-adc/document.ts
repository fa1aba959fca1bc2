import type { Span } from '../../core/span.ts';
import { VERBS } from '../../knowledge/load-balancer/citrix-adc.ts';
import { isBlank, tokensOf } from './tokens.ts';

/**
 * One line, the unit of the notation. `command` begins with a word that begins commands. `continuation` is what a broken line left of the command
 * before it, which no appliance accepts; `unread` is everything else that is no comment. `end` is without the line end, `next` where the next line
 * begins.
 */
export interface Line extends Span {
  readonly kind: 'blank' | 'comment' | 'command' | 'continuation' | 'unread';
  readonly next: number;
}

/** A file of commands. Its lines follow each other without a gap. */
export interface Document {
  readonly text: string;
  readonly lines: readonly Line[];
}

const LF = 0x0a;
const CR = 0x0d;
const HASH = 0x23;

/** Splits a text into its lines. Never throws for any text, and takes time linear in its length. Lines end with CR LF, LF or CR. */
export function parseDocument(text: string): Document {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    let end = start;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === LF || code === CR) break;
    }
    let next = Math.min(end + 1, text.length);
    if (text.charCodeAt(end) === CR && text.charCodeAt(next) === LF) next++;
    const kind = kindOf(text, start, end);
    const before = lines.at(-1);
    lines.push({ kind: kind === 'unread' && before && continues(text, before, start, end) ? 'continuation' : kind, start, end, next });
    start = next;
  }
  return { text, lines };
}

function kindOf(text: string, start: number, end: number): Line['kind'] {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  if (at === end) return 'blank';
  if (text.charCodeAt(at) === HASH) return 'comment';
  const word = firstWord(text, at, end);
  return VERBS.has(word.toLowerCase()) ? 'command' : 'unread';
}

/** Whether a line goes on with the one before: with an option, or within a quote. */
function continues(text: string, before: Line, start: number, end: number): boolean {
  if (before.kind !== 'command' && before.kind !== 'continuation') return false;
  const last = tokensOf(text, before.start, before.end).at(-1);
  return (last !== undefined && !last.closed) || /^[ \t]*-[a-z]/iu.test(text.slice(start, Math.min(end, start + 100)));
}

/** The unquoted word at a place; empty for one that is too long to be the name of anything. */
export function firstWord(text: string, start: number, end: number): string {
  let at = start;
  while (at < end && !isBlank(text.charCodeAt(at))) at++;
  return at - start > 20 ? '' : text.slice(start, at);
}

/** The text of a document, put together from its words and what stands between them. */
export function printDocument({ text, lines }: Document): string {
  return lines
    .map((line) => {
      let printed = '';
      let at = line.start;
      for (const token of line.kind === 'command' ? tokensOf(text, line.start, line.end) : []) {
        printed += text.slice(at, token.start) + text.slice(token.start, token.end);
        at = token.end;
      }
      return printed + text.slice(at, line.next);
    })
    .join('');
}

/** Whether a line has signs that are in no text. */
export function isBinary(line: string): boolean {
  return /[\u0000-\u0008\u000e-\u001f\ufffd]/u.test(line);
}
