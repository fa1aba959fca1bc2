import type { Edit } from '../../core/edit.ts';
import { endOfLine, lineEndAt, lineStart } from '../../core/lines.ts';
import { encloses, overlaps, type Span } from '../../core/span.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import type { Change } from '../../model/change.ts';
import type { RegistryEntry } from '../../model/registry/content.ts';
import type { RegistryWrite } from '../../model/registry/write.ts';
import { keyGuard, spellCmdlet } from '../../syntax/powershell/spell-registry.ts';
import { spellReg } from '../../syntax/reg-exe/spell.ts';
import type { Reading } from '../artefact.ts';
import { keyId, keysBefore } from './keys-before.ts';
import { argumentSpan, isCmdlet, literalOf, type KnownCommand, type ScriptTree } from './tree.ts';

type Respelling = Extract<Change, { kind: 'respell-registry-write' }>;

/** What the other ways of writing have as well: all that a cmdlet may be given. */
const SAID: ReadonlySet<string> = new Set(['Path', 'LiteralPath', 'Name', 'PropertyType', 'Type', 'Value', 'Force']);
/** In front of a statement: another one or a block, or what takes its output. */
const BEFORE = /^(?:|.*[;{}])[ \t]*(?:\$null[ \t]*=[ \t]*)?$/i;
/** Behind it: its end, or what throws its output away. */
const BEHIND = /^[ \t]*(?:\|[ \t]*Out-Null\b[ \t]*|[12*]?>[ \t]*(?:\$null|&1)[ \t]*)*(?:$|[;}#])/i;

/**
 * Writes a value in another way, with all that the statement says: whether it overwrites, and whether it makes the key. `undefined` where something
 * would be lost, such as what else a cmdlet is told, or a result that the script looks at.
 */
export function respellRegistry(reading: Reading<ScriptTree>, { write, as }: Respelling): Edit[] | undefined {
  const { file, tree } = reading;
  const content = write.action === 'delete' ? 'deleted' : write.content;
  const span = write.notation === as || content === undefined ? undefined : spanOf(tree, write, file.text);
  if (!span || content === undefined || !stands(reading, span)) return undefined;
  // A prompt that the cmdlet does not have, or one that only it has.
  if (write.forced === undefined || (content === 'deleted' && !write.forced)) return undefined;
  const entry: RegistryEntry = { ...write.path.value, name: write.name.value, content };
  const spelled = as === 'reg-exe' ? spellReg(entry, 'powershell') : spellCmdlet(entry);
  if (spelled === undefined) return undefined;
  const newText = write.forced ? spelled : spelled.replace(/ (?:\/f|-Force)$/, '');
  const guard = as === 'powershell' && content !== 'deleted' ? guardOf(reading, entry, span) : undefined;
  // Two edits at one place would have no order.
  if (guard?.span.start === span.start) return [{ file, span, newText: guard.newText + newText }];
  return [...(guard ? [guard] : []), { file, span, newText }];
}

/** Where a statement stands that can be written in another way; `undefined` where it says more than that can. */
function spanOf(tree: ScriptTree, { key }: RegistryWrite, text: string): Span | undefined {
  const statement = tree.registry?.find((each) => each.key === key);
  if (statement?.call) return statement.span;
  const command = tree.commands.find((each) => each.key === key);
  if (!isOneLineOfArguments(tree, (statement ?? command?.bound.command)?.nameSpan, text)) return undefined;
  if (statement?.reg) {
    const says = text.slice(statement.span.start, statement.span.end);
    return /[/-]reg:/i.test(says) || /\$(?:\w+:)?LASTEXITCODE/i.test(text) ? undefined : statement.span;
  }
  return command && saysNoMore(command) ? command.bound.command.span : undefined;
}

/** Whether nothing stands among the arguments of a command, such as a redirection. */
function isOneLineOfArguments({ script }: ScriptTree, nameSpan: Span | undefined, text: string): boolean {
  const command = script?.commands.find((each) => each.nameSpan.start === nameSpan?.start);
  if (!command) return false;
  let at = command.nameSpan.end;
  return command.args.every((argument) => {
    const span = argumentSpan(argument, text);
    const between = text.slice(at, span.start);
    at = span.end;
    return /^['"]?(?:\s|`\r?\n)*$/.test(between);
  });
}

/** Whether a command is written out, and is given nothing but what every notation has. */
function saysNoMore(command: KnownCommand): boolean {
  const { bound } = command;
  // What is read for a call of its function may say something else in the next one.
  if (bound.unread || bound.command.call || bound.command.input || bound.command.args.some(({ kind }) => kind === 'splat')) return false;
  return [...bound.parameters.values()].every(({ name, value }) => {
    if (SAID.has(name)) return true;
    // What is deleted need not be there in any of them.
    const isQuiet = name === 'ErrorAction' && isCmdlet(command, CMDLETS.removeItemProperty);
    return isQuiet && /^(?:SilentlyContinue|Ignore|0)$/i.test(literalOf(value)?.text ?? '');
  });
}

/** Whether a span is a whole statement, no part of which is a comment. */
function stands({ file: { text }, tree }: Reading<ScriptTree>, span: Span): boolean {
  if (tree.script?.comments.some((comment) => overlaps(comment, span))) return false;
  // A line that another one goes on on, or that goes on.
  if (/[`|,][ \t]*\r?\n[ \t]*$/.test(text.slice(Math.max(0, span.start - 200), span.start))) return false;
  if (tree.script?.strings.some((string) => encloses(string.span, span))) return false;
  return BEFORE.test(text.slice(lineStart(text, span.start), span.start)) && BEHIND.test(text.slice(span.end, endOfLine(text, span.end)));
}

/** Makes the key first, as the other notations do by themselves. */
function guardOf(reading: Reading<ScriptTree>, entry: RegistryEntry, { start }: Span): Edit | undefined {
  const { file, facts } = reading;
  // Another write that is respelled at this time makes its key as well, in whatever way it is written.
  const guard = keysBefore(facts, start).has(keyId(entry)) ? undefined : keyGuard(entry);
  if (guard === undefined) return undefined;
  const line = lineStart(file.text, start);
  const before = file.text.slice(line, start);
  const rest = /(?<![ \t])[ \t]*(?:\$null[ \t]*=[ \t]*)?$/i.exec(before)?.[0] ?? '';
  const at = start - rest.trimStart().length;
  const indent = /^[ \t]*$/.exec(file.text.slice(line, at))?.[0];
  return { file, span: { start: at, end: at }, newText: indent === undefined ? `${guard}; ` : `${guard}${lineEndAt(file.text, start)}${indent}` };
}
