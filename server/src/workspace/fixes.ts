import type { Edit } from '../core/edit.ts';
import { append } from '../core/lists.ts';
import type { SourceFile } from '../core/source-file.ts';
import { compareSpans } from '../core/span.ts';
import { compareTexts } from '../core/texts.ts';
import { fileOf, type Change } from '../model/change.ts';
import type { Fix } from '../rules/rule.ts';
import type { Analysis } from './analysis.ts';
import { rebase } from './rebase.ts';

/** What writing a fix needs of the workspace. */
export interface FixContext {
  analysisOf(uri: string): Analysis | undefined;
  /** Whether a file is a project file, or extended by one. */
  isProjectFile(uri: string): boolean;
  pin(change: Extract<Change, { kind: 'pin' }>): Edit[] | undefined;
}

/**
 * The edits of a fix, or `undefined` when one of its changes cannot be written without losing or guessing something:
 * half a fix is worse than none. Equal edits count once; edits that overlap otherwise make the fix impossible.
 */
export function editsOf(fix: Fix, context: FixContext): Edit[] | undefined {
  const byFile = new Map<string, { analysis: Analysis; changes: Change[] }>();
  const edits: Edit[] = [];
  for (const change of fix.changes) {
    if (change.kind === 'pin') {
      const pinned = context.pin(change);
      if (!pinned) return undefined;
      append(edits, pinned);
      continue;
    }
    const file = fileOf(change);
    const analysis = file && context.analysisOf(file.uri);
    if (!analysis) {
      // The project file belongs to no artefact: only literal replacements are made in it.
      if (!context.isProjectFile(file?.uri ?? '') || (change.kind !== 'replace' && change.kind !== 'clean-text')) return undefined;
      append(edits, change.kind === 'replace' ? [{ file: change.at.file, span: change.at.span, newText: change.text }] : cleaned(change, change.at.file));
      continue;
    }
    if (change.kind === 'clean-text') {
      // Its places are those of this very text.
      if (analysis.file.text !== change.at.file.text) return undefined;
      append(edits, cleaned(change, analysis.file));
      continue;
    }
    const now = analysis.file === file ? change : rebase(change, analysis);
    if (!now) return undefined;
    const group = byFile.get(file.uri) ?? { analysis, changes: [] };
    group.changes.push(now);
    byFile.set(file.uri, group);
  }
  const known = new Set(edits.map(identity));
  for (const { analysis, changes } of byFile.values()) {
    const written = analysis.artefact.write(analysis.reading, changes);
    if (!written) return undefined;
    for (const edit of written) {
      if (known.has(identity(edit))) continue;
      known.add(identity(edit));
      edits.push(edit);
    }
  }
  edits.sort((a, b) => compareTexts(a.file.uri, b.file.uri) || compareSpans(a.span, b.span));
  // An insertion within a replaced text clashes as well: it would be lost. At an end of one it does not.
  const clash = edits.some((edit, index) => {
    const next = edits[index + 1];
    return next?.file.uri === edit.file.uri && next.span.start < edit.span.end;
  });
  return clash || edits.length === 0 ? undefined : edits;
}

function cleaned({ characters }: Extract<Change, { kind: 'clean-text' }>, file: SourceFile): Edit[] {
  return characters.map(({ span, text }) => ({ file, span, newText: text }));
}

/** The same for edits that say the same: reports that were merged into one fix may ask for one several times. */
function identity({ file, span, newText }: Edit): string {
  return `${span.start} ${span.end} ${file.uri} ${newText}`;
}
