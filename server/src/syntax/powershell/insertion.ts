import { endOfLine, indentationAt, lineStart } from '../../core/lines.ts';
import type { PsCommand } from './commands.ts';
import type { PsEntry, PsHashtable } from './value.ts';

/**
 * Where ` -Name value` is to be put to give a command one more parameter: right behind its last argument, in front of a
 * pipe, comment, closing bracket or line continuation.
 */
export function insertionPoint(command: PsCommand): number {
  return command.span.end;
}

/** Where and how a further entry goes into a hashtable. */
export interface EntryInsertion {
  readonly offset: number;
  /** Separator, line break and indentation in front of the key. */
  readonly before: string;
  readonly after: string;
  /** Width to which the key is padded so that its `=` stands below the others'; 0 where they are not aligned. */
  readonly align: number;
}

/**
 * Where a further entry of a hashtable literal goes, in the manner of the others: on a line of its own with their
 * indentation, `=` aligned and line ends, or behind `; ` where all stand on one line. Entries assigned elsewhere
 * (`$h.Key = …`) are not part of the literal and are ignored.
 */
export function entryInsertion(table: PsHashtable, text: string): EntryInsertion {
  const literal = text.slice(table.span.start, table.span.end);
  const open = table.span.start + literal.indexOf('{') + 1;
  const close = literal.endsWith('}') ? table.span.end - 1 : table.span.end;
  const entries = table.entries.filter((entry) => entry.span.start >= open && entry.span.end <= close);
  const last = entries.at(-1);
  const newline = /\r?\n/.exec(literal)?.[0];
  if (newline === undefined) {
    if (last !== undefined) return { offset: last.span.end, before: '; ', after: '', align: 0 };
    return { offset: open, before: ' ', after: close > open ? '' : ' ', align: 0 };
  }
  if (last === undefined) {
    return { offset: open, before: `${newline}${indentationAt(text, table.span.start)}    `, after: '', align: 0 };
  }
  const lineEnd = endOfLine(text, last.span.end);
  // With the closing brace on the last entry's line the new entry must go in front of it.
  const offset = lineEnd < close ? lineEnd : last.span.end;
  const separator = offset < lineEnd && /^\s*;/.test(text.slice(last.span.end, close)) ? ';' : '';
  const first = entries.find((entry) => startsLine(text, entry.span.start)) ?? last;
  const indent = startsLine(text, first.span.start) ? indentationAt(text, first.span.start) : `${indentationAt(text, table.span.start)}    `;
  return { offset, before: `${separator}${newline}${indent}`, after: '', align: alignment(entries, text) };
}

/** The text to insert at `insertion.offset` for an entry. */
export function entryText(insertion: EntryInsertion, key: string, value: string): string {
  return `${insertion.before}${key.padEnd(insertion.align)}${insertion.align > key.length ? '' : ' '}= ${value}${insertion.after}`;
}

/** Distance from key to `=` where all entries of lines of their own share it, including the blank before it. */
function alignment(entries: readonly PsEntry[], text: string): number {
  const widths = entries.filter((entry) => startsLine(text, entry.span.start)).map((entry) => text.indexOf('=', entry.keySpan.end) - entry.span.start);
  const [width] = widths;
  return width !== undefined && widths.length > 1 && widths.every((other) => other === width) ? width : 0;
}

function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}
