import type { Span } from '../../core/span.ts';
import type { Anchors } from '../../model/facts.ts';
import type { RegistryKeyChange, RegistryWrite } from '../../model/registry/write.ts';
import type { PsArgument, PsCommand, PsScript } from '../../syntax/powershell/commands.ts';
import { isRegExe, parseReg } from '../../syntax/reg-exe/parse.ts';
import type { Word } from '../../syntax/reg-exe/words.ts';
import { readReg } from '../reg-exe.ts';
import { handedBy } from './handed.ts';
import type { RegistryStatement } from './registry-statement.ts';

interface RegReading {
  readonly writes: RegistryWrite[];
  readonly keys: RegistryKeyChange[];
  readonly statements: RegistryStatement[];
  readonly unread: Span[];
  /** Commands that have other programs do nothing but what was read. */
  readonly handedOn: Span[];
}

/** Every call of `reg.exe` that changes something, by the script itself or by a program that it calls for that. */
export function readRegCommands(script: PsScript, own: ReadonlySet<string>, anchors: Anchors): RegReading {
  const reading: RegReading = { writes: [], keys: [], statements: [], unread: [], handedOn: [] };
  script.commands.forEach((command, index) => {
    if (own.has(command.name.toLowerCase())) return;
    const { span, nameSpan, branch, functionName, remote, input, reliable } = command;
    const read = (key: string, words: readonly Word[] | undefined, at: Span, more: { handed?: 'words' | 'growable'; piped?: boolean }): boolean => {
      const reg = words ? parseReg(words) : 'unread';
      if (reg === 'other') return true;
      if (reg === 'unread' || !reliable || !reg.path) return false;
      const { handed } = more;
      const where = { key, span, nameSpan: at, branch, ...(functionName !== undefined && { functionName }), remote };
      reading.statements.push({ ...where, reg, ...(handed && { handed }) });
      const apart = functionName !== undefined || remote;
      const offset = handed ? Math.min(Math.max(at.start, span.start), span.end) : span.start;
      const site = { key, at: anchors.at(at, key), conditional: branch.length > 0, apart, answered: input !== undefined || more.piped === true, offset };
      const { write, keyChange } = readReg(reg, site, anchors);
      if (write) reading.writes.push(write);
      if (keyChange) reading.keys.push(keyChange);
      return write !== undefined || keyChange !== undefined;
    };
    if (isRegExe(command.name)) {
      if (!read(`reg/${index}`, wordsOf(command, script.text), nameSpan, {})) reading.unread.push(span);
      return;
    }
    const handed = handedBy(command, script);
    if (handed === undefined) return;
    const runs = handed === 'unread' ? [] : handed.runs.map((run, at) => ({ ...run, key: `reg/${index}.${at}`, isReg: isRegExe(run.name) }));
    const grows = handed !== 'unread' && handed.growable ? 'growable' : 'words';
    const isRead = runs.filter(({ isReg }) => isReg).map(({ key, args, nameSpan: at, piped }) => read(key, args, at, { handed: grows, piped }));
    if (handed === 'unread' || isRead.includes(false)) reading.unread.push(span);
    else if (runs.every(({ isReg }) => isReg)) reading.handedOn.push(span);
  });
  return reading;
}

/** The arguments as the program gets them; `undefined` where nobody can tell how many there are. */
function wordsOf({ args }: PsCommand, text: string): Word[] | undefined {
  const words = args.flatMap((argument) => wordOf(argument, text) ?? []);
  return words.length === args.length ? words : undefined;
}

/** The arguments up to the first of which nobody can tell how many it is. */
export function regWordsBefore({ args }: PsCommand, text: string): Word[] {
  const words: Word[] = [];
  for (const argument of args) {
    const word = wordOf(argument, text);
    if (!word) break;
    words.push(word);
  }
  return words;
}

function wordOf(argument: PsArgument, text: string): Word | undefined {
  const { kind, span } = argument;
  if (kind === 'splat') return undefined;
  if (kind === 'parameter') {
    const written = text.slice(span.start, span.end).replace(/^[\u2013-\u2015]/, '-');
    // What a colon attaches is a part of the argument: -reg:64.
    const value = argument.value?.kind === 'string' || argument.value?.kind === 'number' ? argument.value : undefined;
    if (argument.value && value?.span.start !== span.end) return undefined;
    const end = value ? value.span.end : span.end;
    return {
      text: value ? text.slice(span.start, end) : written,
      span: { start: span.start, end },
      inner: { start: span.start, end },
      quote: 'none',
      editable: false,
    };
  }
  const { value } = argument;
  if (value.kind === 'number') return { text: value.text, span, inner: value.span, quote: 'none', editable: isHere(value.span, span) };
  if (value.kind === 'string') {
    const quote = value.quote === 'here' ? 'none' : value.quote;
    // Windows PowerShell drops an empty argument and passes quotes on as they are, which part it.
    const isPassed = value.value !== '' && !value.value.includes('"') && !(/\s/.test(value.value) && value.value.endsWith('\\'));
    return { text: isPassed ? value.value : undefined, span, inner: value.inner, quote, editable: value.editable && isHere(value.inner, span) };
  }
  return value.kind === 'unknown' ? { text: undefined, span, inner: span, quote: 'none', editable: false } : undefined;
}

function isHere(inner: Span, span: Span): boolean {
  return span.start <= inner.start && inner.end <= span.end;
}
