import { LIFETIME_DEFAULTS } from '../knowledge/baselines.ts';
import type { AttributeName } from '../knowledge/ipsec.ts';
import type { EffectiveValue, Meeting } from '../model/effective-value.ts';
import type { Negotiation } from '../model/negotiation.ts';
import { LIFETIMES, type IPsecPolicy } from '../model/policy.ts';
import { spelled } from '../rules/wording.ts';

/** A value in the spelling of the file that it stands in, with where it comes from. */
export function shownValue(policy: IPsecPolicy, attribute: AttributeName, value: EffectiveValue): string {
  const slot = policy.slots[attribute];
  // PFSMM is what is written, and no one algorithm.
  if (value.origin === 'explicit' && slot.state === 'known' && value.surely.length <= 1 && (value.surely[0] ?? slot.algorithm) === slot.algorithm)
    return slot.written.value;
  const texts = (ids: readonly string[]): string[] => ids.map((id) => spelled(attribute, id, policy.form));
  if (value.origin === 'explicit') return texts(value.surely.length > 0 ? value.surely : value.perhaps).join(' or ');
  if (value.origin === 'possible') return `${texts(value.perhaps).join(' or ')}${value.open ? ' by default' : ''}`;
  if (value.origin === 'cmdlet-default') return `${texts(value.surely).join(' ')} (default of the cmdlet)`;
  if (value.origin === 'system-default') {
    if (value.surely.length === 0) return 'left to Windows';
    const maybe = value.perhaps.length > 0 ? `, perhaps ${texts(value.perhaps).join(', ')}` : '';
    return `${texts(value.surely).join(', ')}${maybe} (Windows)`;
  }
  return 'not known';
}

/** The verdict on a value, in a few words. */
export function verdict(meeting: Meeting): string {
  return { agrees: 'agrees', depends: 'depends', open: 'cannot be said', fails: 'differs' }[meeting];
}

/** What will become of the connection, in a sentence or two. */
export function outcomeSentence(client: IPsecPolicy, server: IPsecPolicy, negotiation: Negotiation): string {
  const { outcome, decidedBy } = negotiation;
  if (outcome === 'not-applicable') return 'Not applicable: this is another tunnel than IKEv2, so IPsec values are not negotiated between these two.';
  const deciding = decidedBy?.values.find(({ attribute }) => attribute === decidedBy.decidedBy);
  if (!decidedBy || !deciding) return 'They agree in every phase: the policy is no reason for the connection to fail.';
  const { attribute } = deciding;
  const values = `${attribute} is ${shownValue(client, attribute, deciding.client)} on the client and ${shownValue(server, attribute, deciding.server)} on the server`;
  if (outcome === 'fails')
    return `${decidedBy.phase === 'main mode' ? 'IKEv2 main mode' : 'The first child SA (quick mode)'} fails: ${values}. The client shows error 13868.`;
  if (outcome === 'drops') return `The tunnel comes up, and its first rekey fails: ${values}. The client reports error 13816 and the connection drops.`;
  if (decidedBy.phase === 'rekey') return `The tunnel comes up. Whether its first rekey succeeds cannot be said: ${values}.`;
  return `Whether ${decidedBy.phase === 'main mode' ? 'main mode' : 'the first child SA'} succeeds cannot be said: ${values}.`;
}

/**
 * How long keys live on a server: what it states, and the defaults for the rest, but not for what a captured output does not show. Empty for a gateway of
 * another kind, which has its own.
 */
export function lifetimesOf(policy: IPsecPolicy): { name: string; value: number; stated: boolean }[] {
  if (policy.side !== 'server' || (policy.form !== 'server-cmdlet' && policy.form !== 'server-output')) return [];
  return LIFETIMES.flatMap((name) => {
    const stated = policy.lifetimes?.[name];
    if (!stated && policy.printed) return [];
    return { name, value: stated?.value ?? LIFETIME_DEFAULTS[name], stated: stated !== undefined };
  });
}
