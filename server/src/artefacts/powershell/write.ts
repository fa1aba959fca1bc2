import type { Edit } from '../../core/edit.ts';
import { encloses, trimmed, type Span } from '../../core/span.ts';
import { spell } from '../../knowledge/ipsec.ts';
import type { Change } from '../../model/change.ts';
import { entryInsertion, entryText, insertionPoint } from '../../syntax/powershell/insertion.ts';
import type { PsHashtable, PsValue } from '../../syntax/powershell/value.ts';
import type { Reading } from '../artefact.ts';
import { withKey } from './registry-path.ts';
import { literalOf, parameterOf, parameterTable, type KnownCommand, type ScriptTree } from './tree.ts';

/** The edits that make these changes; `undefined` when one of them has no place that can be edited without guessing. */
export function writeScript(reading: Reading<ScriptTree>, changes: readonly Change[]): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const change of changes) {
    const written = writeChange(reading, change);
    if (!written) return undefined;
    edits.push(written);
  }
  return edits;
}

function writeChange({ file, tree }: Reading<ScriptTree>, change: Change): Edit | undefined {
  const find = (key: string): KnownCommand | undefined => tree.commands.find((command) => command.key === key);
  switch (change.kind) {
    case 'replace':
      return isEditable(tree, file.text, change.at.span) ? { file, span: change.at.span, newText: change.text } : undefined;
    case 'set-algorithm': {
      const command = find(change.policy.key);
      const text = spell(change.attribute, change.algorithm, change.policy.form);
      return command && text !== undefined ? setParameter(file, command, change.attribute, text) : undefined;
    }
    case 'add-switch': {
      const command = find(change.command.policy.key);
      if (!command || parameterOf(command, change.name)) return undefined;
      const at = command.bound.command.nameSpan.end;
      return { file, span: { start: at, end: at }, newText: ` -${change.name}` };
    }
    case 'set-registry-type': {
      const command = find(change.write.key);
      const name = command?.bound.cmdlet.parameters.some((parameter) => parameter.name === 'PropertyType') ? 'PropertyType' : 'Type';
      return command && setParameter(file, command, name, change.type);
    }
    case 'set-registry-key': {
      const command = find(change.write.key);
      const path = command && literalOf(parameterOf(command, 'Path')?.value ?? parameterOf(command, 'LiteralPath')?.value);
      return path?.editable ? { file, span: path.span, newText: withKey(path.text, change.registryKey) } : undefined;
    }
    default:
      return undefined;
  }
}

/** Gives a parameter a value: in the place of the one it has, or added the way the command gets its other parameters. */
function setParameter(file: Edit['file'], command: KnownCommand, name: string, text: string): Edit | undefined {
  const parameter = parameterOf(command, name);
  if (parameter) {
    const literal = literalOf(parameter.value);
    return literal?.editable ? { file, span: literal.span, newText: text } : undefined;
  }
  // What is not seen may be given all the same.
  if (command.bound.unread) return undefined;
  const table = parameterTable(command.bound.command);
  if (!table) {
    const at = insertionPoint(command.bound.command);
    return { file, span: { start: at, end: at }, newText: ` -${name} ${text}` };
  }
  const insertion = entryInsertion(table, file.text);
  return { file, span: { start: insertion.offset, end: insertion.offset }, newText: entryText(insertion, name, quoted(table, text)) };
}

/** A text in the quotes that the hashtable's other texts have. */
function quoted(table: PsHashtable, text: string): string {
  const quotes = table.entries.flatMap(({ value }) => (value.kind === 'string' ? [value.quote] : []));
  return quotes[0] === 'double' ? `"${text}"` : `'${text}'`;
}

/** Whether a span is a literal of its own, so that replacing it replaces a value and nothing else. */
function isEditable(tree: ScriptTree, text: string, { start, end }: Span): boolean {
  // Comments are replaced by the suppression fixes, with the line that they stand on.
  const words = trimmed(text, { start, end });
  if (tree.script?.comments.some((comment) => encloses(comment, words))) return true;
  const holds = (value: PsValue | undefined): boolean => {
    if (value?.kind === 'array') return value.items.some(holds);
    const literal = literalOf(value);
    return literal !== undefined && literal.editable && literal.span.start === start && literal.span.end === end;
  };
  const values = tree.commands.flatMap(({ bound }) => [...bound.parameters.values()].map((parameter) => parameter.value));
  return (
    values.some(holds) ||
    (tree.script?.commands.some((command) => command.args.some((argument) => argument.kind === 'value' && holds(argument.value))) ?? false)
  );
}
