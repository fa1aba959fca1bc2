import type { SourceFile } from '../../core/source-file.ts';
import type { Span } from '../../core/span.ts';
import { textOf } from '../../core/span.ts';
import { Anchors, emptyFacts, type Facts } from '../../model/facts.ts';
import type { RegistryKeyChange, RegistryWrite, ServiceChange } from '../../model/registry/write.ts';
import { parseBatch } from '../../syntax/batch/parse.ts';
import type { BatchCommand, BatchScript } from '../../syntax/batch/script.ts';
import { isRegExe, parseReg, type RegCommand } from '../../syntax/reg-exe/parse.ts';
import type { Word } from '../../syntax/reg-exe/words.ts';
import type { Reading } from '../artefact.ts';
import { setsClientPolicy } from '../client-policy-text.ts';
import { readReg } from '../reg-exe.ts';
import { isReadByRemoteAccess, localWrites, waitingFor } from '../service-order.ts';
import { isHarmless, lastRestartHint, nameOf, programOf, readRestarts } from './read-restarts.ts';

/** A command of `reg.exe`, under a key that is unique in its file. */
export interface BatchRegistry {
  readonly key: string;
  readonly command: BatchCommand;
  readonly nameSpan: Span;
  readonly reg: RegCommand;
  /** Whether it stands in what `cmd` is given to run, whose quotes are not those of the file. */
  readonly isHanded?: true;
}

/** A batch file with its commands about the registry. */
export interface BatchTree {
  readonly script: BatchScript;
  readonly registry: readonly BatchRegistry[];
}

/** Programs that run or import what is not read. */
const OTHER_SHELL = /^(?:powershell|pwsh|cmd|wscript|cscript|mshta|psexec|psexec64|regedit|regedt32|regini|wmic)$/i;

/** Reads one batch file. Never throws for any text. */
export function readBatch(file: SourceFile): Reading<BatchTree> {
  const script = parseBatch(file.text);
  const anchors = new Anchors(file);
  const registry: BatchRegistry[] = [];
  const writes: RegistryWrite[] = [];
  const keys: RegistryKeyChange[] = [];
  const unread: Span[] = [];
  script.commands.forEach((command, index) => {
    const words = wordsBehind(command);
    const name = words[0] && nameOf(words[0], file.text);
    if (name === undefined) return;
    // What decides within the line that cmd is given is not read.
    const handed = isRegExe(name) || command.handed?.some(({ branch }) => branch.length > 0) ? undefined : command.handed;
    // What another shell runs is not read.
    if (handed ? !isUnderstood(command, file.text) : OTHER_SHELL.test(programOf(name))) unread.push(command.span);
    const runs = handed ? handed.map(({ name: first, args }) => [first, ...args]) : [words];
    runs.forEach((run, at) => {
      const [program, ...rest] = run;
      if (!program || !isRegExe(nameOf(program, file.text))) return;
      const reg = parseReg(rest);
      if (reg === 'other') return;
      const nameSpan = program.inner;
      const key = runs.length > 1 ? `reg/${index}.${at}` : `reg/${index}`;
      const { branch, inSubroutine, piped, span } = command;
      const offset = handed ? nameSpan.start : span.start;
      const site = { key, at: anchors.at(nameSpan, key), conditional: branch.length > 0, apart: inSubroutine, answered: piped, offset };
      const { write, keyChange } = reg === 'unread' ? {} : readReg(reg, site, anchors);
      if (write) writes.push(write);
      if (keyChange) keys.push(keyChange);
      if (reg !== 'unread' && (write ?? keyChange)) registry.push({ key, command, nameSpan, reg, ...(handed && { isHanded: true as const }) });
      else unread.push(span);
    });
  });
  const local = localWrites(writes);
  const facts: Facts = {
    ...emptyFacts(file),
    registryWrites: writes,
    // PowerShell, or a script of it that is written to a file line by line.
    ...(script.commands.some(({ span }) => setsClientPolicy(textOf(file.text, span))) && { maySetClientPolicy: true }),
    ...(keys.length > 0 && { registryKeys: keys }),
    ...(unread.length === 0 && script.commands.every((command) => isUnderstood(command, file.text)) && { registryWhole: true }),
    ...(writes.length > 0 && {
      script: {
        writes: local,
        restarts: readRestarts(script, anchors),
        remoteAccess: [...remoteAccessChanges(script), ...local.filter(isReadByRemoteAccess).map(({ offset }) => offset)],
        changes: changesOf(registry, writes, anchors),
        ...lastRestartHint(script),
      },
    }),
    unread,
    placeOf: (key) => anchors.placeOf(key),
  };
  return { file, tree: { script, registry }, facts };
}

function changesOf(registry: readonly BatchRegistry[], writes: readonly RegistryWrite[], anchors: Anchors): ServiceChange[] {
  const byKey = new Map(writes.map((write) => [write.key, write]));
  return registry.flatMap(({ key, command, nameSpan }) => {
    const write = byKey.get(key);
    const waits = write && waitingFor(write);
    const { branch, inSubroutine, span } = command;
    return waits ? [{ at: anchors.at(nameSpan, key), ...waits, offset: span.start, branch, inFunction: inSubroutine, elsewhere: false }] : [];
  });
}

/** Whether a command, as far as it is none that was read, writes nothing to the registry. */
function isUnderstood(command: BatchCommand, text: string): boolean {
  if (command.handed) return command.handed.every((each) => each.branch.length === 0 && isUnderstood(each, text));
  const [name, first] = wordsBehind(command);
  if (!name) return false;
  const program = programOf(nameOf(name, text)).toLowerCase();
  if (program === 'reg') return isRegExe(nameOf(name, text));
  return isHarmless(program) || (program === 'call' && first?.text?.startsWith(':') === true);
}

/** `netsh ras`, which changes RRAS. */
function remoteAccessChanges({ commands, text }: BatchScript): number[] {
  return commands.flatMap(({ name, args, span }) =>
    /^netsh$/i.test(programOf(nameOf(name, text))) && /^(?:ras|routing)$/i.test(args[0]?.text ?? '') ? [span.start] : [],
  );
}

/** The words of the command that is run: behind `call`, `start` and `cmd /c`, or the command itself. */
export function wordsBehind({ name, args }: BatchCommand): readonly Word[] {
  const said = programOf(name.text ?? '').toLowerCase();
  if (said === 'call' && args[0]?.text?.startsWith(':') === false) return args;
  if (said === 'cmd' && /^\/[ck]$/i.test(args[0]?.text ?? '') && args.length > 2) return args.slice(1);
  if (said !== 'start') return [name, ...args];
  let rest = args[0]?.quote === 'double' ? args.slice(1) : args;
  // A folder follows `/d`.
  while (/^\/\w+/.test(rest[0]?.text ?? '')) rest = rest.slice(/^\/d$/i.test(rest[0]?.text ?? '') ? 2 : 1);
  return rest.length > 0 ? rest : [name];
}
