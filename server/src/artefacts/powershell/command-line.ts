import { append } from '../../core/lists.ts';
import { encloses, type Span } from '../../core/span.ts';
import type { Character } from '../../syntax/batch/characters.ts';
import type { PsArgument, PsScript } from '../../syntax/powershell/commands.ts';
import { valueOfPart } from '../../syntax/powershell/strings.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';

/**
 * The command line that a program gets of these arguments, as Windows PowerShell makes it, and later versions do for `cmd`: an argument with blanks
 * gets quotes around it, and quotes in it stay as they are. `undefined` where a part of it is not written out. Source: PowerShell, about_Parsing.
 */
export function nativeLine(args: readonly PsArgument[], script: PsScript): Character[] | undefined {
  return joined(args.map((argument) => quotedAsNeeded(argument, script)));
}

/** The command line that `Start-Process` makes: what it is given, with blanks between. Source: Microsoft, Start-Process. */
export function startedLine(value: PsValue, within: Span, script: PsScript): Character[] | undefined {
  const items = value.kind === 'array' ? value.items : [value];
  return joined(items.map((item) => (encloses(within, item.span) ? charactersOf(item, script) : undefined)));
}

function joined(parts: readonly (readonly Character[] | undefined)[]): Character[] | undefined {
  const line: Character[] = [];
  for (const part of parts) {
    const [first] = part ?? [];
    if (!part || !first) return undefined;
    if (line.length > 0) line.push(character(' ', { start: first.start, end: first.start }));
    for (const each of part) line.push(each);
  }
  return line;
}

function quotedAsNeeded(argument: PsArgument, script: PsScript): readonly Character[] | undefined {
  const { span } = argument;
  const characters = writtenOut(argument, script);
  if (!characters || !hasOpenBlank(characters)) return characters;
  const [first] = characters;
  const last = characters.at(-1);
  // A backslash takes the meaning from the quote behind it.
  if (!first || !last || last.c === '\\') return undefined;
  return [character('"', { start: span.start, end: first.start }), ...characters, character('"', { start: last.end, end: span.end })];
}

function writtenOut(argument: PsArgument, script: PsScript): Character[] | undefined {
  if (argument.kind === 'parameter') return named(argument, script.text);
  return argument.kind === 'value' && encloses(argument.span, argument.value.span) ? charactersOf(argument.value, script) : undefined;
}

/** What looks like a parameter is an argument as any other: `-v`. */
function named({ span, value }: PsArgument, text: string): Character[] | undefined {
  return value || !/^[-/\w]+$/.test(text.slice(span.start, span.end)) ? undefined : copied(span, text);
}

/** A literal text or number as its characters, each with its place; `undefined` for anything else, and where a variable takes part. */
function charactersOf(value: PsValue, { text, strings }: PsScript): Character[] | undefined {
  if (value.cast !== undefined) return undefined;
  if (value.kind === 'number') return text.slice(value.span.start, value.span.end) === value.text ? copied(value.span, text) : undefined;
  if (value.kind !== 'string') return undefined;
  if (text.slice(value.inner.start, value.inner.end) === value.value) return copied(value.inner, text);
  const characters: Character[] = [];
  for (const part of strings.find(({ inner }) => inner.start === value.inner.start && inner.end === value.inner.end)?.parts ?? []) {
    if (part.kind === 'text') append(characters, copied(part.span, text));
    else if (part.kind === 'escape')
      append(
        characters,
        valueOfPart(text, part)
          .split('')
          .map((c) => character(c, part.span)),
      );
    else return undefined;
  }
  return characters;
}

function copied({ start, end }: Span, text: string): Character[] {
  return text
    .slice(start, end)
    .split('')
    .map((c, index) => character(c, { start: start + index, end: start + index + 1 }));
}

function character(c: string, { start, end }: Span): Character {
  return { c, start, end, plain: true, quoted: false };
}

/** Whether a blank stands outside of the quotes that an argument has in itself. */
function hasOpenBlank(characters: readonly Character[]): boolean {
  let isOpen = false;
  return characters.some(({ c }, index) => {
    if (c === '"' && characters[index - 1]?.c !== '\\') isOpen = !isOpen;
    return !isOpen && /\s/.test(c);
  });
}
