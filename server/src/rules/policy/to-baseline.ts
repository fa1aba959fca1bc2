import type { NamedBaseline } from '../../knowledge/baselines.ts';
import { espPartner, isGcm, type AlgorithmId, type AttributeName } from '../../knowledge/ipsec.ts';
import { meets } from '../../model/baseline.ts';
import type { Change } from '../../model/change.ts';
import { algorithmOf, type IPsecPolicy } from '../../model/policy.ts';
import type { PolicyInContext } from '../../model/tunnel.ts';
import type { Fix } from '../rule.ts';
import { spelled } from '../wording.ts';

/**
 * The fixes that bring one value, and all values, of a policy to a baseline: here and at every place that must agree, in one edit, so that the
 * sides never disagree in between.
 */
export function toBaseline(context: PolicyInContext, baseline: NamedBaseline, attribute: AttributeName, below: readonly AttributeName[]): Fix[] {
  // One that has no policy gets none by a value: `policy-one-sided` says that it needs one.
  const peers = context.peers()?.filter(({ printed, kind }) => !printed && kind !== 'system-default');
  if (!context.policy.writable || !peers) return [];
  const places = [context.policy, ...peers];
  const one = targets(context.policy, baseline, attribute);
  const own = one?.get(attribute);
  if (!one || own === undefined) return [];
  const fixes: Fix[] = [{ title: `Use ${spelled(attribute, own, context.policy.form)} ${where(peers)}`, safe: false, changes: changesTo(places, one) }];
  const each = below.map((name) => targets(context.policy, baseline, name));
  const all = new Map(each.flatMap((some) => [...(some ?? [])]));
  if (all.size > one.size && each.every((some) => some !== undefined))
    fixes.push({ title: `Use all of ${baseline.id} ${where(peers)}`, safe: false, changes: changesTo(places, all) });
  return fixes;
}

/**
 * What a value becomes, and its ESP partner with it where AES-GCM must stand in both. What meets the baseline stays as it is.
 * `undefined` while the partner is not known.
 */
function targets(policy: IPsecPolicy, baseline: NamedBaseline, attribute: AttributeName): Map<AttributeName, AlgorithmId> | undefined {
  const wanted = baseline.values[attribute];
  if (wanted === undefined) return undefined;
  const partner = espPartner(attribute);
  if (!partner) return new Map([[attribute, wanted]]);
  const current = algorithmOf(policy, partner);
  const least = baseline.values[partner];
  if (current === undefined || least === undefined) return undefined;
  const other = meets(baseline, partner, current) ? current : least;
  const isPair = isGcm(wanted) || isGcm(other) ? wanted === other : true;
  // The stronger of the two stays where it can stand in both.
  if (!isPair && isGcm(other) && meets(baseline, attribute, other))
    return new Map([
      [attribute, other],
      [partner, other],
    ]);
  return new Map([
    [attribute, wanted],
    [partner, isPair ? other : least],
  ]);
}

function changesTo(places: readonly IPsecPolicy[], values: ReadonlyMap<AttributeName, AlgorithmId>): Change[] {
  return places.flatMap((policy) =>
    [...values].flatMap(([attribute, algorithm]): Change[] =>
      algorithmOf(policy, attribute) === algorithm ? [] : [{ kind: 'set-algorithm', policy, attribute, algorithm }],
    ),
  );
}

function where(peers: readonly IPsecPolicy[]): string {
  if (peers.length === 0) return 'here; the other side must say the same';
  return `here and in ${peers.length === 1 ? 'the one other place' : `the ${peers.length} other places`} that must agree`;
}
