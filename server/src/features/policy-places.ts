import { smallest } from '../core/lists.ts';
import type { Location } from '../core/source-file.ts';
import { touches, type Span } from '../core/span.ts';
import { ATTRIBUTES, isAttributeName, type AttributeName } from '../knowledge/ipsec.ts';
import { placeOf, type IPsecPolicy } from '../model/policy.ts';
import { byRefKey } from '../workspace/ref.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { placeAt } from './place.ts';

/** A policy that an offset is on: one of its values, or without `attribute` the name of what states it. */
export interface PolicyAt {
  readonly policy: IPsecPolicy;
  readonly attribute?: AttributeName;
}

/** The policies at an offset, on a value or on the name before it. One text may state the value of several. */
export function policiesAt(workspace: Workspace, uri: string, offset: number): PolicyAt[] {
  const place = placeAt(workspace, uri, offset);
  if (!place) return [];
  const { artefact, reading } = place.analysis;
  const { policies } = reading.facts;
  const onValue = policies.flatMap((policy) =>
    ATTRIBUTES.flatMap((attribute) => {
      const at = placeOf(policy.slots[attribute]);
      return at && touches(at.span, place.offset) ? [{ policy, attribute }] : [];
    }),
  );
  if (onValue.length > 0) return onValue;
  const onPolicy = policies.filter(({ at }) => touches(at.span, place.offset));
  if (onPolicy.length > 0) return onPolicy.map((policy) => ({ policy }));
  const subject = artefact.subjectAt(reading, place.offset);
  const name = subject?.kind === 'parameter' ? subject.parameter : subject?.kind === 'element' ? subject.path.at(-1) : undefined;
  return subject && name !== undefined && isAttributeName(name) ? nearest(policies, name, subject.span) : [];
}

/** Of the policies with a value of this name, those whose value stands nearest: the name's own. */
function nearest(policies: readonly IPsecPolicy[], attribute: AttributeName, { start, end }: Span): PolicyAt[] {
  const found = policies.flatMap((policy) => {
    const at = placeOf(policy.slots[attribute]);
    return at ? [{ policy, attribute, distance: Math.min(Math.abs(at.span.start - end), Math.abs(start - at.span.end)) }] : [];
  });
  const least = smallest(found.map(({ distance }) => distance));
  return found.filter(({ distance }) => distance === least);
}

/** The policies at the other ends of a policy's tunnels: a client's servers, a server's clients. */
export function otherEnds(workspace: Workspace, { side, key, at }: IPsecPolicy): IPsecPolicy[] {
  const deployments = workspace.deployments();
  const ref = { uri: at.file.uri, key };
  const refs = side === 'client' ? deployments.ofClient(ref).flatMap(({ servers }) => servers.flat()) : deployments.ofServer(ref).map(({ client }) => client);
  return [...byRefKey(refs).values()].flatMap((each) => deployments.resolve(each) ?? []);
}

/** The place of a value in the file as it is shown, that of the whole policy where it does not state the value; `undefined` when it is gone. */
export function placeOfValue(workspace: Workspace, policy: IPsecPolicy, attribute: AttributeName | undefined): Location | undefined {
  const at = attribute === undefined ? undefined : placeOf(policy.slots[attribute]);
  return workspace.current(at ?? policy.at);
}

/** Each place once, in the order in which they come. */
export function distinctPlaces(places: readonly (Location | undefined)[]): Location[] {
  const byPlace = new Map<string, Location>();
  for (const place of places) if (place) byPlace.set(`${place.file.uri} ${place.span.start} ${place.span.end}`, place);
  return [...byPlace.values()];
}
