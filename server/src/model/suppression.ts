import type { Location } from '../core/source-file.ts';

/** One rule id that a suppressing comment names, or its first word where that is misspelt. */
export interface SuppressedRule {
  /** What `id` is: a rule, a misspelt first word, or the first word of a comment that names no rule. */
  readonly what: 'rule' | 'misspelt' | 'empty';
  /** The id, or the word, within the comment. */
  readonly at: Location;
  readonly id: string;
  /** Whether a rule has this id, or there is such a word. */
  readonly known: boolean;
  /** Whether it kept a finding away. */
  readonly used: boolean;
  /** The rule, or the word, that was probably meant; absent when none is near. */
  readonly nearest?: string;
  /** What to delete to be rid of it: the id with its blank, or the whole comment. */
  readonly removal: Location;
}

/** A rule that failed on a fact. */
export interface InternalError {
  readonly at: Location;
  readonly ruleId: string;
}
