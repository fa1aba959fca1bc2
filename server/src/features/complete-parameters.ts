import type { ParameterSlot, Slot } from '../artefacts/artefact.ts';
import type { CmdletParameter } from '../knowledge/cmdlet.ts';
import { cmdletByName } from '../knowledge/cmdlets.ts';
import { freeParameters, parameterValues } from '../knowledge/parameter-sets.ts';
import type { Completion } from './completion.ts';
import { describeParameter } from './describe-cmdlet.ts';
import { order } from './sort-order.ts';

/** The parameters that a command can be given as well: those that it needs first, and none that those it has exclude. */
export function parameterNames({ cmdlet: name, used, as, replace }: ParameterSlot): Completion[] {
  const cmdlet = cmdletByName(name);
  if (!cmdlet) return [];
  return freeParameters(cmdlet, used).map(({ parameter, needed }, index) => {
    const documentation = describeParameter(name, parameter.name);
    return {
      label: parameter.name,
      kind: 'parameter',
      detail: needed ? `Required. ${parameter.summary}` : parameter.summary,
      ...(documentation !== undefined && { documentation }),
      newText: as === 'new key' ? `${parameter.name} = ${firstValue(parameter)}` : parameter.name,
      replace,
      sortText: order(index),
    };
  });
}

/** What a new entry says: a switch that is named is meant to be on, everything else is still to be chosen. */
function firstValue({ switch: isSwitch }: CmdletParameter): string {
  return isSwitch ? '$true' : '';
}

/** The values of a parameter that takes one of a list. */
export function parameterChoices({ cmdlet: name, parameter: parameterName, replace, quote }: Extract<Slot, { kind: 'parameter-value' }>): Completion[] {
  const parameter = cmdletByName(name)?.parameters.find((each) => each.name === parameterName);
  const documentation = parameter && describeParameter(name, parameter.name);
  return (parameter ? parameterValues(parameter) : []).map((value, index) => ({
    label: value,
    kind: 'value',
    detail: parameterName,
    ...(documentation !== undefined && { documentation }),
    newText: quote ? `'${value}'` : value,
    replace,
    sortText: order(index),
  }));
}
