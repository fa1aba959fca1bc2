import type { Node } from 'jsonc-parser';
import { parseJson } from '../artefacts/json.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { uriSegments } from '../core/uri.ts';
import { compareTexts } from '../core/texts.ts';
import { findingFingerprint } from './finding-fingerprint.ts';
import { namedUri, type Project } from './project-extends.ts';
import type { ProjectText } from './project-file.ts';
import type { Finding } from './settle.ts';

/** So many findings of one rule that look the same in one file are accepted. */
export interface BaselineEntry {
  /** Relative to the folder of the baseline file, with forward slashes. */
  readonly file: string;
  readonly rule: string;
  /** See `findingFingerprint`. */
  readonly fingerprint: string;
  /** At least 1. */
  readonly count: number;
}

/** A baseline file as read: the findings that a team has accepted, to be told of new ones only. */
export interface FindingsBaseline {
  readonly file: SourceFile;
  readonly entries: readonly BaselineEntry[];
  /** How many findings are accepted, by the file's path and then by `keyOf`: it is asked for each file. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** What makes the file unusable; then it keeps nothing back. */
  readonly errors: readonly { readonly span: Span; readonly message: string }[];
}

/** The findings of a file, split by a baseline. Both in the order of the text. */
export interface ReportedFindings {
  readonly told: readonly Finding[];
  readonly keptBack: readonly Finding[];
}

