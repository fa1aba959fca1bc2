import { append } from '../../core/lists.ts';
import type { Span } from '../../core/span.ts';
import { unknown, type PsHashtable, type PsNumber, type PsPossible, type PsString, type PsValue } from './value.ts';

/** More values than this are as good as unknown. */
const MOST = 16;

/** One of these values, of which only the running script knows which. Known when all are the same text; unknown when one is, or is no text or number. */
export function oneOf(span: Span, values: readonly PsValue[]): PsValue {
  const found: (PsString | PsNumber)[] = [];
  let why: PsPossible['why'] | undefined;
  for (const value of values) {
    if (value.kind === 'unknown' && value.possible) {
      append(found, value.possible.values);
      why = why === 'default' ? why : value.possible.why === 'branches' ? (why ?? 'branches') : value.possible.why;
    } else if (value.kind === 'string' || value.kind === 'number') found.push(value);
    else return unknown(span);
  }
  const distinct = [...new Map(found.map((value) => [`${value.kind} ${value.value} ${value.cast ?? ''}`, value])).values()];
  const [first] = distinct;
  if (first === undefined || distinct.length > MOST) return unknown(span);
  if (distinct.length > 1 || why !== undefined) return { ...unknown(span), possible: { why: why ?? 'branches', values: distinct } };
  // Writing to one of the places would leave the others as they are.
  return first.kind === 'string' && values.length > 1 ? { ...first, editable: false } : first;
}

/** Two hashtables as one; unknown when a key is in both, because PowerShell refuses to add them. */
export function joined(span: Span, first: PsHashtable, second: PsHashtable): PsValue {
  const keys = new Set(first.entries.map(({ key }) => key.toLowerCase()));
  if (second.entries.some(({ key }) => keys.has(key.toLowerCase()))) return unknown(span);
  return { kind: 'hashtable', span: first.span, entries: [...first.entries, ...second.entries] };
}
