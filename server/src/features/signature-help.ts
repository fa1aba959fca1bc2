import type { Cmdlet, CmdletParameter } from '../knowledge/cmdlet.ts';
import { cmdletByName } from '../knowledge/cmdlets.ts';
import { isAttributeName, spellings } from '../knowledge/ipsec.ts';
import { isBuiltIn, isInSet, isMandatoryIn, parameterValues, possibleSets } from '../knowledge/parameter-sets.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { code, plain } from './markdown.ts';
import { placeAt } from './place.ts';

/** One way to call a cmdlet: the syntax of a parameter set, as Microsoft's reference prints it. */
export interface Signature {
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly SignatureParameter[];
  /** Index of the parameter that the cursor is at; absent for none of this set. */
  readonly active?: number;
}

export interface SignatureParameter {
  /** Where it stands in the label. */
  readonly start: number;
  readonly end: number;
  readonly documentation: string;
}

export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  /** Index of the one to show first. */
  readonly active: number;
}

/**
 * The syntax of the cmdlet whose arguments an offset is among: of the parameter sets that can still be chosen, or of all where what is given
 * excludes each other. `undefined` for a cmdlet that is not in the catalogue.
 * @param leavesBuiltIn whether someone else explains what PowerShell brings along
 */
export function signatureHelp(workspace: Workspace, uri: string, offset: number, leavesBuiltIn = false): SignatureHelp | undefined {
  const place = placeAt(workspace, uri, offset);
  const call = place?.analysis.artefact.callAt?.(place.analysis.reading, place.offset);
  const cmdlet = call && cmdletByName(call.cmdlet);
  if (!cmdlet || (leavesBuiltIn && isBuiltIn(cmdlet))) return undefined;
  const possible = possibleSets(cmdlet, call.given);
  const sets = possible.length > 0 ? possible : (cmdlet.sets ?? ['']);
  const signatures = sets.map((set) => signatureOf(cmdlet, set, call.active));
  return {
    signatures,
    active: Math.max(
      0,
      signatures.findIndex(({ active }) => active !== undefined),
    ),
  };
}

function signatureOf(cmdlet: Cmdlet, set: string, active: string | undefined): Signature {
  const inSet = inOrder(cmdlet, set);
  const parameters: SignatureParameter[] = [];
  let label = cmdlet.name;
  for (const parameter of inSet) {
    const text = syntaxOf(parameter, isMandatoryIn(parameter, set));
    parameters.push({ start: label.length + 1, end: label.length + 1 + text.length, documentation: documentationOf(parameter) });
    label += ` ${text}`;
  }
  const index = inSet.findIndex(({ name }) => name === active);
  return { label: `${label} [<CommonParameters>]`, documentation: plain(cmdlet.summary), parameters, ...(index >= 0 && { active: index }) };
}

/** What is needed first, by position and then by name; the rest in the order of the catalogue. */
function inOrder({ parameters }: Cmdlet, set: string): CmdletParameter[] {
  const rank = (parameter: CmdletParameter): number => (isMandatoryIn(parameter, set) ? (parameter.position ?? 50) : 100);
  return parameters.filter((parameter) => isInSet(parameter, set)).sort((a, b) => rank(a) - rank(b));
}

function syntaxOf({ name, switch: isSwitch, position, type = 'String' }: CmdletParameter, mandatory: boolean): string {
  const named = position === undefined ? `-${name}` : `[-${name}]`;
  const whole = isSwitch ? named : `${named} <${type}>`;
  return mandatory ? whole : `[${whole}]`;
}

function documentationOf(parameter: CmdletParameter): string {
  const values = isAttributeName(parameter.name) ? spellings(parameter.name, 'server-cmdlet') : parameter.switch ? [] : parameterValues(parameter);
  return values.length === 0 ? plain(parameter.summary) : `${plain(parameter.summary)}\n\n${values.map(code).join(', ')}`;
}
