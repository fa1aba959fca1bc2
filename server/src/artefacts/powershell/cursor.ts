import { touches, type Span } from '../../core/span.ts';
import { attributeOf } from '../../knowledge/cmdlet.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import type { BoundParameter } from '../../syntax/powershell/bind.ts';
import type { Reading, Slot, Subject } from '../artefact.ts';
import { isAzurePolicy } from './read-azure.ts';
import { readRegistryPath } from './registry-path.ts';
import { isCmdlet, literalOf, parameterOf, parameterTable, type KnownCommand, type ScriptTree } from './tree.ts';

/** What an offset is on: a cmdlet's name, a parameter's, or a value that the catalogue explains. */
export function scriptSubjectAt({ tree }: Reading<ScriptTree>, offset: number): Subject | undefined {
  for (const command of tree.commands) {
    const { cmdlet, parameters } = command.bound;
    const { nameSpan } = command.bound.command;
    if (touches(nameSpan, offset)) return { kind: 'cmdlet', cmdlet: cmdlet.name, span: nameSpan };
    for (const parameter of parameters.values()) {
      const subject = subjectOf(command, parameter, offset);
      if (subject) return subject;
    }
  }
  return undefined;
}

function subjectOf(command: KnownCommand, parameter: BoundParameter, offset: number): Subject | undefined {
  const cmdlet = command.bound.cmdlet.name;
  if (parameter.nameSpan && touches(parameter.nameSpan, offset)) return { kind: 'parameter', cmdlet, parameter: parameter.name, span: parameter.nameSpan };
  const values = parameter.value?.kind === 'array' ? parameter.value.items : [parameter.value];
  for (const value of values) {
    const literal = literalOf(value);
    if (!literal || !touches(literal.span, offset)) continue;
    const { span, text } = literal;
    const attribute = attributeOf(command.bound.cmdlet, parameter.name);
    if (attribute) return { kind: 'algorithm', attribute, text, span, form: formOf(command) };
    if (isRegistry(command) && parameter.name === 'Name') {
      const path = literalOf(parameterOf(command, 'Path')?.value ?? parameterOf(command, 'LiteralPath')?.value);
      return { kind: 'registry-value', registryKey: path && readRegistryPath(path.text)?.key, name: text, span };
    }
    if (isService(command) && (parameter.name === 'Name' || parameter.name === 'DisplayName')) return { kind: 'service', name: text, span };
  }
  return undefined;
}

/** What can be typed at an offset: a value, a parameter's name, or a snippet at the start of a command. */
export function scriptSlotAt({ file, tree }: Reading<ScriptTree>, offset: number): Slot | undefined {
  if (tree.script?.comments.some((comment) => comment.start < offset && offset <= comment.end)) return undefined;
  for (const command of tree.commands) {
    const value = valueSlot(command, offset, file.text);
    if (value) return value;
  }
  // Text in quotes is nobody's command, and an entry of a hashtable is no place for one.
  if (tree.script?.strings.some(({ span }) => span.start < offset && offset < span.end)) return undefined;
  if (tree.commands.some(({ bound }) => within(parameterTable(bound.command)?.span, offset))) return undefined;
  const before = file.text.slice(Math.max(0, offset - 200), offset);
  const command = tree.commands.findLast(({ bound }) => bound.command.nameSpan.end < offset && offset <= endOfArguments(file.text, bound.command.span.end));
  if (command) return parameterSlot(command, offset, before);
  const word = /(?:^|[\n\r;{(|])[ \t]*([\w-]*)$/.exec(before);
  return word ? { kind: 'snippet', replace: { start: offset - (word[1]?.length ?? 0), end: offset } } : undefined;
}

function parameterSlot({ bound }: KnownCommand, offset: number, before: string): Slot | undefined {
  const name = /(?:^|\s)[-\u2013\u2014\u2015](\w*)$/.exec(before);
  if (!name) return undefined;
  const replace = { start: offset - (name[1]?.length ?? 0), end: offset };
  // The parameter that is being typed is not used yet, nor is one that the hyphen alone was taken for the value of.
  const isTyped = ({ nameSpan, value }: BoundParameter): boolean =>
    (nameSpan !== undefined && touches(nameSpan, offset)) || (value !== undefined && touches(value.span, offset));
  const used = [...bound.parameters.values()].filter((parameter) => !isTyped(parameter)).map((parameter) => parameter.name);
  return { kind: 'parameter', cmdlet: bound.cmdlet.name, used, replace };
}

function valueSlot(command: KnownCommand, offset: number, text: string): Slot | undefined {
  for (const parameter of command.bound.parameters.values()) {
    const attribute = attributeOf(command.bound.cmdlet, parameter.name);
    if (!attribute) continue;
    const slot = (replace: Span): Slot => ({ kind: 'algorithm', attribute, form: formOf(command), replace });
    const literal = literalOf(parameter.value);
    if (literal && touches(literal.span, offset) && !/^[-\u2013-\u2015]/.test(literal.text)) return slot(literal.span);
    const end = parameter.nameSpan?.end;
    if (!parameter.value && end !== undefined && end < offset && /^[ \t:]+$/.test(text.slice(end, offset))) return slot({ start: offset, end: offset });
  }
  return undefined;
}

function within(span: Span | undefined, offset: number): boolean {
  return span !== undefined && span.start < offset && offset < span.end;
}

/** Blanks behind the last argument still belong to the command that is being typed. */
function endOfArguments(text: string, end: number): number {
  let at = end;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '-') at++;
  return at;
}

function formOf(command: KnownCommand): 'server-cmdlet' | 'client-cmdlet' | 'azure' {
  if (isAzurePolicy(command)) return 'azure';
  return isCmdlet(command, CMDLETS.setVpnServer) ? 'server-cmdlet' : 'client-cmdlet';
}

function isRegistry(command: KnownCommand): boolean {
  return [CMDLETS.newItemProperty, CMDLETS.setItemProperty, CMDLETS.removeItemProperty].some((cmdlet) => isCmdlet(command, cmdlet));
}

function isService(command: KnownCommand): boolean {
  return isCmdlet(command, CMDLETS.restartService) || isCmdlet(command, CMDLETS.startService);
}
