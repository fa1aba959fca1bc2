import type { Edit } from '../../core/edit.ts';
import { parameterFor } from '../../knowledge/cmdlet.ts';
import { spell } from '../../knowledge/ipsec.ts';
import type { Change } from '../../model/change.ts';
import { entryInsertion, entryText, insertionPoint } from '../../syntax/powershell/insertion.ts';
import type { PsHashtable } from '../../syntax/powershell/value.ts';
import type { Reading } from '../artefact.ts';
import { isBalancerChange } from '../../model/load-balancer/change.ts';
import { itemsOf } from './read-authentication.ts';
import { withKey } from './registry-path.ts';
import { literalOf, parameterOf, parameterTable, type KnownCommand, type ScriptTree } from './tree.ts';
import { isCallChange, writeCall } from './write-call.ts';
import { statePolicy } from './write-policy.ts';
import { writeKemp } from './write-kemp.ts';
import { isRegistryChange, writeRegistry } from './write-registry.ts';
import { isOwnLiteral, placeOfValue } from './write-place.ts';

/** The edits that make these changes; `undefined` when one of them has no place that can be edited without guessing. */
export function writeScript(reading: Reading<ScriptTree>, changes: readonly Change[]): Edit[] | undefined {
  const ofBalancer = changes.filter(isBalancerChange);
  const edits = ofBalancer.length > 0 ? writeKemp(reading.file, reading.tree, ofBalancer) : [];
  if (!edits) return undefined;
  for (const change of changes) {
    if (isBalancerChange(change)) continue;
    const written = isCallChange(change)
      ? writeCall(reading.file, reading.tree, change)
      : isRegistryChange(change)
        ? writeRegistry(reading.file, reading.tree, change)
        : writeChange(reading, change);
    if (!written) return undefined;
    edits.push(...(Array.isArray(written) ? written : [written]));
  }
  return edits;
}

function writeChange(reading: Reading<ScriptTree>, change: Change): Edit | undefined {
  const { file, tree } = reading;
  const find = (key: string): KnownCommand | undefined => tree.commands.find((command) => command.key === key);
  switch (change.kind) {
    case 'replace':
      return isOwnLiteral(tree, file.text, change.at.span) ? { file, span: change.at.span, newText: change.text } : undefined;
    case 'set-algorithm': {
      const command = find(change.policy.key);
      return command && setAlgorithm(file, tree, command, change);
    }
    case 'add-switch': {
      const command = find(change.command.policy.key);
      if (!command || parameterOf(command, change.name)) return undefined;
      const at = command.bound.command.nameSpan.end;
      return { file, span: { start: at, end: at }, newText: ` -${change.name}` };
    }
    case 'accept-method': {
      const command = find(change.authentication.key);
      return command && addMethod(file, tree, command, change.method);
    }
    case 'state-policy':
      return statePolicy(reading, change);
    case 'set-registry-type': {
      const command = find(change.write.key);
      const name = command?.bound.cmdlet.parameters.some((parameter) => parameter.name === 'PropertyType') ? 'PropertyType' : 'Type';
      return command && setParameter(file, tree, command, name, change.type);
    }
    case 'set-registry-key': {
      const command = find(change.write.key);
      const parameter = command && (parameterOf(command, 'Path') ?? parameterOf(command, 'LiteralPath'));
      const path = literalOf(parameter?.value);
      const place = command && parameter && placeOfValue(tree, command, parameter);
      if (!place || !path) return undefined;
      const text = withKey(path.text, change.registryKey);
      return { file, span: place.span, newText: place.quoted ? text : `'${text}'` };
    }
    default:
      return undefined;
  }
}

/** Adds a method to the literal list that a command accepts, in the quotes that its last item has. */
function addMethod(file: Edit['file'], tree: ScriptTree, command: KnownCommand, method: string): Edit | undefined {
  const value = parameterOf(command, 'UserAuthProtocolAccepted')?.value;
  const last = value && itemsOf(value).at(-1);
  // A text that is cast, or that others use as well, is no list that could grow.
  if (last?.kind !== 'string' || last.quote === 'here' || last.cast !== undefined || value?.cast !== undefined) return undefined;
  if (!last.editable || !isOwnLiteral(tree, file.text, last.inner)) return undefined;
  const quote = last.quote === 'single' ? "'" : last.quote === 'double' ? '"' : '';
  return { file, span: { start: last.span.end, end: last.span.end }, newText: `, ${quote}${method}${quote}` };
}

function setAlgorithm(
  file: Edit['file'],
  tree: ScriptTree,
  command: KnownCommand,
  { attribute, algorithm, policy }: Extract<Change, { kind: 'set-algorithm' }>,
): Edit | undefined {
  const text = spell(attribute, algorithm, policy.form);
  const parameter = parameterFor(command.bound.cmdlet, attribute);
  // A cmdlet may take fewer values than its notation has.
  if (text === undefined || !parameter || parameter.values?.includes(text) === false) return undefined;
  return setParameter(file, tree, command, parameter.name, text);
}

/** Gives a parameter a value: in the place of the one it has, or added the way the command gets its other parameters. */
function setParameter(file: Edit['file'], tree: ScriptTree, command: KnownCommand, name: string, text: string): Edit | undefined {
  const parameter = parameterOf(command, name);
  if (parameter) {
    const place = placeOfValue(tree, command, parameter);
    return place && { file, span: place.span, newText: text };
  }
  // What is not seen may be given all the same, and what is added to a function is added for all its calls.
  if (command.bound.unread || command.bound.command.call || !command.bound.cmdlet.parameters.some((each) => each.name === name)) return undefined;
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
