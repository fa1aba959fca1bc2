import type { Edit } from '../core/edit.ts';
import { lineEndAt } from '../core/lines.ts';
import { append } from '../core/lists.ts';
import { encloses, trimmed, type Span } from '../core/span.ts';
import { propertyName } from '../knowledge/azure-resources.ts';
import { algorithmById, spell, type AttributeName } from '../knowledge/ipsec.ts';
import type { Change } from '../model/change.ts';
import { entriesOf, type TemplateObject } from '../syntax/template/value.ts';
import type { Reading } from './artefact.ts';
import type { TemplateTree } from './template-policies.ts';

/** How a notation writes an entry of an object, and what separates two of them on one line and on two. */
export interface TemplateNotation {
  entry(name: string, text: string): string;
  readonly between: ', ';
  readonly lineEnd: ',' | '';
}

type SetAlgorithm = Extract<Change, { kind: 'set-algorithm' }>;

/** The edits that make these changes; `undefined` when one of them has no place that can be edited without guessing. */
export function writeTemplate(reading: Reading<TemplateTree>, changes: readonly Change[], notation: TemplateNotation): Edit[] | undefined {
  const edits: Edit[] = [];
  const additions = new Map<TemplateObject, Map<AttributeName, SetAlgorithm>>();
  for (const change of changes) {
    if (change.kind === 'replace' && isOwnText(reading.tree, reading.file.text, change.at.span)) {
      edits.push({ file: reading.file, span: change.at.span, newText: change.text });
      continue;
    }
    const object = change.kind === 'set-algorithm' ? reading.tree.objects.get(change.policy.key) : undefined;
    if (change.kind !== 'set-algorithm' || !object) return undefined;
    const entries = entriesOf(object, propertyName(change.attribute));
    const [entry] = entries;
    if (!entry) {
      const ofObject = additions.get(object) ?? new Map<AttributeName, SetAlgorithm>();
      additions.set(object, ofObject.set(change.attribute, change));
      continue;
    }
    const text = azureText(change);
    // What a variable or parameter says may be meant for others too.
    if (entries.length > 1 || entry.value.kind !== 'text' || text === undefined) return undefined;
    edits.push({ file: reading.file, span: entry.value.span, newText: text });
  }
  for (const [object, added] of additions) {
    const written = addEntries(reading.file, object, [...added.values()], notation);
    if (!written) return undefined;
    append(edits, written);
  }
  return edits;
}

/** The spelling of an algorithm, with the number of bits for group 14 where the other group of the policy is called so. */
function azureText({ policy, attribute, algorithm }: SetAlgorithm): string | undefined {
  const other = attribute === 'DHGroup' ? policy.slots.PfsGroup : attribute === 'PfsGroup' ? policy.slots.DHGroup : undefined;
  const byBits = other?.state === 'known' && /^\w+2048$/.test(other.written.value) && other.spelledAs === 'azure';
  const names = algorithmById(attribute, algorithm);
  const inBits = byBits ? [names?.azure, names?.azureAlso].find((name) => name?.endsWith('2048')) : undefined;
  return inBits ?? spell(attribute, algorithm, 'azure');
}

/** New entries behind the last one: on lines of their own where that one has its own. */
function addEntries(file: Edit['file'], object: TemplateObject, changes: readonly SetAlgorithm[], notation: TemplateNotation): Edit[] | undefined {
  const texts = changes.flatMap((change) => {
    const text = azureText(change);
    return text === undefined ? [] : [notation.entry(propertyName(change.attribute), text)];
  });
  const last = object.entries.at(-1);
  // An empty object has no layout to follow, and behind a closing comma there is nothing to be seen of one.
  if (object.partial || !last || texts.length < changes.length || /^\s*,/.test(file.text.slice(last.span.end, object.span.end))) return undefined;
  const lineStart = Math.max(file.text.lastIndexOf('\n', last.span.start - 1), file.text.lastIndexOf('\r', last.span.start - 1)) + 1;
  const indent = /^[ \t]*/.exec(file.text.slice(lineStart, last.span.start))?.[0] ?? '';
  const insertion = (at: number, newText: string): Edit => ({ file, span: { start: at, end: at }, newText });
  if (lineStart + indent.length < last.span.start) return [insertion(last.span.end, texts.map((text) => notation.between + text).join(''))];
  const rest = /^[^\n\r]*/.exec(file.text.slice(last.span.end, object.span.end))?.[0] ?? '';
  const end = last.span.end + rest.length;
  // On the line of the closing brace, or behind what may be a comment of several lines.
  if (end >= object.span.end || rest.includes('/*')) return undefined;
  const lines = texts.map((text) => lineEndAt(file.text, end) + indent + text).join(notation.lineEnd);
  if (rest.length === 0 || notation.lineEnd === '') return [insertion(end, notation.lineEnd + lines)];
  return [insertion(last.span.end, notation.lineEnd), insertion(end, lines)];
}

/** Whether a span is a value of a policy or a comment, so that replacing it replaces nothing else. */
function isOwnText({ objects, template }: TemplateTree, text: string, span: Span): boolean {
  const words = trimmed(text, span);
  if (template.comments.some((comment) => encloses(comment, words))) return true;
  return [...objects.values()].some(({ entries }) =>
    entries.some(({ value }) => value.kind === 'text' && value.span.start === span.start && value.span.end === span.end),
  );
}
