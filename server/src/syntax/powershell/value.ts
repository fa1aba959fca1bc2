import type { Span } from '../../core/span.ts';

/** Type a value is cast to, in lower case and without brackets (`pscustomobject`, `byte[]`); the value is the one before the cast. */
interface Castable {
  readonly span: Span;
  readonly cast?: string;
}

export interface PsString extends Castable {
  readonly kind: 'string';
  /** The value with quotes removed, escapes resolved and known variables inserted. */
  readonly value: string;
  /** Between the quotes; the whole span for a bareword or a computed string. */
  readonly inner: Span;
  readonly quote: 'none' | 'single' | 'double' | 'here';
  /** Whether replacing the text of `inner` replaces the value: not so where variables or operators take part in it. */
  readonly editable: boolean;
}

export interface PsNumber extends Castable {
  readonly kind: 'number';
  readonly value: number;
  /** As written: a number given to a string parameter keeps its text. */
  readonly text: string;
}

export interface PsBoolean extends Castable {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface PsNull extends Castable {
  readonly kind: 'null';
}

export interface PsArray extends Castable {
  readonly kind: 'array';
  readonly items: readonly PsValue[];
}

export interface PsHashtable extends Castable {
  readonly kind: 'hashtable';
  /** In the order of assignment. `span` is the place of the literal; entries that were assigned later (`$h.X = 1`) lie outside of it. */
  readonly entries: readonly PsEntry[];
}

/** A value is there, but what it is at run time cannot be known from the text. */
export interface PsUnknown extends Castable {
  readonly kind: 'unknown';
  /** Known text before the first unknown part of an expandable string. */
  readonly partial?: string;
  /** Values it may have where a variable is assigned under conditions; one of them, or something else. */
  readonly candidates?: readonly PsCandidate[];
  /** What it is one after the other, in the rounds of a loop. */
  readonly each?: readonly PsValue[];
  /** What it is instead, where only which of a few texts or numbers is not known. */
  readonly possible?: PsPossible;
}

/**
 * Values one of which it is, and certainly no other: conditions decide (`branches`), or the caller of a `parameter` that
 * takes these only. With `default` there may be others: it is what a parameter is unless its caller says otherwise.
 */
export interface PsPossible {
  readonly why: 'branches' | 'parameter' | 'default';
  readonly values: readonly (PsString | PsNumber)[];
}

export interface PsCandidate {
  readonly value: PsValue;
  /** Ids of the conditional blocks that assign it, as in `PsCommand.branch`. */
  readonly branch: readonly number[];
}

export interface PsEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly span: Span;
  readonly value: PsValue;
}

/** What an argument, a hashtable entry or a variable is known to hold. Spans are those of the text that states it, wherever that stands. */
export type PsValue = PsString | PsNumber | PsBoolean | PsNull | PsArray | PsHashtable | PsUnknown;

export function unknown(span: Span, partial?: string): PsUnknown {
  return partial === undefined || partial === '' ? { kind: 'unknown', span } : { kind: 'unknown', span, partial };
}

const NUMBER = /^([+-]?)(0x[\da-f]+|(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(?:u?[lsy]|[dnu])?(kb|mb|gb|tb|pb)?$/i;
const MULTIPLIERS: Readonly<Record<string, number>> = { kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30, tb: 2 ** 40, pb: 2 ** 50 };

/** The number a token states (about_Numeric_Literals), or `undefined` when it states none. */
export function numberOf(text: string): number | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const value = Number(match[2]) * (MULTIPLIERS[(match[3] ?? '').toLowerCase()] ?? 1);
  return match[1] === '-' ? -value : value;
}
