import type { Span } from '../core/span.ts';
import type { Analysis } from '../workspace/analysis.ts';
import type { Part as WorkspacePart } from '../workspace/embedded-texts.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** One document of a file: the file itself, or a text inside it. */
export interface Part {
  readonly analysis: Analysis;
  /** Where a document inside a file stands in it; absent for the file itself. */
  readonly outer?: Span;
  /** The span in the file that the editor shows; `undefined` where the document has text that the file has not. */
  readonly toFile: (span: Span) => Span | undefined;
  /** A text of the document as it must be written into the file; `undefined` where it cannot be. */
  readonly written: (text: string) => string | undefined;
}

/** A cursor in the innermost document that it is in. */
export interface Place extends Part {
  readonly offset: number;
}

/** The documents of a file, the file itself first; empty for one that nothing recognises. */
export function partsOf(workspace: Workspace, uri: string): Part[] {
  return workspace.partsOf(uri).map(partOf);
}

/** Where an offset of a file is; `undefined` in a file that nothing recognises. */
export function placeAt(workspace: Workspace, uri: string, offset: number): Place | undefined {
  const [file, ...embedded] = workspace.partsOf(uri);
  for (const part of embedded) {
    const inner = part.embedded?.content.toInner(offset);
    if (inner !== undefined) return { ...partOf(part), offset: inner };
  }
  return file && { ...partOf(file), offset };
}

function partOf({ analysis, embedded }: WorkspacePart): Part {
  if (!embedded) return { analysis, toFile: (span) => span, written: (text) => text };
  const { content } = embedded;
  // A document in base64 has one place for all that is in it.
  const hasPlaces = content.toInner(content.outer.start) !== undefined;
  return { analysis, outer: content.outer, toFile: (span) => (hasPlaces ? content.toOuter(span) : undefined), written: (text) => content.written(text) };
}