/** The version of the format, which is that of the fingerprints as well. */
const VERSION = 1;
const MARK = 'aovpnBaseline';
const BEGINNING = /^\s*\{\s*"aovpnBaseline"\s*:/;

/** Whether a text says of itself that it is a baseline file. */
export function isFindingsBaseline(text: string): boolean {
  return BEGINNING.test(text);
}

/** Reads a baseline file. Never throws: what is wrong stands in `errors`. */
export function readFindingsBaseline(file: SourceFile): FindingsBaseline {
  const errors: { span: Span; message: string }[] = [];
  const fail = ({ offset, length }: { offset: number; length: number }, message: string): void => {
    errors.push({ span: { start: offset, end: offset + length }, message });
  };
  const { root, problems } = parseJson(file.text);
  for (const problem of problems) fail(problem, problem.message);
  if (errors.length > 0 || !root) return { file, entries: [], counts: new Map(), errors };
  const version = valueOf(root, MARK);
  if (version?.value !== VERSION)
    fail(
      version ?? root,
      version ? `This is version ${JSON.stringify(version.value)}, and only ${VERSION} is known.` : `This is no baseline file: it has no "${MARK}".`,
    );
  const list = valueOf(root, 'findings');
  if (list?.type !== 'array') fail(list ?? root, 'A baseline file has a list "findings".');
  const read = errors.length > 0 ? [] : (list?.children ?? []).flatMap((node) => entryOf(node) ?? (fail(node, ENTRY), []));
  const entries = errors.length > 0 ? [] : mergedEntries(read);
  return { file, entries, counts: countsOf(entries), errors };
}

const ENTRY = 'An entry has the texts "file", "rule" and "fingerprint" and a "count" of at least 1.';

function entryOf(node: Node): BaselineEntry | undefined {
  const text = (name: string): string | undefined => {
    const value: unknown = valueOf(node, name)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const [file, rule, fingerprint] = [text('file'), text('rule'), text('fingerprint')];
  const count: unknown = valueOf(node, 'count')?.value ?? 1;
  if (file === undefined || rule === undefined || fingerprint === undefined || typeof count !== 'number' || !Number.isInteger(count) || count < 1)
    return undefined;
  return { file, rule, fingerprint, count };
}

function valueOf(node: Node, name: string): Node | undefined {
  if (node.type !== 'object') return undefined;
  return node.children?.find((property) => property.children?.[0]?.value === name)?.children?.[1];
}

/** The text of a baseline file: an entry in a line, in an order that does not depend on how they were found. */
export function printFindingsBaseline(entries: readonly BaselineEntry[]): string {
  const lines = mergedEntries(entries).map(({ file, rule, fingerprint, count }) => `    ${JSON.stringify({ file, rule, fingerprint, count })}`);
  return `{\n  "${MARK}": ${VERSION},\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

/** One entry for what is the same, sorted. */
function mergedEntries(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const merged = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const key = keyOf(entry);
    merged.set(key, { ...entry, count: entry.count + (merged.get(key)?.count ?? 0) });
  }
  return [...merged].sort(([a], [b]) => compareTexts(a, b)).map(([, entry]) => entry);
}

function keyOf({ file, rule, fingerprint }: Omit<BaselineEntry, 'count'>): string {
  return `${file}\n${rule}\n${fingerprint}`;
}

/** Where a project names its baseline file: the project file that does, and the text in it; `undefined` where none does. */
export function namedBaseline({ layers }: Project): { readonly file: SourceFile; readonly path: ProjectText } | undefined {
  const layer = layers.findLast(({ baselineFile }) => baselineFile);
  return layer?.baselineFile && { file: layer.file, path: layer.baselineFile };
}

/** The URI of the baseline file that a project file names; `undefined` where it names none. */
export function baselineUri(project: Project): string | undefined {
  const named = namedBaseline(project);
  return named && namedUri(named.file, named.path.text);
}

/** The entry that accepts a finding in the baseline file of this URI. */
export function entryFor({ rule, at }: Finding, baseline: string): BaselineEntry {
  return { file: relativeTo(baseline, at.file.uri), rule: rule.id, fingerprint: findingFingerprint(rule.id, at), count: 1 };
}

/** Splits the findings of one file. Of several that look the same the first ones are those that are kept back. */
export function splitFindings(findings: readonly Finding[], baseline: FindingsBaseline | undefined): ReportedFindings {
  const [first] = findings;
  const file = first && baseline && relativeTo(baseline.file.uri, first.at.file.uri);
  const counts = file === undefined ? undefined : baseline?.counts.get(file);
  if (file === undefined || !counts) return { told: findings, keptBack: [] };
  const left = new Map(counts);
  const told: Finding[] = [];
  const keptBack: Finding[] = [];
  for (const finding of findings) {
    const key = keyOf({ file, rule: finding.rule.id, fingerprint: findingFingerprint(finding.rule.id, finding.at) });
    const count = left.get(key) ?? 0;
    (count > 0 ? keptBack : told).push(finding);
    if (count > 0) left.set(key, count - 1);
  }
  return { told, keptBack };
}

/** What of a baseline accepts none of these findings, which are all that it could be about; `count` is how many are left over. */
export function staleEntries(baseline: FindingsBaseline, keptBack: readonly Finding[]): BaselineEntry[] {
  const left = new Map([...baseline.counts.values()].flatMap((counts) => [...counts]));
  for (const finding of keptBack) {
    const key = keyOf(entryFor(finding, baseline.file.uri));
    left.set(key, (left.get(key) ?? 0) - 1);
  }
  return baseline.entries.flatMap((entry) => {
    const count = left.get(keyOf(entry)) ?? 0;
    return count > 0 ? [{ ...entry, count }] : [];
  });
}

function countsOf(entries: readonly BaselineEntry[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const entry of entries) {
    const ofFile = counts.get(entry.file) ?? new Map<string, number>();
    counts.set(entry.file, ofFile.set(keyOf(entry), entry.count));
  }
  return counts;
}

/** The way from the folder of one file to another file; its whole URI where there is none. */
function relativeTo(from: string, to: string): string {
  const [start, end] = [uriSegments(from).slice(0, -1), uriSegments(to)];
  // The drives of Windows, and what is no file.
  if (from.slice(0, from.indexOf(':')) !== to.slice(0, to.indexOf(':')) || (/^[a-z]:$/i.test(end[0] ?? '') && start[0] !== end[0])) return to;
  let common = 0;
  while (common < Math.min(start.length, end.length - 1) && start[common] === end[common]) common++;
  return [...start.slice(common).map(() => '..'), ...end.slice(common)].join('/');
}
