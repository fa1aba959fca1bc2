import { touches, type Span } from '../../core/span.ts';
import type { BoundParameter } from '../../syntax/powershell/bind.ts';
import { mayHaveRest } from '../../syntax/kemp/rest.ts';
import type { Reading, Slot } from '../artefact.ts';
import { choiceOf, slotOfValue } from './choices.ts';
import { entrySlot } from './entry-slots.ts';
import { registryPart, registrySlot, regSlotInScript } from './registry-slots.ts';
import { restSlot } from '../kemp/rest-cursor.ts';
import { scriptRest } from './read-kemp.ts';
import { literalOf, parameterTables, type KnownCommand, type ScriptTree } from './tree.ts';

/** What can be typed at an offset: a value, a parameter's name, or a snippet at the start of a command. */
export function scriptSlotAt(reading: Reading<ScriptTree>, offset: number): Slot | undefined {
  const { file, tree } = reading;
  if (tree.script?.comments.some((comment) => comment.start < offset && offset <= comment.end)) return undefined;
  for (const command of tree.commands) {
    const value = valueSlot(command, offset, file.text);
    if (value) return value;
  }
  const ofProgram = tree.script && regSlotInScript(tree.script, offset);
  if (ofProgram) return ofProgram;
  const entry = entrySlot(reading, offset);
  if (entry) return entry;
  const rest = restSlotInScript(reading, offset);
  if (rest) return rest;
  // Text in quotes is nobody's command, and an entry of a hashtable is no place for one.
  if (tree.script?.strings.some(({ span }) => span.start < offset && offset < span.end)) return undefined;
  if (tree.commands.some(({ bound }) => parameterTables(bound.command).some(({ span }) => span.start < offset && offset < span.end))) return undefined;
  const before = file.text.slice(Math.max(0, offset - 200), offset);
  const command = commandBeingTyped(reading, offset);
  if (command) return parameterSlot(command, offset, before);
  const word = /(?:^|[\n\r;{(|])[ \t]*([\w-]*)$/.exec(before);
  return word ? { kind: 'snippet', replace: { start: offset - (word[1]?.length ?? 0), end: offset } } : undefined;
}

/** In a string that speaks to the REST interface of a LoadMaster. */
function restSlotInScript({ file, tree }: Reading<ScriptTree>, offset: number): Slot | undefined {
  const isInString = tree.script?.strings.some(({ span, quote }) => quote !== 'none' && span.start < offset && offset < span.end);
  return tree.script && isInString && mayHaveRest(file.text) ? restSlot(file.text, [...scriptRest(tree.script).rest.values()], offset) : undefined;
}

/** The command of the catalogue whose arguments an offset is among, or behind. */
export function commandBeingTyped({ file, tree }: Reading<ScriptTree>, offset: number): KnownCommand | undefined {
  return tree.commands.findLast(({ bound: { command } }) => command.nameSpan.end < offset && offset <= endOfArguments(file.text, command.span.end));
}

/** Blanks behind the last argument still belong to the command that is being typed. */
function endOfArguments(text: string, end: number): number {
  let at = end;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '-') at++;
  return at;
}

function parameterSlot({ bound }: KnownCommand, offset: number, before: string): Slot | undefined {
  const name = /(?:^|\s)[-\u2013\u2014\u2015](\w*)$/.exec(before);
  if (!name) return undefined;
  const replace = { start: offset - (name[1]?.length ?? 0), end: offset };
  // The parameter that is being typed is not used yet, nor is one that the hyphen alone was taken for the value of.
  const isTyped = ({ nameSpan, value }: BoundParameter): boolean =>
    (nameSpan !== undefined && touches(nameSpan, offset)) || (value !== undefined && touches(value.span, offset));
  const used = [...bound.parameters.values()].filter((parameter) => !isTyped(parameter)).map((parameter) => parameter.name);
  return { kind: 'parameter', cmdlet: bound.cmdlet.name, used, as: 'argument', replace };
}

function valueSlot(command: KnownCommand, offset: number, text: string): Slot | undefined {
  for (const parameter of command.bound.parameters.values()) {
    const part = registryPart(command, parameter.name);
    const place = part && placeOfWord(parameter, behindName(parameter, offset, text), offset, text);
    if (part && place) return registrySlot(command, part, place, text, offset);
    const replace = replacedValue(command, parameter, offset, text);
    if (replace) return slotOfValue(command, parameter.name, replace);
  }
  return undefined;
}

/** What a value that is accepted takes the place of, where the offset is on a value or where one is to stand. */
function replacedValue(command: KnownCommand, parameter: BoundParameter, offset: number, text: string): Span | undefined {
  const { name } = parameter;
  const choice = choiceOf(command, name);
  if (choice === undefined) return undefined;
  const between = behindName(parameter, offset, text);
  if (choice === 'booleans') {
    const isSwitch = command.bound.cmdlet.parameters.some((each) => each.name === name && each.switch);
    const typed = between === undefined ? null : (isSwitch ? /^:(\$?\w*)$/ : /^(?::[ \t]*|[ \t]+)(\$?\w*)$/).exec(between);
    return typed ? { start: offset - (typed[1]?.length ?? 0), end: offset + wordLength(text, offset) } : undefined;
  }
  return placeOfWord(parameter, between, offset, text);
}

/** What a word that is accepted takes the place of. @param between what stands between the parameter's name and the offset; absent where the value is not named */
function placeOfWord({ value }: BoundParameter, between: string | undefined, offset: number, text: string): Span | undefined {
  for (const item of value?.kind === 'array' ? value.items : [value]) {
    const literal = literalOf(item);
    if (literal && touches(literal.span, offset) && !/^[-\u2013-\u2015]/.test(literal.text)) return literal.span;
  }
  const nothing = { start: offset, end: offset };
  if (value?.kind === 'array' && value.span.start < offset && /,[ \t]*$/.test(text.slice(value.span.start, offset))) return nothing;
  return !value && between !== undefined && /^[ \t:]+$/.test(between) ? nothing : undefined;
}

/** What stands between the name of a parameter and the offset; `undefined` for a parameter that is not named, or behind the offset. */
function behindName({ nameSpan, via }: BoundParameter, offset: number, text: string): string | undefined {
  return nameSpan && via === 'named' && nameSpan.end < offset ? text.slice(nameSpan.end, Math.min(offset, nameSpan.end + 200)) : undefined;
}

function wordLength(text: string, offset: number): number {
  return /^\w*/.exec(text.slice(offset, offset + 100))?.[0].length ?? 0;
}
