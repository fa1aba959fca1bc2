import type { Location } from '../core/source-file.ts';
import { touches } from '../core/span.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { locationOf, objectNameAt, placesOf } from './object-names.ts';
import { placeAt } from './place.ts';
import { distinctPlaces, otherEnds, placeOfValue, policiesAt } from './policy-places.ts';

/**
 * Where to go from an offset: from the name of an object to where it is made, from what stands for a value to the text that states it, from a value of a policy to the same value at the other
 * end of the tunnel. Empty where there is nothing to go to.
 */
export function definition(workspace: Workspace, uri: string, offset: number): Location[] {
  const named = objectNameAt(workspace, uri, offset);
  if (named)
    return placesOf(workspace, named)
      .filter(({ object }) => object.defines)
      .map(locationOf);
  const stated = sourcesAt(workspace, uri, offset);
  if (stated.length > 0) return stated;
  return distinctPlaces(
    policiesAt(workspace, uri, offset).flatMap(({ policy, attribute }) =>
      otherEnds(workspace, policy).map((other) => placeOfValue(workspace, other, attribute)),
    ),
  );
}

function sourcesAt(workspace: Workspace, uri: string, offset: number): Location[] {
  const place = placeAt(workspace, uri, offset);
  const file = workspace.analysisOf(uri)?.file;
  if (!place || !file) return [];
  const { artefact, reading } = place.analysis;
  const uses = artefact.valueUses?.(reading) ?? [];
  return uses.flatMap(({ span, source }) => {
    const target = touches(span, place.offset) ? place.toFile(source) : undefined;
    return target ? [{ file, span: target }] : [];
  });
}
