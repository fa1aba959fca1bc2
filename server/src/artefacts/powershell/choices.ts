import type { Span } from '../../core/span.ts';
import { attributeOf } from '../../knowledge/cmdlet.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import { parameterValues } from '../../knowledge/parameter-sets.ts';
import type { Slot } from '../artefact.ts';
import { isAzurePolicy } from './read-azure.ts';
import { isCmdlet, type KnownCommand } from './tree.ts';

/** A place for a value of a parameter that takes one of a list. */
export function slotOfValue(command: KnownCommand, parameter: string, replace: Span, quote = false): Slot {
  const more = { replace, ...(quote && { quote: true as const }) };
  const attribute = attributeOf(command.bound.cmdlet, parameter);
  if (attribute) return { kind: 'algorithm', attribute, form: formOf(command), ...more };
  return { kind: 'parameter-value', cmdlet: command.bound.cmdlet.name, parameter, ...more };
}

/** Whether a parameter takes one of a list of values, and if so whether these are Booleans. */
export function choiceOf({ bound }: KnownCommand, name: string): 'words' | 'booleans' | undefined {
  if (attributeOf(bound.cmdlet, name)) return 'words';
  const row = bound.cmdlet.parameters.find((each) => each.name === name);
  const [first] = row ? parameterValues(row) : [];
  if (first === undefined) return undefined;
  return first.startsWith('$') ? 'booleans' : 'words';
}

/** Whose spelling of an algorithm a command takes. */
export function formOf(command: KnownCommand): 'server-cmdlet' | 'client-cmdlet' | 'azure' {
  if (isAzurePolicy(command)) return 'azure';
  return isCmdlet(command, CMDLETS.setVpnServer) ? 'server-cmdlet' : 'client-cmdlet';
}
