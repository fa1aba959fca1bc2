import type { IPsecPolicy } from '../model/policy.ts';
import { distinctPolicies, isSideways, matches, pinnedBy, placedIn, refOf, type Placed } from './pairing.ts';
import type { PinnedFiles } from './pinned-files.ts';
import type { Ref } from './ref.ts';

/** A server policy that was printed, with all places that write the one policy that the server was to have. */
export interface Drift {
  readonly printed: Ref;
  readonly written: readonly Ref[];
  /** One clause that says how the two were found to belong together, for the end of a message. */
  readonly how: string;
}

/**
 * Which printed server policy belongs to which script: the nearest folder that holds both decides, or the project file. Several scripts that
 * differ say nothing, and neither do folders that may be those of different deployments.
 */
export function driftsOf(policies: readonly IPsecPolicy[], roots: readonly string[], pinned: PinnedFiles): Drift[] {
  if (!policies.some(({ printed, side }) => printed && side === 'server')) return [];
  const servers = placedIn(policies, roots).filter(({ policy }) => policy.side === 'server' && policy.tunnel !== 'other');
  const written = servers.filter(({ policy }) => !policy.printed);
  return servers.filter(({ policy }) => policy.printed).flatMap((printed) => driftOf(printed, written, pinned) ?? []);
}

function driftOf(printed: Placed, written: readonly Placed[], pinned: PinnedFiles): Drift | undefined {
  const deployment = pinned.withServer(printed.uri)[0];
  const selected = written.filter(({ uri }) => deployment?.servers.has(uri));
  if (deployment && selected.length > 0) return drift(printed, selected, pinnedBy(deployment));
  for (let depth = printed.folder.length; depth >= 0; depth--) {
    const below = written.filter(
      (each) => each.root === printed.root && printed.folder.slice(0, depth).every((segment, index) => each.folder[index] === segment),
    );
    if (below.length === 0) continue;
    const near = below.filter((each) => !isSideways(printed, each, depth));
    return near.length === below.length
      ? drift(printed, near, `the only server policy that a script sets in ${printed.folder[depth - 1] ?? 'workspace'}`)
      : undefined;
  }
  return undefined;
}

function drift(printed: Placed, written: readonly Placed[], how: string): Drift | undefined {
  const distinct = distinctPolicies(written);
  const [only] = distinct;
  const [first] = only ?? [];
  if (distinct.length !== 1 || !only || !first || matches(printed.policy, first.policy)) return undefined;
  return { printed: refOf(printed), written: only.map(refOf), how };
}
