import { trimmed } from '../../core/span.ts';
import { shortHive } from '../../knowledge/registry-path.ts';
import { typeOf } from '../../syntax/reg-file/content.ts';
import type { RegLine } from '../../syntax/reg-file/document.ts';
import { readValue, type RegData } from '../../syntax/reg-file/value.ts';
import type { Reading } from '../artefact.ts';
import type { Fold, OutlineEntry } from '../editing.ts';
import type { RegTree } from './read.ts';
import type { Section } from './sections.ts';
import { namesSecret } from '../../model/secret.ts';

/** Longer data is cut: an outline is narrow. */
const LONGEST = 60;

/** Every key with its values. */
export function regOutline({ file: { text }, tree }: Reading<RegTree>): OutlineEntry[] {
  return tree.sections.flatMap((section): OutlineEntry[] => {
    const { key, line, lines } = section;
    if (!key || !line) return [];
    const written = text.slice(key.span.start, key.span.end);
    const name = key.path ? [shortHive(key.path.hive), key.path.key].filter((part) => part !== '').join('\\') : written.trim();
    return [
      {
        name: name === '' ? '[]' : name,
        ...(key.deletes && { detail: 'deleted' }),
        kind: 'group',
        span: { start: key.whole.start, end: endOf(section, key.whole.end) },
        nameSpan: key.whole,
        children: lines.flatMap((each) => valueEntry(text, each)),
      },
    ];
  });
}

/** Keys with values below them, and runs of comments. */
export function regFolds({ file: { text }, tree }: Reading<RegTree>): Fold[] {
  const keys = tree.sections.flatMap((section): Fold[] => {
    const { key, lines } = section;
    return key && lines.some(({ kind }) => kind === 'value') ? [{ span: { start: key.whole.start, end: endOf(section, key.whole.end) }, kind: 'element' }] : [];
  });
  const folds: Fold[] = [];
  let start: RegLine | undefined;
  let last: RegLine | undefined;
  for (const line of [...tree.document.lines, undefined]) {
    if (line?.kind === 'comment') {
      start ??= line;
      last = line;
      continue;
    }
    if (start && last && start !== last) folds.push({ span: { start: start.start, end: trimmed(text, last).end }, kind: 'comment' });
    start = undefined;
  }
  return [...keys, ...folds].sort((a, b) => a.span.start - b.span.start);
}

function endOf({ lines }: Section, atLeast: number): number {
  return lines.findLast(({ kind }) => kind === 'value')?.end ?? atLeast;
}

function valueEntry(text: string, line: RegLine): OutlineEntry[] {
  if (line.kind !== 'value') return [];
  const { name, nameSpan, span, data } = readValue(text, line);
  const detail = data && !namesSecret(name ?? '') ? detailOf(text, data) : undefined;
  return [
    {
      name: name === undefined || name.trim() === '' ? '(Default)' : name,
      ...(detail !== undefined && { detail }),
      kind: data?.kind === 'dword' ? 'number' : 'text',
      span: { start: span.start, end: Math.max(span.end, nameSpan.end) },
      nameSpan,
      children: [],
    },
  ];
}

function detailOf(text: string, data: RegData): string {
  if (data.kind === 'delete') return 'deleted';
  if (data.kind === 'dword') return String(data.number);
  if (data.kind === 'string') return shortened(text.slice(data.inner.start, data.inner.end));
  return typeOf(data) ?? `type ${data.type.toString(16)}`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
