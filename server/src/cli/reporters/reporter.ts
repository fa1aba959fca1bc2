import type { Report } from '../checking/report.ts';
import { json } from './json.ts';
import { text } from './text.ts';

export interface ReporterOptions {
  readonly colour: boolean;
}

/** Turns a report into the text that goes to standard output. */
export type Reporter = (report: Report, options: ReporterOptions) => string;

/** Every output format. A new one is a file here and a line in this table. */
export const REPORTERS = { text, json } as const satisfies Record<string, Reporter>;
export type Format = keyof typeof REPORTERS;

/** The names of the formats. */
export const FORMATS = Object.keys(REPORTERS) as readonly Format[];
