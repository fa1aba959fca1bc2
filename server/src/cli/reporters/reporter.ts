import type { Severity } from '../../rules/rule.ts';
import type { Report } from '../checking/report.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

export interface ReporterOptions {
  readonly colour: boolean;
  /** The working directory, which the paths of the report are relative to. */
  readonly cwd: string;
  /** From which severity on the run fails. */
  readonly failOn: Severity | 'never';
}

/** Turns a report into the text that goes to standard output or into a file. */
export type Reporter = (report: Report, options: ReporterOptions) => string;

/** Every output format. A new one is a file here and a line in this table. */
export const REPORTERS = { text, json, sarif, junit, github } as const satisfies Record<string, Reporter>;
export type Format = keyof typeof REPORTERS;

/** The names of the formats. */
export const FORMATS = Object.keys(REPORTERS) as readonly Format[];
