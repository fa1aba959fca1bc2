import type { Span } from '../../core/span.ts';
import { isHeaderAt } from './heads.ts';
import { isBlank, isLineEnd, lineEnd } from './items.ts';

/** Where a body ends. */
interface BodyEnd {
  /** Before its closing brace; where it breaks off without one. */
  readonly end: number;
  readonly closed: boolean;
  /** A string that has no end. */
  readonly openString?: Span;
}

/**
 * The end of a body of settings.
 *
 * @param at behind its opening brace
 * @param column how many blanks stand before the object: a head with as many begins another one
 */
export function settingsEnd(text: string, at: number, column: number): BodyEnd {
  const length = text.length;
  let depth = 1;
  let to = at;
  while (to < length) {
    switch (text.charCodeAt(to)) {
      case 10:
        to++;
        if (breaksAt(text, to, column)) return { end: to, closed: false };
        break;
      case 34:
        if (!startsToken(text, to)) {
          to++;
          break;
        }
        {
          const end = quotedEnd(text, to, column);
          if (end < 0) return { end: -end, closed: false, openString: { start: to, end: lineEnd(text, to, length) } };
          to = end;
        }
        break;
      case 35:
        to = startsToken(text, to) ? lineEnd(text, to, length) : to + 1;
        break;
      case 92:
        to += 2;
        break;
      case 123:
        depth++;
        to++;
        break;
      case 125:
        if (--depth === 0) return { end: to, closed: true };
        to++;
        break;
      default:
        to++;
    }
  }
  return { end: length, closed: false };
}

/** Behind the quote that ends a string; negative: where reading goes on since it has no end. */
function quotedEnd(text: string, at: number, column: number): number {
  for (let to = at + 1; to < text.length; to++) {
    const code = text.charCodeAt(to);
    if (code === 34) return to + 1;
    if (code === 92) to++;
    else if (code === 10 && breaksAt(text, to + 1, column)) return -(to + 1);
  }
  return -text.length;
}

/**
 * The end of a body that is a program. Its braces balance as Tcl counts them, but a program that is stored may have one in a string or
 * a comment: then the body ends with the last brace before the next object.
 */
export function scriptEnd(text: string, at: number, column: number): BodyEnd {
  let depth = 1;
  let candidate: number | undefined;
  for (let to = at; to < text.length; to++) {
    const code = text.charCodeAt(to);
    if (code === 92) to++;
    else if (code === 123) depth++;
    else if (code === 125) {
      if (--depth === 0 && candidate === undefined) {
        if (endsObject(text, to + 1, column)) return { end: to, closed: true };
        candidate = to;
      }
    } else if (code === 10 && breaksAt(text, to + 1, column)) {
      const last = lastBrace(text, at, to);
      return last === undefined ? { end: to + 1, closed: false } : { end: last, closed: true };
    }
  }
  return candidate === undefined ? { end: text.length, closed: false } : { end: candidate, closed: true };
}

/** Whether nothing but blanks stands on a line behind a brace, and then an object, a comment or nothing. */
function endsObject(text: string, at: number, column: number): boolean {
  let to = at;
  while (to < text.length && (isBlank(text.charCodeAt(to)) || isLineEnd(text.charCodeAt(to)))) to++;
  if (to === text.length) return true;
  const line = text.lastIndexOf('\n', to - 1) + 1;
  if (line <= at) return false;
  const code = text.charCodeAt(to);
  return code === 35 || code === 33 || breaksAt(text, line, column);
}

/** The brace at the end of a text, alone on its line. */
function lastBrace(text: string, from: number, end: number): number | undefined {
  let to = end;
  while (to > from && (isBlank(text.charCodeAt(to - 1)) || isLineEnd(text.charCodeAt(to - 1)))) to--;
  return to > from && text.charCodeAt(to - 1) === 125 ? to - 1 : undefined;
}

/** Whether a line begins an object at this column. */
function breaksAt(text: string, line: number, column: number): boolean {
  for (let at = line; at < line + column; at++) if (!isBlank(text.charCodeAt(at))) return false;
  return isHeaderAt(text, line + column);
}

function startsToken(text: string, at: number): boolean {
  const code = text.charCodeAt(at - 1);
  return isBlank(code) || isLineEnd(code) || code === 123 || code === 125;
}
