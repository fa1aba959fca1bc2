import { overlaps, type Span } from '../../core/span.ts';
import { contentOf } from '../../syntax/reg-file/content.ts';
import type { RegLine } from '../../syntax/reg-file/document.ts';
import { readValue } from '../../syntax/reg-file/value.ts';
import type { Reading } from '../artefact.ts';
import { MOST_WRITES, type SelectedWrite } from '../registry-selection.ts';
import { lineAt, sectionAt } from './places.ts';
import type { RegTree } from './read.ts';
import type { Section } from './sections.ts';

/**
 * The values on the lines that a span touches, whatever they are about: all of a key where the cursor is on its line, and all of the file where it is
 * on a line that says nothing. `undefined` where one of them is not known, or a key is deleted.
 */
export function writesInRegFile(reading: Reading<RegTree>, span: Span): readonly SelectedWrite[] | undefined {
  const { tree } = reading;
  const section = sectionAt(tree, span.start);
  const line = span.start === span.end ? lineAt(section, span.start) : undefined;
  if (line?.kind === 'key' && section) return entriesOf(reading, [section], () => true);
  if (line && line.kind !== 'value') return entriesOf(reading, tree.sections, () => true);
  const from = section ? tree.sections.indexOf(section) : 0;
  const touched: Section[] = [];
  for (let at = from; at < tree.sections.length; at++) {
    const each = tree.sections[at];
    if (!each || ((each.line ?? each.lines[0])?.start ?? 0) > span.end) break;
    touched.push(each);
  }
  return entriesOf(reading, touched, (each) => overlaps(each, span));
}

function entriesOf(
  { file: { text }, tree }: Reading<RegTree>,
  sections: readonly Section[],
  isSelected: (line: RegLine) => boolean,
): SelectedWrite[] | undefined {
  const selected: SelectedWrite[] = [];
  for (const { line: head, key, lines } of sections) {
    if (head && key?.deletes && isSelected(head)) return undefined;
    for (const line of lines) {
      if (line.kind === 'blank' || line.kind === 'comment' || line.kind === 'header' || !isSelected(line)) continue;
      const { name, data, defect } = readValue(text, line);
      const content = data && (data.kind === 'delete' ? 'deleted' : contentOf(data, tree.header.version));
      if (line.kind !== 'value' || line.swallowed || !key?.path || (key.defect ?? defect)) return undefined;
      if (name === undefined || content === undefined || selected.length === MOST_WRITES) return undefined;
      selected.push({ entry: { ...key.path, name, content } });
    }
  }
  return selected.length > 0 ? selected : undefined;
}
