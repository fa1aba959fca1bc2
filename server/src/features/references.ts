import type { Location } from '../core/source-file.ts';
import { touches, type Span } from '../core/span.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { locationOf, objectNameAt, placesOf } from './object-names.ts';
import { placeAt } from './place.ts';
import { distinctPlaces, otherEnds, placeOfValue, policiesAt } from './policy-places.ts';

/**
 * Every place that has to do with what an offset is on: where an object is made and named; the text that states a value and all that take theirs from it; the same value at the
 * other ends of the tunnels, and at those that share them. Empty where there is none.
 * @param withDeclaration whether the texts that state a value in the same file, and the place itself, are among them
 */
export function references(workspace: Workspace, uri: string, offset: number, withDeclaration: boolean): Location[] {
  const named = objectNameAt(workspace, uri, offset);
  if (named)
    return placesOf(workspace, named)
      .filter(({ object }) => withDeclaration || !object.defines)
      .map(locationOf);
  const uses = usesAt(workspace, uri, offset, withDeclaration);
  const values = policiesAt(workspace, uri, offset).flatMap(({ policy, attribute }) => {
    const ends = otherEnds(workspace, policy);
    const shared = policy.side === 'client' ? ends.flatMap((server) => otherEnds(workspace, server)) : [];
    if (ends.length === 0) return [];
    const all = [...(withDeclaration ? [policy] : []), ...ends, ...shared.filter(({ key, at }) => key !== policy.key || at.file.uri !== policy.at.file.uri)];
    return all.map((each) => placeOfValue(workspace, each, attribute));
  });
  return distinctPlaces([...uses, ...values]);
}

function usesAt(workspace: Workspace, uri: string, offset: number, withDeclaration: boolean): Location[] {
  const place = placeAt(workspace, uri, offset);
  const file = workspace.analysisOf(uri)?.file;
  if (!place || !file) return [];
  const { artefact, reading } = place.analysis;
  const uses = artefact.valueUses?.(reading) ?? [];
  // A hashtable is meant by its first characters only: what stands in it has a meaning of its own.
  const isOn = (source: Span): boolean =>
    reading.file.text.startsWith('@{', source.start) ? touches({ start: source.start, end: source.start + 2 }, place.offset) : touches(source, place.offset);
  const wanted = uses.filter(({ span, source }) => touches(span, place.offset) || isOn(source)).map(({ source }) => source.start);
  const found = uses.filter(({ source }) => wanted.includes(source.start));
  const spans = [...(withDeclaration ? found.map(({ source }) => source) : []), ...found.map(({ span }) => span)];
  return spans.flatMap((span) => {
    const inFile = place.toFile(span);
    return inFile ? [{ file, span: inFile }] : [];
  });
}
