import type { Switch } from '../../model/policy-command.ts';
import type { Cmdlet } from '../../knowledge/cmdlet.ts';
import type { BoundCommand, BoundParameter } from '../../syntax/powershell/bind.ts';
import type { PsArgument, PsCommand, PsScript } from '../../syntax/powershell/commands.ts';
import type { PsHashtable, PsValue } from '../../syntax/powershell/value.ts';
import type { Span } from '../../core/span.ts';
import type { RegistryStatement } from './registry-statement.ts';

/** A call of a cmdlet that the catalogue knows, under a key that is unique in its file. */
export interface KnownCommand {
  readonly key: string;
  readonly bound: BoundCommand;
}

/** A script with its catalogued commands. */
export interface ScriptTree {
  /** Absent for a script that names nothing this product reads: it is not parsed at all. */
  readonly script?: PsScript;
  readonly commands: readonly KnownCommand[];
  /** What it says about the registry without a cmdlet of the catalogue. */
  readonly registry?: readonly RegistryStatement[];
}

export function parameterOf({ bound }: KnownCommand, name: string): BoundParameter | undefined {
  return bound.parameters.get(name);
}

export function isCmdlet({ bound }: KnownCommand, cmdlet: Cmdlet): boolean {
  return bound.cmdlet === cmdlet;
}

/** Where the value of a parameter is written in the command itself; `undefined` where a hashtable or a switch gives it. */
export function writtenValue({ bound }: KnownCommand, value: PsValue): Span | undefined {
  return bound.command.args.find((argument) => argument.kind === 'value' && argument.value === value)?.span;
}

/** Whether a switch is given. */
export function switchOf(command: KnownCommand, name: string): Switch {
  const parameter = parameterOf(command, name);
  if (!parameter) return command.bound.unread ? 'unread' : 'off';
  return parameter.value?.kind === 'boolean' ? (parameter.value.value ? 'on' : 'off') : 'unread';
}

/** Whether a command may only say what it would do. */
export function onlySays(known: KnownCommand): boolean {
  const value = parameterOf(known, 'WhatIf')?.value;
  return value !== undefined && !(value.kind === 'boolean' && !value.value);
}

/** Whether a command runs on another computer. */
export function runsElsewhere({ bound }: KnownCommand): boolean {
  return bound.command.remote || bound.parameters.has('CimSession');
}

/**
 * Whether a later command runs whenever an earlier one has, and on the same computer: every condition it stands under also held for that one.
 * Commands that run elsewhere may run on different computers. For many commands at once, `followed` says the same.
 */
export function surelyFollows(later: KnownCommand, earlier: KnownCommand): boolean {
  if (runsElsewhere(later) || runsElsewhere(earlier)) return false;
  return later.bound.command.branch.every((id, index) => earlier.bound.command.branch[index] === id);
}

/** The text of a value and where it stands, where it is one literal text or number; `undefined` for everything else. */
export function literalOf(value: PsValue | undefined): { text: string; span: Span; editable: boolean } | undefined {
  if (value?.kind === 'string') return { text: value.value, span: value.inner, editable: value.editable };
  return value?.kind === 'number' ? { text: value.text, span: value.span, editable: true } : undefined;
}

/** The hashtables through which a command gets parameters, by splatting or from the pipeline; empty when it names them all itself. */
export function parameterTables({ args, input }: PsCommand): readonly PsHashtable[] {
  const tables = args.flatMap((argument) => (argument.kind === 'splat' && argument.value.kind === 'hashtable' ? [argument.value] : []));
  return tables.length === 0 && input?.kind === 'hashtable' ? [input] : tables;
}

/** The first of them. */
export function parameterTable(command: PsCommand): PsHashtable | undefined {
  return parameterTables(command)[0];
}

/** An argument with the value behind its colon, as it stands in the text: that of a variable is stated elsewhere. */
export function argumentSpan({ kind, span, value }: PsArgument, text: string): Span {
  if (kind !== 'parameter' || !value) return span;
  const variable = /^[ \t]*\$[\w:]+/.exec(text.slice(span.end, span.end + 200))?.[0].length;
  return { start: span.start, end: variable === undefined ? Math.max(span.end, value.span.end) : span.end + variable };
}
