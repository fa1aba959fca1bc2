import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyArtefact, Reading } from '../../server/src/artefacts/artefact.ts';
import type { OutlineEntry } from '../../server/src/artefacts/editing.ts';
import { applyEdits, type Edit } from '../../server/src/core/edit.ts';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import type { Span } from '../../server/src/core/span.ts';
import { baselineActions } from '../../server/src/features/baseline-actions.ts';
import { codeActions, fixAll } from '../../server/src/features/code-actions.ts';
import { policyLenses } from '../../server/src/features/code-lens.ts';
import { complete } from '../../server/src/features/completion.ts';
import { convertTo } from '../../server/src/features/conversion/convert.ts';
import { TARGETS } from '../../server/src/features/conversion/target.ts';
import { definition } from '../../server/src/features/definition.ts';
import { asCsv } from '../../server/src/features/deployment-view/export-csv.ts';
import { asMarkdown } from '../../server/src/features/deployment-view/export-markdown.ts';
import { deploymentView } from '../../server/src/features/deployment-view/deployment-view.ts';
import { folds } from '../../server/src/features/folding.ts';
import { formatting } from '../../server/src/features/formatting.ts';
import { generated, generationChoices } from '../../server/src/features/generation/generate.ts';
import { hover } from '../../server/src/features/hover.ts';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';
import { linkedEditing } from '../../server/src/features/linked-editing.ts';
import { pageLinks } from '../../server/src/features/links.ts';
import { objectNameAt, placesOf, rename } from '../../server/src/features/object-names.ts';
import { outline } from '../../server/src/features/outline.ts';
import { refactorings } from '../../server/src/features/refactorings.ts';
import { references } from '../../server/src/features/references.ts';
import { selection } from '../../server/src/features/selection.ts';
import { signatureHelp } from '../../server/src/features/signature-help.ts';
import { suppressActions } from '../../server/src/features/suppress.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { workspaceOf } from '../support/fixture.ts';

/** How many inputs each reader is given. Every night it is a million (`npm run test:nightly`), else what a build can bear. */
export const RUNS = Number(process.env.AOVPN_FUZZ ?? 0) || 250;

/** In milliseconds. It counts every night only, and only if it is exceeded three times in a row: a build machine may be busy. */
const LONGEST = 1000;

/**
 * Does something with an input, for as long as no input may take. What is being done stands in a file meanwhile, so that an input that never ends
 * is there when the run is stopped.
 */
export function bounded(name: string, text: string, work: () => void): void {
  if (process.env.AOVPN_FUZZ === undefined) {
    work();
    return;
  }
  writeFileSync(join(tmpdir(), `aovpn-fuzz-${name}.txt`), text);
  let took = LONGEST + 1;
  for (let attempt = 0; attempt < 3 && took > LONGEST; attempt++) {
    const start = performance.now();
    work();
    took = performance.now() - start;
  }
  if (took > LONGEST) throw new Error(`It takes ${Math.round(took)} ms for ${text.length} characters`);
}

/** Throws for a span that is none of this text. */
function expectInside({ start, end }: Span, length: number, what: string): void {
  const isInside = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= length;
  if (!isInside) throw new RangeError(`${what}: ${start} to ${end} in ${length} characters`);
}

const isSpan = (value: object): value is Span => 'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';

/** Every span in a value, wherever it stands. */
export function expectSpansInside(value: unknown, length: number, path = '', seen = new Set<object>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (isSpan(value) && Object.keys(value).length === 2) {
    expectInside(value, length, path);
    return;
  }
  const entries: Iterable<readonly [unknown, unknown]> = value instanceof Map ? (value as Map<unknown, unknown>) : Object.entries(value);
  for (const [key, each] of entries) expectSpansInside(each, length, `${path}.${String(key)}`, seen);
}

/** A value as a text that is the same for the same: what refers to itself comes once, functions not at all. */
export function shown(value: unknown): string {
  const seen = new Map<object, number>();
  return JSON.stringify(value, (_, each: unknown): unknown => {
    if (typeof each === 'bigint') return `${each}n`;
    if (typeof each !== 'object' || each === null) return each;
    const known = seen.get(each);
    if (known !== undefined) return `#${known}`;
    seen.set(each, seen.size);
    if (each instanceof Map) return [...(each as Map<unknown, unknown>)];
    if (each instanceof Set) return [...(each as Set<unknown>)];
    return each;
  });
}

function expectOutline(entries: readonly OutlineEntry[], around: Span): void {
  for (const entry of entries) {
    expectInside(entry.span, around.end, `outline ${entry.name}`);
    if (entry.name === '') throw new Error('An entry of the outline has no name');
    if (entry.nameSpan.start < entry.span.start || entry.nameSpan.end > entry.span.end) throw new RangeError(`The name of ${entry.name} is not in it`);
    expectOutline(entry.children, around);
  }
}

