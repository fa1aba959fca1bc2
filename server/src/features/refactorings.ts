import type { Edit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import type { ProfileNode } from '../model/profile/node.ts';
import type { VpnProfile } from '../model/profile/profile.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { placeAt } from './place.ts';
import { excludeServer } from './refactorings/exclude-server.ts';
import type { ProfilePlace, Refactoring } from './refactorings/refactoring.ts';
import { sortRoutes } from './refactorings/sort-routes.ts';
import { splitCidr } from './refactorings/split-cidr.ts';

const REFACTORINGS: readonly ((place: ProfilePlace) => readonly Refactoring[])[] = [splitCidr, excludeServer, sortRoutes];

/** A refactoring with its edits, for the text as it is now. */
export interface Rewriting extends Pick<Refactoring, 'name' | 'title'> {
  readonly edits: readonly Edit[];
}

/** What can be written differently at the start of a span. What cannot be written without guessing is left out. */
export function refactorings(workspace: Workspace, uri: string, { start }: Span): Rewriting[] {
  const place = placeAt(workspace, uri, start);
  const keys = new Set(place?.analysis.artefact.keysAt?.(place.analysis.reading, place.offset));
  if (!place || keys.size === 0) return [];
  return place.analysis.reading.facts.profiles
    .flatMap((profile) => REFACTORINGS.flatMap((refactoring) => refactoring({ profile, nodes: nodesWithin(profile, keys) })))
    .flatMap(({ name, title, changes }) => {
      const edits = workspace.edits({ title, safe: false, changes });
      return edits ? [{ name, title, edits }] : [];
    });
}

/** Whether two lists of edits do the same, so that offering both would be offering one thing twice. */
export function isSameWork(some: readonly Edit[], others: readonly Edit[]): boolean {
  const written = (edits: readonly Edit[]): string => JSON.stringify(edits.map(({ file, span, newText }) => [file.uri, span.start, span.end, newText]));
  return written(some) === written(others);
}

/** The nodes of a profile with one of the keys, from the root down. */
function nodesWithin({ root }: VpnProfile, keys: ReadonlySet<string>): ProfileNode[] {
  const nodes: ProfileNode[] = [];
  const isMeant = ({ at }: ProfileNode): boolean => at.key !== undefined && keys.has(at.key);
  for (let node: ProfileNode | undefined = isMeant(root) ? root : undefined; node; node = node.children.find(isMeant)) nodes.push(node);
  return nodes;
}
