import type { Edit } from '../../core/edit.ts';
import { append } from '../../core/lists.ts';
import { parameterFor } from '../../knowledge/cmdlet.ts';
import { spell } from '../../knowledge/ipsec.ts';
import type { Change } from '../../model/change.ts';
import type { Reading } from '../artefact.ts';
import { isBalancerChange } from '../../model/load-balancer/change.ts';
import { itemsOf } from './read-authentication.ts';
import { isRegistryWriteChange } from '../write-reg-exe.ts';
import { addRegistryValues, restartBehind } from './add-registry.ts';
import { parameterOf, type KnownCommand, type ScriptTree } from './tree.ts';
import { isCallChange, writeCall } from './write-call.ts';
import { statePolicy } from './write-policy.ts';
import { writeKemp } from './write-kemp.ts';
import { setParameter } from './write-parameter.ts';
import { isOwnLiteral } from './write-place.ts';
import { respellRegistry } from './respell-registry.ts';
import { writeRegistry } from './write-registry.ts';

/** The edits that make these changes; `undefined` when one of them has no place that can be edited without guessing. */
export function writeScript(reading: Reading<ScriptTree>, changes: readonly Change[]): Edit[] | undefined {
  const ofBalancer = changes.filter(isBalancerChange);
  const edits = ofBalancer.length > 0 ? writeKemp(reading.file, reading.tree, ofBalancer) : [];
  if (!edits) return undefined;
  for (const change of changes) {
    if (isBalancerChange(change)) continue;
    const written =
      change.kind === 'respell-registry-write'
        ? respellRegistry(reading, change)
        : isCallChange(change)
          ? writeCall(reading.file, reading.tree, change)
          : isRegistryWriteChange(change)
            ? writeRegistry(reading.file, reading.tree, change)
            : writeChange(reading, change);
    if (!written) return undefined;
    append(edits, Array.isArray(written) ? written : [written]);
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
    case 'restart-service':
      return restartBehind(reading, change);
    case 'add-registry-values':
      return addRegistryValues(reading, change);
    case 'state-policy':
      return statePolicy(reading, change);
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