/** What an artefact says of a text by itself: nothing is thrown, every place lies in the text. */
export function readBy(artefact: AnyArtefact, file: SourceFile, at: number): Reading {
  artefact.recognises(file);
  const reading = artefact.read(file);
  const { length } = file.text;
  expectSpansInside(reading.facts, length, 'facts');
  for (const problem of reading.facts.problems) expectInside(problem.at.span, length, problem.message);
  for (const span of artefact.comments(reading)) expectInside(span, length, 'comment');
  for (const span of artefact.statements(reading)) expectInside(span, length, 'statement');
  for (const { content } of artefact.embedded?.(reading) ?? []) {
    expectInside(content.outer, length, 'embedded');
    for (const span of content.unknown) expectInside(span, content.text.length, 'unknown');
    for (const end of [0, at % (content.text.length + 1), content.text.length]) expectInside(content.toOuter({ start: 0, end }), length, 'embedded part');
  }
  expectEditing(artefact, reading, length);
  const offset = at % (length + 1);
  const subject = artefact.subjectAt(reading, offset);
  if (subject) expectSpansInside(subject, length, 'subject');
  const slot = artefact.slotAt(reading, offset);
  if (slot) expectSpansInside(slot, length, 'slot');
  for (const span of artefact.selectionAt?.(reading, offset) ?? []) expectInside(span, length, 'selection');
  for (const span of artefact.linkedAt?.(reading, offset) ?? []) expectInside(span, length, 'linked');
  artefact.callAt?.(reading, offset);
  artefact.keysAt?.(reading, offset);
  const edits = artefact.format?.(reading, { unit: '  ' });
  if (edits) applyEdits(file.text, edits);
  return reading;
}

function expectEditing(artefact: AnyArtefact, reading: Reading, length: number): void {
  expectOutline(artefact.outline?.(reading) ?? [], { start: 0, end: length });
  for (const { span } of artefact.folds?.(reading) ?? []) expectInside(span, length, 'fold');
  for (const { span } of artefact.links?.(reading) ?? []) expectInside(span, length, 'link');
  for (const { span } of artefact.objectNames?.(reading) ?? []) expectInside(span, length, 'object name');
  for (const { span, source } of artefact.valueUses?.(reading) ?? []) [span, source].forEach((each) => expectInside(each, length, 'value use'));
}

/** What the whole product says of a text as the only file: rules, fixes and all that an editor asks for at a place. */
export function expectAnswers(file: SourceFile, at: number): void {
  const { uri, text } = file;
  const workspace = workspaceOf({ files: [file] });
  const findings = workspace.findings(uri);
  const applies = (edits: readonly Edit[]): void =>
    void applyEdits(
      text,
      edits.filter((edit) => edit.file.uri === uri),
    );
  for (const finding of findings) {
    // An embedded document's findings stand in the file.
    expectInside(finding.at.span, text.length, finding.rule.id);
    if (finding.rule.id === 'internal') throw new Error(finding.message);
    for (const { edits } of workspace.fixesOf(finding)) applies(edits);
  }
  applies(fixAll(workspace, uri));
  const offset = at % (text.length + 1);
  const span = { start: offset, end: Math.min(text.length, offset + 20) };
  for (const { edits = [] } of codeActions(workspace, uri, span)) applies(edits);
  const [first] = findings;
  if (first) for (const { edits } of suppressActions(workspace, [first])) applies(edits);
  for (const { edits } of refactorings(workspace, uri, span)) applies(edits);
  baselineActions(workspace, uri, span);
  askAt(workspace, file, offset);
  const laidOut = formatting(workspace, uri, { unit: '  ' });
  if (laidOut) applies([...laidOut]);
  expectOutline(outline(workspace, uri) ?? [], { start: 0, end: text.length });
  for (const each of folds(workspace, uri) ?? []) expectInside(each.span, text.length, 'fold');
  for (const each of pageLinks(workspace, uri)) expectInside(each.span, text.length, 'link');
  for (const lens of policyLenses(workspace, uri)) expectSpansInside(lens, Number.MAX_SAFE_INTEGER);
  for (const hint of inlayHints(workspace, uri, { start: 0, end: text.length }, { prefixSize: true, algorithmStrength: true, algorithmName: true }))
    expectInside({ start: hint.offset, end: hint.offset }, text.length, hint.label);
  const view = deploymentView(workspace, uri)?.view;
  if (view) [asMarkdown, asCsv].forEach((write) => write(view, ({ file: { uri: address } }) => address));
  for (const target of TARGETS) convertTo(workspace, uri, target, 'Name');
  const choices = generationChoices(workspace, uri, offset);
  if ('choices' in choices) for (const { id } of choices.choices) generated(workspace, uri, offset, id);
  // Said once more by another workspace, it is the same.
  const again = workspaceOf({ files: [{ ...file }] }).findings(uri);
  const said = (list: typeof findings): string => shown(list.map(({ rule, message, severity, at: place }) => [rule.id, message, severity, place.span]));
  if (said(again) !== said(findings)) throw new Error(`Two readings differ:\n${said(findings)}\n${said(again)}`);
}

function askAt(workspace: Workspace, file: SourceFile, offset: number): void {
  const { uri, text } = file;
  const told = hover(workspace, uri, offset);
  if (told) expectInside(told.span, text.length, 'hover');
  for (const item of complete(workspace, file, offset, true)) expectSpansInside(item, text.length, `completion ${item.label}`);
  for (const each of definition(workspace, uri, offset)) expectInside(each.span, each.file.text.length, 'definition');
  for (const each of references(workspace, uri, offset, true)) expectInside(each.span, each.file.text.length, 'reference');
  for (const each of selection(workspace, uri, offset) ?? []) expectInside(each, text.length, 'selection');
  for (const each of linkedEditing(workspace, uri, offset) ?? []) expectInside(each, text.length, 'linked');
  signatureHelp(workspace, uri, offset);
  const name = objectNameAt(workspace, uri, offset);
  if (name) {
    placesOf(workspace, name);
    const edits = rename(workspace, name, 'renamed');
    if (edits) applyEdits(text, edits);
  }
}
