import type { Edit } from '../../core/edit.ts';
import { entryInsertion, entryText, insertionPoint } from '../../syntax/powershell/insertion.ts';
import type { PsHashtable } from '../../syntax/powershell/value.ts';
import { parameterOf, parameterTable, parameterTables, type KnownCommand, type ScriptTree } from './tree.ts';
import { placeOfValue } from './write-place.ts';

/** Gives a parameter a value: in the place of the one it has, or added the way the command gets its other parameters. */
export function setParameter(file: Edit['file'], tree: ScriptTree, command: KnownCommand, name: string, text: string): Edit | undefined {
  const parameter = parameterOf(command, name);
  if (parameter) {
    const place = placeOfValue(tree, command, parameter);
    return place && { file, span: place.span, newText: text };
  }
  return addParameter(file, tree, command, name, text, (table) => quoted(table, text));
}

/** Adds a parameter that is not given; `inTable` spells the value for a hashtable. */
export function addParameter(
  file: Edit['file'],
  tree: ScriptTree,
  command: KnownCommand,
  name: string,
  text: string,
  inTable: (table: PsHashtable) => string = () => text,
): Edit | undefined {
  // What is not seen may be given all the same, and what is added to a function is added for all its calls.
  if (command.bound.unread || command.bound.command.call || !command.bound.cmdlet.parameters.some((each) => each.name === name)) return undefined;
  const table = tableFor(tree, command, name);
  if (!table) {
    const at = insertionPoint(command.bound.command);
    return { file, span: { start: at, end: at }, newText: ` -${name} ${text}` };
  }
  const insertion = entryInsertion(table, file.text);
  return { file, span: { start: insertion.offset, end: insertion.offset }, newText: entryText(insertion, name, inTable(table)) };
}

/** The hashtable of a command, if all that have it take this parameter, and have it from nowhere else. */
function tableFor({ commands, script }: ScriptTree, { bound }: KnownCommand, name: string): PsHashtable | undefined {
  const table = parameterTable(bound.command);
  const splat = bound.command.args.find((argument) => argument.kind === 'splat' && argument.value === table);
  if (!table || splat?.kind !== 'splat') return table;
  const users = commands.filter((other) => parameterTables(other.bound.command).some(({ span }) => span.start === table.span.start));
  const isForAll = users.every((other) => other.bound.cmdlet.parameters.some((each) => each.name === name) && !other.bound.parameters.has(name));
  const known = new Set(users.map((other) => other.bound.command.nameSpan.start)).size;
  const uses = script?.text.match(new RegExp(`@${splat.name}\\b`, 'gi'))?.length ?? 0;
  return isForAll && uses <= known ? table : undefined;
}

/** A text in the quotes that the hashtable's other texts have. */
function quoted(table: PsHashtable, text: string): string {
  const quotes = table.entries.flatMap(({ value }) => (value.kind === 'string' ? [value.quote] : []));
  return quotes[0] === 'double' ? `"${text}"` : `'${text}'`;
}
