import type { Span } from '../../core/span.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import { isAttributeName } from '../../knowledge/ipsec.ts';
import { parameterValues } from '../../knowledge/parameter-sets.ts';
import type { Slot } from '../artefact.ts';
import { isCmdlet, type KnownCommand } from './tree.ts';

/** A place for a value of a parameter that takes one of a list. */
export function slotOfValue(command: KnownCommand, parameter: string, replace: Span, quote = false): Slot {
  const more = { replace, ...(quote && { quote: true as const }) };
  if (isAttributeName(parameter)) return { kind: 'algorithm', attribute: parameter, form: formOf(command), ...more };
  return { kind: 'parameter-value', cmdlet: command.bound.cmdlet.name, parameter, ...more };
}

/** Whether a parameter takes one of a list of values, and if so whether these are Booleans. */
export function choiceOf({ bound }: KnownCommand, name: string): 'words' | 'booleans' | undefined {
  if (isAttributeName(name)) return 'words';
  const row = bound.cmdlet.parameters.find((each) => each.name === name);
  const [first] = row ? parameterValues(row) : [];
  if (first === undefined) return undefined;
  return first.startsWith('$') ? 'booleans' : 'words';
}

/** Whose spelling of an algorithm a command takes. */
export function formOf(command: KnownCommand): 'server-cmdlet' | 'client-cmdlet' {
  return isCmdlet(command, CMDLETS.setVpnServer) ? 'server-cmdlet' : 'client-cmdlet';
}
