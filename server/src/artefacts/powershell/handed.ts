import { START_PROCESS } from '../../knowledge/cmdlets/start-process.ts';
import { parseHanded } from '../../syntax/batch/parse.ts';
import type { Span } from '../../core/span.ts';
import type { Character } from '../../syntax/batch/characters.ts';
import { wordsOf } from '../../syntax/batch/words.ts';
import { bind } from '../../syntax/powershell/bind.ts';
import type { PsCommand, PsScript } from '../../syntax/powershell/commands.ts';
import { isRegExe } from '../../syntax/reg-exe/parse.ts';
import type { Word } from '../../syntax/reg-exe/words.ts';
import { nativeLine, startedLine } from './command-line.ts';
import { literalOf, writtenValue } from './tree.ts';

/** A program that a command of a script has another one run, with its arguments. */
export interface HandedRun {
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Word[];
  /** Whether the output of another command is its input. */
  readonly piped: boolean;
}

/** What a command has another program run. */
export interface Handed {
  readonly runs: readonly HandedRun[];
  /** Whether more can be written behind an argument: not so where each is an item of a list. */
  readonly growable: boolean;
}

const CMD = /(?:^|[\\/])cmd(?:\.exe)?$/i;
const STARTS: ReadonlySet<string> = new Set([START_PROCESS.name, ...START_PROCESS.aliases].map((name) => name.toLowerCase()));
/** Programs that write to the registry. */
const WRITES = /\breg(?:\.exe|edit|ini)?\b/i;

/**
 * What `cmd /c …` and `Start-Process` run; `unread` where it may write to the registry and is not written out, or conditions decide about it;
 * `undefined` for another command, and where the registry is not spoken of.
 */
export function handedBy(command: PsCommand, script: PsScript): Handed | 'unread' | undefined {
  const isCmd = CMD.test(command.name);
  if (!isCmd && !STARTS.has(command.name.toLowerCase())) return undefined;
  if (!WRITES.test(script.text.slice(command.span.start, command.span.end))) return undefined;
  const handed = isCmd ? byCmd(nativeLine(command.args, script), script.text, true) : byStart(command, script);
  return handed ?? 'unread';
}

function byStart(command: PsCommand, script: PsScript): Handed | undefined {
  const bound = bind(command, START_PROCESS);
  const { value: program } = bound.parameters.get('FilePath') ?? {};
  const { value: list } = bound.parameters.get('ArgumentList') ?? {};
  const name = literalOf(program);
  if (bound.unread || bound.parameters.has('WhatIf') || !name || !list) return undefined;
  const line = startedLine(list, writtenValue({ key: '', bound }, list) ?? command.span, script);
  const growable = list.kind !== 'array';
  if (CMD.test(name.text)) return byCmd(line, script.text, growable);
  const args = line && isRegExe(name.text) ? wordsOf(line, script.text) : undefined;
  return args && { runs: [{ name: name.text, nameSpan: name.span, args, piped: false }], growable };
}

function byCmd(line: readonly Character[] | undefined, text: string, growable: boolean): Handed | undefined {
  const commands = line && parseHanded(line, text);
  if (!commands?.every(({ name, branch }) => name.text !== undefined && branch.length === 0)) return undefined;
  return { runs: commands.map(({ name, args, piped }) => ({ name: name.text ?? '', nameSpan: name.inner, args, piped })), growable };
}
