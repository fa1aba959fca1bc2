import type { Confidence } from '../confidence.ts';
import type { CauseId } from './causes.ts';

/** An error that Windows tells by a number. */
export interface ErrorCode {
  /** Unsigned, 0 to 0xFFFFFFFF: as events and dialogs of Windows print it. */
  readonly code: number;
  /** Its name in the headers of Windows; absent for one that has none there. */
  readonly symbol?: string;
  /** What it says, in our words, as a part of a sentence; absent for one of which nothing but the name is known. */
  readonly meaning?: string;
  /** What leads to it, the most likely first. */
  readonly causes: readonly CauseId[];
  /** How well meaning and causes are founded. */
  readonly confidence: Confidence;
  /** Where meaning and causes come from. */
  readonly source?: string;
}

/** A row of the tables: everything but the name, which follows from the code. */
export type ErrorRow = readonly [code: number, meaning: string, causes: readonly CauseId[], confidence: Confidence, source?: string];
