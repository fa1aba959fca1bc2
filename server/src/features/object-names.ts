import type { ObjectName } from '../artefacts/editing.ts';
import type { Edit } from '../core/edit.ts';
import type { Location } from '../core/source-file.ts';
import { touches } from '../core/span.ts';
import type { Analysis } from '../workspace/analysis.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A place that names an object of a load balancer, with the file that it stands in. */
export interface NamedPlace {
  readonly analysis: Analysis;
  readonly object: ObjectName;
}

/** Whether a file is one in which objects have names that can be followed and changed. */
export function namesObjects(workspace: Workspace, uri: string): boolean {
  return workspace.analysisOf(uri)?.artefact.objectNames !== undefined;
}

/** What an offset names; `undefined` where it names nothing. */
export function objectNameAt(workspace: Workspace, uri: string, offset: number): NamedPlace | undefined {
  const analysis = workspace.analysisOf(uri);
  const object = analysis && namesOf(analysis).find(({ span }) => touches(span, offset));
  return object && { analysis, object };
}

/** Every place that names the same object in the files of its load balancer, this file's first. */
export function placesOf(workspace: Workspace, { analysis, object }: NamedPlace): NamedPlace[] {
  return filesOf(workspace, analysis).flatMap((each) =>
    namesOf(each).flatMap((other) => (other.kind === object.kind && other.name === object.name ? [{ analysis: each, object: other }] : [])),
  );
}

/** The names of all objects of a kind that the files of a load balancer make, each once, in the order of the text. */
export function objectsOfKind(workspace: Workspace, uri: string, kind: string): string[] {
  const analysis = workspace.analysisOf(uri);
  const files = analysis ? filesOf(workspace, analysis) : [];
  return [...new Set(files.flatMap(namesOf).flatMap((each) => (each.defines && each.kind === kind ? [each.name] : [])))];
}

/** The edits that give an object another name wherever it is named; `undefined` where it cannot have that one. */
export function rename(workspace: Workspace, place: NamedPlace, name: string): Edit[] | undefined {
  const places = placesOf(workspace, place);
  // What is made nowhere comes with the product, or stands in a file that is not here.
  if (!places.some(({ object }) => object.defines)) return undefined;
  const edits = places.map(({ analysis, object }) => {
    const newText = analysis.artefact.spellName?.(analysis.reading, object, name);
    return newText === undefined ? undefined : { file: analysis.file, span: object.span, newText };
  });
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}

/** Where an object's name stands. */
export function locationOf({ analysis, object }: NamedPlace): Location {
  return { file: analysis.file, span: object.span };
}

function namesOf({ artefact, reading }: Analysis): readonly ObjectName[] {
  return artefact.objectNames?.(reading) ?? [];
}

function filesOf(workspace: Workspace, analysis: Analysis): Analysis[] {
  const siblings = workspace.deployments().balancingOf(analysis.file.uri)?.siblings ?? [];
  return [analysis, ...siblings.map((sibling) => sibling.analysis)];
}
