import type { Cmdlet, CmdletParameter } from './cmdlet.ts';

/** Stands for the only set of a cmdlet that has no names for its sets. */
const ONLY: readonly string[] = [''];

/**
 * Names of the parameter sets that PowerShell can still choose once these parameters are given (about_Parameter_Sets), the default one
 * first; `['']` for a cmdlet with one set. Empty where they exclude each other.
 * @param given full names
 */
export function possibleSets({ sets = ONLY, parameters }: Cmdlet, given: readonly string[]): readonly string[] {
  const named = parameters.filter(({ name }) => given.includes(name));
  return sets.filter((set) => named.every((parameter) => isInSet(parameter, set)));
}

/** Whether a parameter belongs to a set. */
export function isInSet({ sets }: CmdletParameter, set: string): boolean {
  return sets === undefined || set === '' || sets.includes(set);
}

/** Whether a set cannot do without a parameter. */
export function isMandatoryIn({ mandatory, ...parameter }: CmdletParameter, set: string): boolean {
  if (mandatory === undefined || !isInSet(parameter, set)) return false;
  return mandatory === true || set === '' || mandatory.includes(set);
}

/** A parameter that can be given as well. */
export interface FreeParameter {
  readonly parameter: CmdletParameter;
  /** Whether the command is not complete without it, whichever set is chosen. */
  readonly needed: boolean;
}

/**
 * The parameters that can be given beside these: those that are needed first, then in the order of the catalogue. Where the given ones exclude
 * each other, what belongs to every set is left.
 * @param given full names
 */
export function freeParameters(cmdlet: Cmdlet, given: readonly string[]): readonly FreeParameter[] {
  const sets = possibleSets(cmdlet, given);
  const free = cmdlet.parameters
    .filter((parameter) => !given.includes(parameter.name))
    .filter((parameter) => (sets.length === 0 ? parameter.sets === undefined : sets.some((set) => isInSet(parameter, set))))
    .map((parameter) => ({ parameter, needed: sets.length > 0 && sets.every((set) => isMandatoryIn(parameter, set)) }));
  return [...free.filter(({ needed }) => needed), ...free.filter(({ needed }) => !needed)];
}

/** What a parameter takes, as Microsoft spells it; empty for a text of any kind. A switch takes a value behind a colon or in a hashtable. */
export function parameterValues({ values, type, switch: isSwitch }: CmdletParameter): readonly string[] {
  return values ?? (isSwitch === true || type === 'Boolean' ? ['$true', '$false'] : []);
}

/** Whether PowerShell brings a cmdlet along, so that an extension for PowerShell knows it on every machine. The modules for VPN are optional. */
export function isBuiltIn({ source }: Cmdlet): boolean {
  return source.includes('/microsoft.powershell.');
}
