import { spanAt, type Span } from '../../core/span.ts';
import { hiveOf, plainKey, type RegistryPath } from '../../knowledge/registry-path.ts';
import { skipBlanks, type RegLine } from './document.ts';
import type { RegDefect } from './value.ts';

export interface RegKeyLine {
  /** Whether the key is deleted with all that is in it. */
  readonly deletes: boolean;
  /** From the hive on, between the brackets. */
  readonly span: Span;
  /** Brackets included. */
  readonly whole: Span;
  /** Absent where the line names no key. A hive that is written in short is understood all the same, with a defect. */
  readonly path?: RegistryPath;
  readonly defect?: RegDefect;
}

/** Reads the line of a key. Never throws. */
export function readKey(text: string, line: RegLine): RegKeyLine {
  const open = skipBlanks(text, line.start, line.end);
  // A key may have brackets in it: the last one of the line closes.
  const close = open + text.slice(open, line.end).lastIndexOf(']');
  const isClosed = close > open;
  const whole = { start: open, end: isClosed ? close + 1 : trimmedEnd(text, line) };
  const [lead] = /^[ \t]*-?[ \t]*/u.exec(text.slice(open + 1, isClosed ? close : whole.end)) ?? [''];
  const span = { start: open + 1 + lead.length, end: isClosed ? close : whole.end };
  const deletes = lead.includes('-');
  const path = pathIn(text.slice(span.start, span.end));
  const defect = defectOf(text, { whole, span, lead, isClosed });
  return { deletes, span, whole, ...(path && { path }), ...(defect && { defect }) };
}

/** Why a line makes or deletes no key. Source: behaviour of reg import, as measured by the tests of Wine. */
function defectOf(text: string, { whole, span, lead, isClosed }: Parts): RegDefect | undefined {
  const because = lead.includes('-') ? 'so nothing is deleted' : 'so the key and the values below it are passed over';
  if (!isClosed) {
    const fix = { at: spanAt(whole.end, 0), text: ']', title: 'Close the bracket' };
    return { span: whole, message: `The closing bracket is missing, ${because}`, fix };
  }
  if (/[ \t]/u.test(lead)) {
    const fix = { at: spanAt(whole.start + 1, lead.length), text: lead.trim(), title: 'Remove the blank' };
    return { span: whole, message: `No blank may stand before the hive, ${because}`, fix };
  }
  const [first = ''] = text.slice(span.start, span.end).split('\\', 1);
  const hive = hiveOf(first);
  if (hive === undefined) return { span: whole, message: `The line names no hive of the registry, ${because}` };
  if (hive === first.toUpperCase()) return undefined;
  const at = spanAt(span.start, first.length);
  return {
    span: at,
    message: `${first} is not understood here, ${because}: the hive must be written ${hive}`,
    fix: { at, text: hive, title: `Write ${hive}` },
  };
}

interface Parts {
  readonly whole: Span;
  readonly span: Span;
  /** What stands between the bracket and the hive. */
  readonly lead: string;
  readonly isClosed: boolean;
}

/** Where the key without its hive stands. */
export function keySpan(text: string, { span }: RegKeyLine): Span {
  const slash = text.slice(span.start, span.end).indexOf('\\');
  return slash < 0 ? { start: span.end, end: span.end } : { start: span.start + slash + 1, end: span.end };
}

function pathIn(written: string): RegistryPath | undefined {
  const slash = written.indexOf('\\');
  const hive = hiveOf(slash < 0 ? written : written.slice(0, slash));
  return hive === undefined ? undefined : { hive, key: plainKey(slash < 0 ? '' : written.slice(slash + 1)) };
}

function trimmedEnd(text: string, { start, end }: Span): number {
  let at = end;
  while (at > start && /[ \t]/u.test(text.charAt(at - 1))) at--;
  return at;
}
