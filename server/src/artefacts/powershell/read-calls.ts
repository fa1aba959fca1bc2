import type { Span } from '../../core/span.ts';
import type { Anchors } from '../../model/facts.ts';
import type { ArgumentValue, CallArgument, CmdletCall } from '../../model/cmdlet-call.ts';
import type { BoundParameter } from '../../syntax/powershell/bind.ts';
import type { PsScript } from '../../syntax/powershell/commands.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';
import { assignments, pipelineOf } from './read-pipeline.ts';
import { literalOf, parameterOf, writtenValue, type KnownCommand } from './tree.ts';

/** Parameters whose objects come from a pipeline that is worth reading. */
const BY_PIPELINE: ReadonlySet<string> = new Set(['RootCertificateNameToAccept']);

/** Every call of a cmdlet of the catalogue, in the order of the text. */
export function readCalls(script: PsScript, commands: readonly KnownCommand[], anchors: Anchors): CmdletCall[] {
  const { text } = script;
  const unasked = /\$ConfirmPreference\s*=\s*['"]?None/i.test(text);
  const neighbours = new Set(script.commands.map(({ name }) => name.toLowerCase()));
  const counts = new Map<string, number>();
  const isAssignedOnce = (variable: string): boolean => {
    let count = counts.get(variable);
    if (count === undefined) counts.set(variable, (count = assignments(text, variable).length));
    return count <= 1;
  };
  return commands.map((command) => {
    const { bound, key } = command;
    const { nameSpan, span, reliable, branch, call, functionName } = bound.command;
    const connection = connectionOf(command, text, isAssignedOnce);
    return {
      key,
      cmdlet: bound.cmdlet.name,
      at: anchors.at(nameSpan, key),
      // Where brackets or quotes are missing nothing is what it seems.
      arguments: new Map(reliable ? [...bound.parameters].map(([name, parameter]) => [name, argumentOf(script, command, parameter, anchors)]) : []),
      complete: !bound.unread && reliable,
      ...((branch.length > 0 || (functionName !== undefined && call === undefined)) && { conditional: true as const }),
      ...(connection !== undefined && { connection }),
      unasked,
      neighbours,
      offset: span.start,
      text: text.slice(span.start, span.end),
    };
  });
}

function argumentOf(script: PsScript, command: KnownCommand, { name, nameSpan, value, via }: BoundParameter, anchors: Anchors): CallArgument {
  const key = `${command.key}/argument/${name}`;
  const stray = strayBehind(command, nameSpan?.end);
  return {
    name,
    via,
    ...(nameSpan && { nameAt: anchors.at(nameSpan, `${key}/name`) }),
    ...(value && { value: valueOf(script, value, key, anchors, BY_PIPELINE.has(name) ? writtenValue(command, value) : undefined) }),
    ...(stray && { stray: { ...valueOf(script, stray.value, `${key}/stray/value`, anchors), at: anchors.at(stray.span, `${key}/stray`) } }),
  };
}

/** What stands right behind the switch whose name ends at an offset. */
function strayBehind({ bound }: KnownCommand, end: number | undefined): { value: PsValue; span: Span } | undefined {
  const { args } = bound.command;
  const index = args.findIndex((argument) => argument.kind === 'parameter' && argument.nameSpan.end === end);
  const [argument, next] = [args[index], args[index + 1]];
  if (argument?.kind !== 'parameter' || argument.value || next?.kind !== 'value') return undefined;
  const taken = [...bound.parameters.values()].find(({ nameSpan }) => nameSpan?.end === end);
  return taken?.value === next.value ? undefined : next;
}

/** @param written where the value stands in the command, brackets included, if it is to be read as a pipeline */
function valueOf(script: PsScript, value: PsValue, key: string, anchors: Anchors, written?: Span): ArgumentValue {
  const literal = literalOf(value);
  const whole = (value.kind === 'unknown' ? written : undefined) ?? value.span;
  const at = anchors.at(literal?.span ?? whole, key);
  if (value.cast !== undefined && value.cast !== 'string') return { kind: 'unread', at };
  switch (value.kind) {
    case 'string':
      return { kind: 'text', text: value.value, at };
    case 'number':
      return { kind: 'number', number: value.value, text: value.text, at };
    case 'boolean':
      return { kind: 'boolean', boolean: value.value, at };
    case 'null':
      return { kind: 'null', at };
    case 'array':
      return { kind: 'list', items: value.items.map((item, index) => valueOf(script, item, `${key}/${index}`, anchors)), at };
    case 'unknown': {
      const stages = (written && pipelineOf(script, written))?.map(({ name, span }) => ({
        command: name.toLowerCase(),
        text: script.text.slice(span.start, span.end),
      }));
      if (stages) return { kind: 'pipeline', stages, at };
      const each = value.each?.map((item, index) => valueOf(script, item, `${key}/each/${index}`, anchors));
      return { kind: 'unread', at, ...(each && { each }) };
    }
    default:
      return { kind: 'unread', at };
  }
}

/** Variables that PowerShell sets anew all the time. */
const AUTOMATIC = /^(_|psitem|args|input|this|matches)$/i;

/** The connection that a client cmdlet is about: its name, or the variable that holds it where that surely holds the same all the time. */
function connectionOf(command: KnownCommand, text: string, isAssignedOnce: (variable: string) => boolean): string | undefined {
  if (!/^(add|set)-vpnconnection/i.test(command.bound.cmdlet.name)) return undefined;
  const value = parameterOf(command, 'ConnectionName')?.value ?? parameterOf(command, 'Name')?.value;
  const literal = literalOf(value);
  if (literal) return `=${literal.text.toLowerCase()}`;
  const variable = value && /^\$(\w+)$/.exec(text.slice(value.span.start, value.span.end))?.[1];
  if (variable === undefined || AUTOMATIC.test(variable) || !isAssignedOnce(variable.toLowerCase())) return undefined;
  return `$${variable.toLowerCase()} in ${command.bound.command.functionName?.toLowerCase() ?? ''}`;
}
