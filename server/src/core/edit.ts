import type { SourceFile } from './source-file.ts';
import { compareSpans, type Span } from './span.ts';

/** Replaces the text of a span; an empty span inserts, an empty text deletes. */
export interface Edit {
  readonly file: SourceFile;
  readonly span: Span;
  readonly newText: string;
}

/**
 * The text after all edits, which refer to the text before any of them.
 * @throws RangeError when two edits overlap or one lies outside the text: applying either would lose something.
 */
export function applyEdits(text: string, edits: readonly Pick<Edit, 'span' | 'newText'>[]): string {
  const ordered = [...edits].sort((a, b) => compareSpans(a.span, b.span));
  let result = '';
  let at = 0;
  for (const { span, newText } of ordered) {
    if (span.start < at || span.end > text.length || span.start > span.end) throw new RangeError(`Edits overlap or leave the text at offset ${span.start}`);
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}
