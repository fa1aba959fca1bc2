import type { Location } from '../core/source-file.ts';

/** One rule id that a suppression names. */
export interface SuppressedRule {
  /** The id within the comment. */
  readonly at: Location;
  readonly id: string;
  /** Whether a rule has this id. */
  readonly known: boolean;
  /** Whether it kept a finding away. */
  readonly used: boolean;
  /** The rule whose id is nearest; absent when none is near. */
  readonly nearest?: string;
  /** What to delete to be rid of it: the id with its blank, or the whole comment. */
  readonly removal: Location;
}

/** A rule that failed on a fact. */
export interface InternalError {
  readonly at: Location;
  readonly ruleId: string;
}
