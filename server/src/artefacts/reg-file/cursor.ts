import { touches, trimmed, type Span } from '../../core/span.ts';
import type { RegLine } from '../../syntax/reg-file/document.ts';
import { readValue } from '../../syntax/reg-file/value.ts';
import type { Reading, Subject } from '../artefact.ts';
import { lineAt, sectionAt } from './places.ts';
import type { RegTree } from './read.ts';

/** The name of a value that the offset is on. */
export function regSubject({ file, tree }: Reading<RegTree>, offset: number): Subject | undefined {
  const section = sectionAt(tree, offset);
  const line = lineAt(section, offset);
  if (line?.kind !== 'value') return undefined;
  const { name, nameSpan } = readValue(file.text, line);
  if (name === undefined || !touches(nameSpan, offset)) return undefined;
  return { kind: 'registry-value', registryKey: section?.key?.path?.key, name, span: nameSpan };
}

/** Every comment: lines of their own, and those behind a value or a key. */
export function commentsOf({ file: { text }, tree }: Reading<RegTree>): Span[] {
  return tree.document.lines.flatMap((line) => {
    if (line.kind === 'comment') return [trimmed(text, line)];
    const behind = line.kind === 'value' ? readValue(text, line).data?.span.end : line.kind === 'key' ? afterKey(text, line) : undefined;
    if (behind === undefined) return [];
    const rest = trimmed(text, { start: behind, end: line.end });
    return text.charAt(rest.start) === ';' ? [rest] : [];
  });
}

function afterKey(text: string, line: RegLine): number | undefined {
  const close = text.slice(line.start, line.end).lastIndexOf(']');
  return close < 0 ? undefined : line.start + close + 1;
}
