import type { Span } from '../../core/span.ts';
import { isCommandAt } from './heads.ts';
import { isBlank, isLineEnd, lineEnd, quoteWidth, stringEnd } from './items.ts';
import type { Quoting } from './tree.ts';

interface CommandEnd {
  readonly end: number;
  readonly closed: boolean;
  readonly openString?: Span;
  /** A brace that closes nothing. */
  readonly stray?: Span;
}

/**
 * Where a command ends: with its line, with the quote around it, or at a sign by which a shell separates commands. Braces and
 * a backslash at the end of a line carry it on.
 */
export function commandEnd(text: string, at: number, quoting: Quoting): CommandEnd {
  const found = endOf(text, at, quoting);
  return found.stray ? { ...found, closed: false } : found;
}

function endOf(text: string, at: number, quoting: Quoting): CommandEnd {
  const length = text.length;
  const quote = quoting === 'double' ? 34 : quoting === 'single' ? 39 : -1;
  let depth = 0;
  let to = at;
  let stray: Span | undefined;
  const closed = (end: number): CommandEnd => ({ end, closed: depth === 0, ...(stray && { stray }) });
  while (to < length) {
    const code = text.charCodeAt(to);
    if (isLineEnd(code)) {
      if (depth === 0) return closed(to);
      to++;
      if (code === 10 && isCommandAt(text, skipBlanks(text, to))) return { end: to, closed: false };
    } else if (code === quote) return closed(to);
    else if (code === 92 && quoteWidth(text, to, quoting) === 0) to += behindBackslash(text, to);
    else if (isQuote(text, to, quoting)) {
      const width = quoteWidth(text, to, quoting);
      const end = stringEnd(text, to, length, width);
      if (!isClosed(text, to, end, width)) {
        const line = lineEnd(text, to, length);
        return { end: line, closed: false, openString: { start: to, end: line } };
      }
      to = end;
    } else if (depth === 0 && isSeparator(code, quoting)) return closed(trimmedEnd(text, at, to));
    else if (depth === 0 && code === 35 && isBlank(text.charCodeAt(to - 1)) && quote < 0) return closed(trimmedEnd(text, at, to));
    else {
      if (code === 123) depth++;
      else if (code === 125 && depth > 0) depth--;
      // A shell closes with it what it opened itself.
      else if (code === 125 && quoting === 'tmsh') stray ??= { start: to, end: to + 1 };
      to++;
    }
  }
  return closed(length);
}

/** A quote begins a string only at the start of a word, and not where it stands around braces. */
function isQuote(text: string, at: number, quoting: Quoting): boolean {
  const width = quoteWidth(text, at, quoting);
  if (width === 0) return false;
  const before = text.charCodeAt(at - 1);
  if (!isBlank(before) && !isLineEnd(before) && before !== 123 && before !== 39) return false;
  if (quoting !== 'shell') return true;
  const next = text.charCodeAt(skipBlanks(text, at + 1));
  return next !== 123 && !(text.charCodeAt(at) === 39 && text.charCodeAt(at + 1) === 34) && before !== 125;
}

/** Whether a string ends before another command begins. */
function isClosed(text: string, start: number, end: number, width: number): boolean {
  if (end - start < 2 * width || text.charCodeAt(end - 1) !== text.charCodeAt(start + width - 1)) return false;
  for (let line = text.indexOf('\n', start); line >= 0 && line < end; line = text.indexOf('\n', line + 1)) {
    if (isCommandAt(text, skipBlanks(text, line + 1))) return false;
  }
  return true;
}

function behindBackslash(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  // An escaped brace is one, for BIG-IP.
  if (next === 123 || next === 125) return 1;
  return next === 13 && text.charCodeAt(at + 2) === 10 ? 3 : 2;
}

function isSeparator(code: number, quoting: Quoting): boolean {
  if (code === 59) return true;
  return quoting === 'shell' && (code === 124 || code === 38 || code === 62);
}

function trimmedEnd(text: string, start: number, end: number): number {
  let to = end;
  while (to > start && isBlank(text.charCodeAt(to - 1))) to--;
  return to;
}

export function skipBlanks(text: string, at: number): number {
  let to = at;
  while (isBlank(text.charCodeAt(to))) to++;
  return to;
}
