import type { Edit } from '../../core/edit.ts';
import { endOfLine, lineEndAt, lineStart } from '../../core/lines.ts';
import { encloses, type Span } from '../../core/span.ts';
import { literally } from '../../core/texts.ts';
import type { Change } from '../../model/change.ts';
import type { BoundParameter } from '../../syntax/powershell/bind.ts';
import { entryInsertion, entryText, insertionPoint } from '../../syntax/powershell/insertion.ts';
import { pipelineOf } from './read-pipeline.ts';
import { parameterOf, parameterTable, writtenValue, type KnownCommand, type ScriptTree } from './tree.ts';

const KINDS = ['switch-on', 'attach-value', 'name-arguments', 'look-up-root', 'pick-newest', 'plain-signs'] as const;

/** What can be changed of a call, or around it. */
export type CallChange = Extract<Change, { kind: (typeof KINDS)[number] }>;

export function isCallChange(change: Change): change is CallChange {
  return (KINDS as readonly string[]).includes(change.kind);
}

/** The edits of one change; `undefined` where it has no place that can be edited without guessing. */
export function writeCall(file: Edit['file'], tree: ScriptTree, change: CallChange): Edit[] | undefined {
  if (change.kind === 'plain-signs') return change.signs.map(({ at, plain }) => ({ file, span: at.span, newText: plain }));
  const command = tree.commands.find((each) => each.key === change.call.key);
  const replacements = command && replacementsFor(file.text, tree, command, change);
  return replacements?.map(({ span, newText }) => ({ file, span, newText }));
}

type Replacement = Pick<Edit, 'span' | 'newText'>;

function replacementsFor(
  text: string,
  tree: ScriptTree,
  command: KnownCommand,
  change: Exclude<CallChange, { kind: 'plain-signs' }>,
): Replacement[] | undefined {
  switch (change.kind) {
    case 'switch-on':
      return switchedOn(text, tree, command, change.name);
    case 'name-arguments': {
      const spans = change.names.flatMap((name) => argumentSpan(command, parameterOf(command, name)) ?? []);
      return spans.length === change.names.length ? spans.flatMap(({ start }, index) => insertion(start, `-${change.names[index] ?? ''} `)) : undefined;
    }
    case 'attach-value': {
      const end = parameterOf(command, change.name)?.nameSpan?.end ?? 0;
      const blank = /^[ \t]+(?=\S)/.exec(text.slice(end))?.[0];
      const isHere = encloses(command.bound.command.span, { start: end, end });
      return blank !== undefined && isHere ? [{ span: { start: end, end: end + blank.length }, newText: ':' }] : undefined;
    }
    case 'look-up-root': {
      const span = argumentSpan(command, parameterOf(command, change.name));
      return span && [{ span, newText: `(Get-Item -Path Cert:\\LocalMachine\\Root\\${change.thumbprint} -ErrorAction Stop)` }];
    }
    case 'pick-newest': {
      const value = parameterOf(command, change.name)?.value;
      const last = value && tree.script && pipelineOf(tree.script, writtenValue(command, value) ?? value.span)?.at(-1);
      return last && insertion(last.span.end, ' | Sort-Object -Property NotAfter -Descending | Select-Object -First 1');
    }
  }
}

function insertion(at: number, newText: string): Replacement[] {
  return [{ span: { start: at, end: at }, newText }];
}

/** One more switch: in the hashtable that the command has for itself, else behind its last argument. */
export function switchedOn(text: string, tree: ScriptTree, command: KnownCommand, name: string): Replacement[] | undefined {
  if (parameterOf(command, name)) return undefined;
  const table = ownTable(tree, command);
  if (!table) return insertion(insertionPoint(command.bound.command), ` -${name}`);
  const entry = entryInsertion(table, text);
  return insertion(entry.offset, entryText(entry, name, '$true'));
}

/** Where the value of a parameter is written: in the command, or in the hashtable that is splatted. */
export function argumentSpan(command: KnownCommand, parameter: BoundParameter | undefined): Span | undefined {
  const value = parameter?.value;
  if (!value) return undefined;
  const written = writtenValue(command, value);
  if (written) return written;
  const { bound } = command;
  const table = parameterTable(bound.command);
  const inPlace = encloses(bound.command.span, value.span) || (table && encloses(table.span, value.span));
  return inPlace ? value.span : undefined;
}

/** The hashtable that a command is splatted with, where it is written out and no other command has it. */
export function ownTable({ commands, script }: ScriptTree, { bound }: KnownCommand) {
  const splat = bound.command.args.find((argument) => argument.kind === 'splat');
  const table = splat?.value.kind === 'hashtable' ? splat.value : undefined;
  if (!table || splat?.kind !== 'splat') return undefined;
  const isUsed = new RegExp(`@${literally(splat.name)}\\b`, 'gi');
  const uses = script?.text.match(isUsed)?.length ?? 0;
  const same = commands.filter((other) => other.bound.command.nameSpan.start === bound.command.nameSpan.start).length;
  return uses === 1 && same === 1 ? table : undefined;
}

/** The end of the line on which a command's statement ends, where nothing else follows on it, and how the next one begins. */
export function lineBehind({ bound }: KnownCommand, text: string): LineBehind | undefined {
  return lineBehindSpan(bound.command.span, text);
}

/** Where lines can be put behind a statement, and how they begin. */
export interface LineBehind {
  readonly offset: number;
  readonly eol: string;
  readonly indent: string;
}

/** As `lineBehind`, for any statement. */
export function lineBehindSpan(span: Span, text: string): LineBehind | undefined {
  const offset = endOfLine(text, span.end);
  if (!/^\s*(\|\s*Out-Null\s*|[12*]?>\s*(?:\$null|&1)\s*)*(#.*)?$/i.test(text.slice(span.end, offset))) return undefined;
  const start = lineStart(text, span.start);
  // What begins on an earlier line is none of a block that is opened on this one.
  const before = text.slice(start, span.start).replace(/@\{[^}]*\}/g, '');
  if (before.lastIndexOf('{') > before.lastIndexOf('}')) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  return { offset, eol: lineEndAt(text, offset), indent };
}
