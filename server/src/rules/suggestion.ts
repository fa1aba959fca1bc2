import { valuesToWrite } from '../knowledge/cmdlets/azure.ts';
import { algorithmMeant, IPSEC, isSound, spell, type AttributeName, type PolicyForm } from '../knowledge/ipsec.ts';
import { nearest } from './nearest.ts';

/**
 * What somebody who wrote an unknown value of a policy probably meant, the likeliest first: the same algorithm under its
 * right name, else values that look alike. Never one that another rule would report. Empty when nothing is likely.
 */
export function suggestedValues(attribute: AttributeName, text: string, form: PolicyForm): string[] {
  const meant = algorithmMeant(attribute, text);
  const possible = valuesToWrite(attribute, form);
  const name = meant && isSound(attribute, meant.id) ? spell(attribute, meant.id, form) : undefined;
  if (name !== undefined && possible.includes(name)) return [name];
  const sound = IPSEC[attribute].algorithms.filter(({ id }) => isSound(attribute, id));
  return nearest(
    text,
    sound.flatMap(({ id }) => spell(attribute, id, form) ?? []).filter((value) => possible.includes(value)),
  );
}
