import { BASELINES, type Suite } from '../../knowledge/baselines.ts';
import { espPartner, isGcm, isSound, type AlgorithmId, type AttributeName } from '../../knowledge/ipsec.ts';
import type { Change } from '../../model/change.ts';
import { algorithmOf, type IPsecPolicy } from '../../model/policy.ts';
import type { PolicyInContext } from '../../model/tunnel.ts';
import type { Fix } from '../rule.ts';
import { spelled } from '../wording.ts';

/** The suite that a fix falls back on where no server says otherwise. */
export const FALLBACK: Suite = BASELINES.minimum.suite;

/**
 * The fix that raises a value to the published minimum at every place that must agree, so that the sides never disagree in
 * between. An ESP value whose partner is AES-GCM takes that, because nothing else is a valid pair.
 */
export function raise(context: PolicyInContext, attribute: AttributeName, better = replacementFor(context.policy, attribute)): Fix[] {
  const { policy, server } = context;
  if (!policy.writable) return [];
  const current = algorithmOf(policy, attribute);
  const theirs = server && algorithmOf(server, attribute);
  if (theirs !== undefined && theirs !== current && isSound(attribute, theirs)) {
    return [{ title: `Use the server's value (${spelled(attribute, theirs, policy.form)})`, safe: false, changes: everywhere([policy], attribute, theirs) }];
  }
  return setEverywhere(context, attribute, better);
}

/** The fix that writes an algorithm in place of the one that a policy has, and at every place that must agree and has it too. */
export function setEverywhere({ policy, peers }: PolicyInContext, attribute: AttributeName, algorithm: AlgorithmId): Fix[] {
  const current = algorithmOf(policy, attribute);
  const all = peers();
  if (!policy.writable || current === undefined || algorithm === current || !all) return [];
  const others = all.filter((peer) => peer.writable && algorithmOf(peer, attribute) === current);
  const where =
    others.length === 0
      ? 'here; the other side must say the same'
      : `here and in ${others.length === 1 ? 'the one other place' : `the ${others.length} other places`} that must agree`;
  return [{ title: `Use ${spelled(attribute, algorithm, policy.form)} ${where}`, safe: false, changes: everywhere([policy, ...others], attribute, algorithm) }];
}

/** The changes that write one algorithm in all of these policies, as far as they can be written: what was printed stays as it is. */
export function everywhere(policies: readonly IPsecPolicy[], attribute: AttributeName, algorithm: AlgorithmId): Change[] {
  return policies.filter(({ writable }) => writable).map((policy) => ({ kind: 'set-algorithm', policy, attribute, algorithm }));
}

/** What to write where nothing else is known: the published minimum, or the partner's AES-GCM for an ESP value. */
export function replacementFor(policy: IPsecPolicy, attribute: AttributeName): AlgorithmId {
  const partner = espPartner(attribute);
  const other = partner && algorithmOf(policy, partner);
  return other !== undefined && isGcm(other) ? other : FALLBACK[attribute];
}
