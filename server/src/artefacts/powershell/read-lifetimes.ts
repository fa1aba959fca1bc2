import type { Anchors } from '../../model/facts.ts';
import { LIFETIMES, type IPsecPolicy, type LifetimeName } from '../../model/policy.ts';
import { numberOf } from '../../syntax/powershell/value.ts';
import { literalOf, parameterOf, type KnownCommand } from './tree.ts';

/**
 * How long keys live as a call of a server's cmdlet says it, in seconds and kilobytes; `undefined` where it says nothing that is known.
 * @param parameterFor the parameter of the cmdlet, where it is called otherwise; `undefined` where there is none
 */
export function readLifetimes(
  command: KnownCommand,
  anchors: Anchors,
  parameterFor: (name: LifetimeName) => string | undefined = (name) => name,
): IPsecPolicy['lifetimes'] {
  const stated = LIFETIMES.flatMap((name): [LifetimeName, NonNullable<NonNullable<IPsecPolicy['lifetimes']>[LifetimeName]>][] => {
    const literal = literalOf(parameterOf(command, parameterFor(name) ?? '')?.value);
    const value = literal && numberOf(literal.text.trim());
    if (!literal || value === undefined) return [];
    return [[name, { value, text: literal.text, at: anchors.at(literal.span, `${command.key}/${name}`) }]];
  });
  return stated.length > 0 ? Object.fromEntries(stated) : undefined;
}
