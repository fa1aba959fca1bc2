import type { Span } from '../../core/span.ts';
import type { Reading, Slot } from '../artefact.ts';
import { choiceOf, slotOfValue } from './choices.ts';
import { readScript } from './read.ts';
import { parameterTables, type KnownCommand, type ScriptTree } from './tree.ts';

/** What stands behind a key that has no value yet, so that the hashtable around it can be read. */
const ANY_VALUE = '0';
/** A key that is no parameter's. */
const NO_KEY = '_';

/** An entry of a hashtable with the cursor in its key, or in its value where that is no string that is whole. */
interface Entry {
  readonly keyStart: number;
  /** What is typed of the key, or of the value. */
  readonly typed: Span;
  readonly part: 'key' | 'value';
  /** Whether a quote has been typed before the value. */
  readonly quoted: boolean;
  /** Whether a `=` follows the key. */
  readonly hasValue: boolean;
  /** What makes the text whole, if it is not. */
  readonly repair?: { readonly span: Span; readonly text: string };
}

/** What can be typed in an entry of a hashtable that a command of the catalogue gets its parameters from. */
export function entrySlot(reading: Reading<ScriptTree>, offset: number): Slot | undefined {
  const { text } = reading.file;
  const start = tableStart(text, offset);
  const entry = start === undefined ? undefined : entryAt(text, offset);
  const command = entry && (ownerOf(reading.tree, start) ?? (mayBeGiven(text, start) ? ownerOf(repaired(reading, entry)?.tree, start) : undefined));
  if (!entry || !command) return undefined;
  const { parameters, cmdlet } = command.bound;
  const own = [...parameters.values()].find(({ nameSpan }) => nameSpan && nameSpan.start <= entry.keyStart + 1 && entry.keyStart < nameSpan.end);
  if (entry.part === 'key') {
    const used = [...parameters.values()].filter((parameter) => parameter !== own).map(({ name }) => name);
    return { kind: 'parameter', cmdlet: cmdlet.name, used, as: entry.hasValue ? 'key' : 'new key', replace: entry.typed };
  }
  const choice = own && choiceOf(command, own.name);
  return own && choice && slotOfValue(command, own.name, entry.typed, choice === 'words' && !entry.quoted);
}

function repaired({ file }: Reading<ScriptTree>, { repair }: Entry): Reading<ScriptTree> | undefined {
  return repair && readScript({ ...file, text: file.text.slice(0, repair.span.start) + repair.text + file.text.slice(repair.span.end) });
}

/**
 * Whether a hashtable looks like one that a command gets: cast to an object, or splatted or cast under its variable's name. Reading a text once
 * more takes a while.
 */
function mayBeGiven(text: string, start = 0): boolean {
  const before = text.slice(Math.max(0, start - 200), start);
  if (/object\]\s*$/i.test(before)) return true;
  const name = /(?<!\w)(\w+)\}?\s*\+?=\s*(?:\[[\w.]+\]\s*)?$/.exec(before)?.[1];
  return name !== undefined && new RegExp(`(?:@|object\\]\\s*\\$)(?:\\w+:)?${name}(?!\\w)`, 'i').test(text);
}

/** The command that gets its parameters from the hashtable that starts there. */
function ownerOf(tree: ScriptTree | undefined, start: number | undefined): KnownCommand | undefined {
  return tree?.commands.find(({ bound }) => parameterTables(bound.command).some(({ span }) => span.start === start));
}

/** Where the hashtable starts that an offset is directly in. Quotes are not looked at: the tree has the last word. */
function tableStart(text: string, offset: number): number | undefined {
  let depth = 0;
  for (let at = offset - 1; at > 0; at--) {
    if (text[at] === '}') depth++;
    else if (text[at] === '{' && depth-- === 0) return text[at - 1] === '@' ? at - 1 : undefined;
  }
  return undefined;
}

function entryAt(text: string, offset: number): Entry | undefined {
  const before = text.slice(Math.max(0, offset - 300), offset);
  const behind = /^[^\r\n;}]*/.exec(text.slice(offset, offset + 300))?.[0] ?? '';
  return keyAt(before, behind, offset) ?? valueAt(before, behind, offset);
}

function keyAt(before: string, behind: string, offset: number): Entry | undefined {
  const match = /(?:^|[\n\r;{])[ \t]*(['"]?)([\w-]*)$/.exec(before);
  if (!match) return undefined;
  const [, quote = '', word = ''] = match;
  const rest = /^[\w-]*/.exec(behind)?.[0] ?? '';
  const typed = { start: offset - word.length, end: offset + rest.length };
  const closed = quote === '' || behind.slice(rest.length).startsWith(quote);
  const hasValue = /^['"]?[ \t]*=/.test(behind.slice(rest.length));
  // What follows on the line is no entry, nor the beginning of one.
  if (!closed || (!hasValue && behind.slice(rest.length + quote.length).trim() !== '')) return undefined;
  const keyStart = typed.start - quote.length;
  const span = { start: keyStart, end: typed.end + quote.length };
  return {
    keyStart,
    typed,
    part: 'key',
    quoted: quote !== '',
    hasValue: hasValue || quote !== '',
    ...(!hasValue && { repair: { span, text: `${word + rest === '' ? NO_KEY : word + rest} = ${ANY_VALUE}` } }),
  };
}

function valueAt(before: string, behind: string, offset: number): Entry | undefined {
  const match = /(?:^|[\n\r;{])[ \t]*((['"]?)[\w-]+\2[ \t]*=[ \t]*)(['"]?)(\$?[\w-]*)$/.exec(before);
  if (!match) return undefined;
  const [, head = '', , quote = '', word = ''] = match;
  const rest = /^[\w-]*/.exec(behind)?.[0] ?? '';
  const typed = { start: offset - word.length, end: offset + rest.length };
  const start = typed.start - quote.length;
  return {
    keyStart: start - head.length,
    typed,
    part: 'value',
    quoted: quote !== '',
    hasValue: true,
    repair: { span: { start, end: offset + behind.length }, text: ANY_VALUE },
  };
}
