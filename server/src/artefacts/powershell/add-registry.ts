import type { Edit } from '../../core/edit.ts';
import { smallest } from '../../core/lists.ts';
import { encloses, textOf, type Span } from '../../core/span.ts';
import type { Location } from '../../core/source-file.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import { serviceByName } from '../../knowledge/services.ts';
import type { Change } from '../../model/change.ts';
import type { RegistryEntry } from '../../model/registry/content.ts';
import type { RegistryWrite } from '../../model/registry/write.ts';
import { spellReg } from '../../syntax/reg-exe/spell.ts';
import { keyGuard, spellCmdlet, spellPath, spellSetValue, type CmdletStyle } from '../../syntax/powershell/spell-registry.ts';
import type { Reading } from '../artefact.ts';
import { keyId, keysBefore } from './keys-before.ts';
import { isCmdlet, literalOf, parameterOf, runsElsewhere, type KnownCommand, type ScriptTree } from './tree.ts';
import { argumentSpan, lineBehindSpan } from './write-call.ts';

/** A statement that something can be put behind. */
interface Place {
  readonly key: string;
  readonly span: Span;
  readonly branch: readonly number[];
  /** Whether it runs elsewhere, or stands for one call of a function. */
  readonly elsewhere: boolean;
  readonly command?: KnownCommand;
}

/** Restarts a service right behind a statement. */
export function restartBehind({ file, tree }: Reading<ScriptTree>, change: Extract<Change, { kind: 'restart-service' }>): Edit | undefined {
  const place = placesIn(tree).find(({ key }) => key === change.at.key) ?? otherPlace(tree, change.at);
  const line = place && lineBehindSpan(place.span, file.text);
  return line && { file, span: { start: line.offset, end: line.offset }, newText: `${line.eol}${line.indent}Restart-Service ${change.service} -Force` };
}

/**
 * Writes values behind the last registry write that runs whenever the given statement does, up to the next restart, in the way of that
 * write. `undefined` where the statement runs elsewhere, or no line is free.
 */
export function addRegistryValues(reading: Reading<ScriptTree>, change: Extract<Change, { kind: 'add-registry-values' }>): Edit | undefined {
  const { file, tree, facts } = reading;
  const places = placesIn(tree);
  const base = places.find(({ key }) => key === change.at.key || change.at.key?.startsWith(`${key}/`)) ?? otherPlace(tree, change.at);
  if (!base || base.elsewhere) return undefined;
  const restarts = facts.script?.restarts ?? [];
  const limit = smallest(restarts.map(({ offset }) => offset).filter((offset) => offset > base.span.start));
  const writes = new Map(facts.registryWrites.map((write) => [write.key, write]));
  const last = places.findLast(
    ({ key, span, branch, elsewhere }) =>
      writes.has(key) && span.start > base.span.start && span.start < limit && !elsewhere && branch.every((id, index) => base.branch[index] === id),
  );
  const place = last && lineBehindSpan(last.span, file.text) ? last : base;
  const line = lineBehindSpan(place.span, file.text);
  if (!line) return undefined;
  const { offset, eol, indent } = line;
  const beside = writes.get(place.key);
  const exist = keysBefore(facts, offset);
  const lines: string[] = [];
  for (const entry of change.entries) {
    const spelled = spelledBeside(entry, beside, place, file.text);
    if (spelled === undefined) return undefined;
    const id = keyId(entry);
    // A cmdlet does not make the key, and what is not there need not be deleted.
    const guard = spelled.path !== undefined && entry.content !== 'deleted' && !exist.has(id) ? keyGuard(entry, spelled.path) : undefined;
    if (guard !== undefined) lines.push(guard);
    exist.add(id);
    lines.push(spelled.text);
  }
  const { restart } = change;
  if (restart !== undefined && !isRestarted(reading, restart, offset)) lines.push(`Restart-Service ${restart} -Force`);
  return { file, span: { start: offset, end: offset }, newText: lines.map((each) => `${eol}${indent}${each}`).join('') };
}

/** Whether the service, or something that may be it, is started behind an offset. */
function isRestarted({ file, facts }: Reading<ScriptTree>, service: string, offset: number): boolean {
  if (!facts.script) return /re-?start|reboot|start-service|\bstart\b|shutdown/i.test(file.text.slice(offset));
  if ((facts.script.lastHint ?? -1) > offset) return true;
  return facts.script.restarts.some(
    (restart) => restart.offset > offset && (typeof restart.service === 'string' || serviceByName(restart.service.value)?.name === service),
  );
}

function placesIn({ commands, registry = [] }: ScriptTree): Place[] {
  const known = commands.map((command): Place => {
    const { span, branch, call } = command.bound.command;
    return { key: command.key, span, branch, elsewhere: runsElsewhere(command) || call !== undefined || command.bound.parameters.has('ComputerName'), command };
  });
  const others = registry.map(({ key, span, branch, remote }): Place => ({ key, span, branch, elsewhere: remote }));
  return [...known, ...others].sort((a, b) => a.span.start - b.span.start);
}

/** The place of a command that is none of the catalogue's. */
function otherPlace({ script }: ScriptTree, { span, key }: Location): Place | undefined {
  const command = script?.commands.find(({ nameSpan }) => nameSpan.start === span.start);
  return command && { key: key ?? '', span: command.span, branch: command.branch, elsewhere: command.remote || command.functionName !== undefined };
}

/** A write in the notation of another one; `path` where a cmdlet does it. */
function spelledBeside(entry: RegistryEntry, beside: RegistryWrite | undefined, place: Place, text: string): { text: string; path?: string } | undefined {
  if (beside?.notation === 'reg-exe') {
    const spelled = spellReg(entry, 'powershell');
    return spelled === undefined ? undefined : { text: spelled };
  }
  const byCall = beside?.notation === 'dotnet' ? spellSetValue(entry) : undefined;
  if (byCall !== undefined) return { text: byCall };
  const { command } = place;
  const parameter = command && (parameterOf(command, 'Path') ?? parameterOf(command, 'LiteralPath'));
  const quote = parameter?.value?.kind === 'string' && parameter.value.quote === 'double' ? '"' : "'";
  const isSame = beside?.path.value.hive === entry.hive && beside.path.value.key.toLowerCase() === entry.key.toLowerCase();
  const argument = command && isSame && literalOf(parameter?.value) ? argumentSpan(command, parameter) : undefined;
  // What a hashtable gives is written out.
  const path = argument && encloses(place.span, argument) ? textOf(text, argument) : spellPath(entry, quote);
  const cmdlet: CmdletStyle['cmdlet'] = command && isCmdlet(command, CMDLETS.setItemProperty) ? 'Set-ItemProperty' : 'New-ItemProperty';
  return { text: spellCmdlet(entry, { cmdlet, quote, path }), path };
}
