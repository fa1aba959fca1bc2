import { trimmed, type Span } from '../../core/span.ts';
import { dataStart, type RegLine } from '../../syntax/reg-file/document.ts';
import { readValue } from '../../syntax/reg-file/value.ts';
import type { Reading, Subject } from '../artefact.ts';
import { registrySubject } from '../registry-subject.ts';
import { lineAt, sectionAt } from './places.ts';
import type { RegTree } from './read.ts';

/** The key that the offset is on, or the value: by its name, its type or its data. */
export function regSubject({ file: { text }, tree }: Reading<RegTree>, offset: number): Subject | undefined {
  const section = sectionAt(tree, offset);
  const { path, span: pathSpan } = section?.key ?? {};
  const shared = { ...(path && { path }), ...(pathSpan && { pathSpan }) };
  const line = lineAt(section, offset);
  if (line?.kind !== 'value') return registrySubject({ ...shared, spans: [] }, offset);
  const { name, nameSpan, data } = readValue(text, line);
  // Data that is broken has its place all the same.
  const start = dataStart(text, line) ?? line.end;
  const dataSpan = data?.span ?? trimmed(text, { start, end: line.end });
  return registrySubject({ ...shared, ...(name !== undefined && { name }), spans: [nameSpan, dataSpan] }, offset);
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
