import type { Anchors } from '../../model/facts.ts';
import { LIFETIMES, type IPsecPolicy, type LifetimeName } from '../../model/policy.ts';
import { numberOf } from '../../syntax/powershell/value.ts';
import { literalOf, parameterOf, type KnownCommand } from './tree.ts';

/** How long keys live as a call of the server cmdlet says it, in seconds and kilobytes; `undefined` where it says nothing that is known. */
export function readLifetimes(command: KnownCommand, anchors: Anchors): IPsecPolicy['lifetimes'] {
  const stated = LIFETIMES.flatMap((name): [LifetimeName, NonNullable<NonNullable<IPsecPolicy['lifetimes']>[LifetimeName]>][] => {
    const literal = literalOf(parameterOf(command, name)?.value);
    const value = literal && numberOf(literal.text.trim());
    if (!literal || value === undefined) return [];
    return [[name, { value, text: literal.text, at: anchors.at(literal.span, `${command.key}/${name}`) }]];
  });
  return stated.length > 0 ? Object.fromEntries(stated) : undefined;
}
