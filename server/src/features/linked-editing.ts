import type { Span } from '../core/span.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { placeAt } from './place.ts';

/** The places that change together when one of them is edited: the names of a start tag and its end tag. `undefined` elsewhere. */
export function linkedEditing(workspace: Workspace, uri: string, offset: number): Span[] | undefined {
  const place = placeAt(workspace, uri, offset);
  const spans = place?.analysis.artefact.linkedAt?.(place.analysis.reading, place.offset);
  const inFile = spans?.flatMap((span) => place?.toFile(span) ?? []);
  return inFile?.length === spans?.length ? inFile : undefined;
}
