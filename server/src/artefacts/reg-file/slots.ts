import { endOfLine, lineStart } from '../../core/lines.ts';
import { touches, trimmed, type Span } from '../../core/span.ts';
import { closingQuote, dataStart, skipBlanks, withoutComment, type RegLine } from '../../syntax/reg-file/document.ts';
import { readValue } from '../../syntax/reg-file/value.ts';
import type { Reading, RegistrySlot, Slot } from '../artefact.ts';
import { catalogueKey } from '../reg-exe-slot.ts';
import { lineAt, sectionAt } from './places.ts';
import type { RegTree } from './read.ts';

type Place = Omit<RegistrySlot, 'kind' | 'notation' | 'registryKey' | 'typed'>;

/** What can be typed at an offset: a key in its brackets, a name in its quotes, data with its type, or any of these on a line of its own. */
export function regSlotAt({ file: { text }, tree }: Reading<RegTree>, offset: number): Slot | undefined {
  const section = sectionAt(tree, offset);
  const place = placeIn(text, lineAt(section, offset), offset);
  if (!place) return undefined;
  const { key } = section ?? {};
  // Nothing is written below a key that is deleted.
  const registryKey = key?.deletes ? undefined : catalogueKey(key?.path);
  if (registryKey === undefined && (place.part === 'name' || place.part === 'data')) return undefined;
  const typed = text.slice(place.replace.start, offset);
  return { kind: 'registry', notation: 'reg-file', ...place, ...(place.part !== 'key' && registryKey !== undefined && { registryKey }), typed };
}

function placeIn(text: string, line: RegLine | undefined, offset: number): Place | undefined {
  const own = { start: lineStart(text, offset), end: endOfLine(text, offset) };
  // What is behind the last line end, or between lines, is a line of its own.
  const isBehind = !line || line.end < own.start;
  // Data of several lines is there already.
  if (!isBehind && (line.start !== own.start || line.end !== own.end)) return undefined;
  const kind = isBehind ? 'blank' : line.kind;
  switch (kind) {
    case 'key':
      return keyIn(text, own, offset);
    case 'value':
      return valueIn(text, own, offset);
    case 'blank':
    case 'unread':
      return own.start === 0 ? undefined : wordIn(text, own, offset);
    default:
      return undefined;
  }
}

/** Between the brackets, with the one that may be missing. */
function keyIn(text: string, line: Span, offset: number): Place | undefined {
  const [lead = ''] = /^[ \t]*\[-?/u.exec(text.slice(line.start, line.end)) ?? [];
  const start = line.start + lead.length;
  const close = text.slice(start, line.end).lastIndexOf(']');
  const replace = close < 0 ? trimmedBehind(text, start, Math.max(offset, line.end)) : { start, end: start + close };
  return touches(replace, offset) ? { part: 'key', replace, ...(close < 0 && { behind: ']' }) } : undefined;
}

/** In the quotes of the name, or behind the equals sign. */
function valueIn(text: string, line: Span, offset: number): Place | undefined {
  const open = skipBlanks(text, line.start, line.end);
  const data = dataStart(text, line);
  if (data !== undefined && text.slice(offset, data).trim() === '') {
    const { name } = readValue(text, { ...line, kind: 'value', next: line.end });
    const end = data + withoutComment(text.slice(data, line.end)).length;
    // A blank may stand behind the equals sign already, and a comment behind that.
    const replace = end === data ? { start: offset, end: offset } : { start: Math.min(offset, data), end };
    return name !== undefined && touches(replace, offset) ? { part: 'data', name, replace } : undefined;
  }
  const start = open + 1;
  if (text.charAt(open) !== '"' || offset < start) return undefined;
  const close = closingQuote(text, start, line.end);
  const equals = text.slice(start, line.end).indexOf('=');
  if (close === undefined) {
    // A quote that has no end, perhaps before data that is there already.
    const replace = equals < 0 ? trimmedBehind(text, start, line.end) : { start, end: start + equals };
    return touches(replace, offset) ? { part: 'name', replace, behind: equals < 0 ? '"=' : '"' } : undefined;
  }
  if (close < offset) return undefined;
  return data === undefined ? { part: 'name', replace: { start, end: close + 1 }, behind: '"=' } : { part: 'name', replace: { start, end: close } };
}

/** A line on which a word stands at most. */
function wordIn(text: string, line: Span, offset: number): Place | undefined {
  const replace = trimmed(text, line);
  const place = replace.start === replace.end ? { start: offset, end: offset } : replace;
  return touches(place, offset) && /^[\w\\.]*$/u.test(text.slice(place.start, place.end)) ? { part: 'line', replace: place } : undefined;
}

function trimmedBehind(text: string, start: number, end: number): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
