import { oneOf, parse } from '../args.ts';
import { UsageError } from '../io.ts';
import { DEFAULT_MAX_SIZE } from '../../workspace/file-system.ts';
import { SEVERITIES, type Severity } from '../../rules/rule.ts';
import { FORMATS, type Format } from '../reporters/reporter.ts';

/** What a call of `check` asks for. */
export interface CheckRequest {
  /** As given; never empty. */
  readonly paths: readonly string[];
  /** Whether standard input is one of the files. */
  readonly stdin: boolean;
  readonly stdinFilename?: string;
  readonly format: Format;
  /** Files that get the same result in other formats. */
  readonly reports: readonly { readonly format: Format; readonly path: string }[];
  readonly config?: string;
  readonly failOn: Severity | 'never';
  readonly fix: 'none' | 'safe' | 'unsafe';
  /** Whether the fixes are shown and not written. */
  readonly diff: boolean;
  /** The baseline file, instead of those that project files name. */
  readonly baselineFile?: string;
  /** Whether the findings are written into the baseline file. */
  readonly updateBaseline: boolean;
  /** In bytes. */
  readonly maxSize: number;
  /** How many threads read files; absent where as many as the computer has processors may. */
  readonly threads?: number;
  /** Whether the result may be that of an earlier run. */
  readonly cache: boolean;
}

/** More cost more than they bring: what has been read is put together by one. */
const MOST_THREADS = 64;

const OPTIONS = {
  'stdin-filename': { type: 'string' },
  format: { type: 'string', default: 'text' },
  report: { type: 'string', multiple: true },
  config: { type: 'string' },
  'fail-on': { type: 'string', default: 'error' },
  fix: { type: 'boolean', default: false },
  'fix-unsafe': { type: 'boolean', default: false },
  diff: { type: 'boolean', default: false },
  'baseline-file': { type: 'string' },
  'update-baseline': { type: 'boolean', default: false },
  'max-size': { type: 'string' },
  threads: { type: 'string' },
  cache: { type: 'boolean', default: false },
} as const;

/** Of a call with --diff. */
function needsNothingWritten(format: Format, updatesBaseline: boolean): void {
  if (format !== 'text') throw new UsageError('--diff prints a patch. Give --format text, or leave --diff out.');
  if (updatesBaseline) throw new UsageError('--diff writes nothing, so leave --update-baseline out.');
}

/** Reads the arguments of `check`. */
export function readCheckRequest(args: readonly string[]): CheckRequest {
  const { values, positionals } = parse(args, OPTIONS);
  if (positionals.includes('')) throw new UsageError('A path is empty.');
  const stdin = positionals.includes('-');
  const paths = positionals.filter((path) => path !== '-');
  const filename = values['stdin-filename'];
  if (filename !== undefined && (!stdin || filename === '')) throw new UsageError('--stdin-filename names what is read from standard input: give - as well.');
  const fix = values['fix-unsafe'] ? 'unsafe' : values.fix || values.diff ? 'safe' : 'none';
  if (stdin && fix !== 'none' && !values.diff) throw new UsageError('What is read from standard input cannot be fixed in place. --diff shows the changes.');
  const format = oneOf('format', values.format, FORMATS);
  if (values.diff) needsNothingWritten(format, values['update-baseline']);
  const baselineFile = values['baseline-file'];
  if (baselineFile === '') throw new UsageError('--baseline-file takes a file.');
  const maxSize = values['max-size'];
  return {
    paths: paths.length === 0 && !stdin ? ['.'] : paths,
    stdin,
    ...(filename !== undefined && { stdinFilename: filename }),
    format,
    reports: (values.report ?? []).map(reportOf),
    ...(values.config !== undefined && { config: values.config }),
    failOn: oneOf('fail-on', values['fail-on'], [...SEVERITIES, 'never'] as const),
    fix,
    diff: values.diff,
    ...(baselineFile !== undefined && { baselineFile }),
    updateBaseline: values['update-baseline'],
    maxSize: maxSize === undefined ? DEFAULT_MAX_SIZE : sizeOf(maxSize),
    ...(values.threads !== undefined && { threads: threadsOf(values.threads) }),
    // What changes files is done, and what comes from standard input may be anything.
    cache: values.cache && !stdin && fix === 'none' && !values['update-baseline'],
  };
}

/** `FORMAT=FILE`. */
function reportOf(given: string): { format: Format; path: string } {
  const [, format = '', path = ''] = /^([^=]*)=(.+)$/s.exec(given) ?? [];
  if (path === '') throw new UsageError(`--report takes a format and a file, such as sarif=aovpn.sarif, not ${JSON.stringify(given)}.`);
  return { format: oneOf('report', format, FORMATS), path };
}

function threadsOf(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > MOST_THREADS)
    throw new UsageError(`--threads takes a number from 1 to ${MOST_THREADS}, not ${JSON.stringify(text)}.`);
  return count;
}

/** Bytes, or with K or M at the end 1024 times or 1024 times 1024 times as many. */
function sizeOf(text: string): number {
  const match = /^(\d{1,9})\s*(k|m)?(i?b)?$/i.exec(text.trim());
  const size = Number(match?.[1]) * { '': 1, k: 1024, m: 1024 * 1024 }[(match?.[2] ?? '').toLowerCase() as '' | 'k' | 'm'];
  if (!match || size === 0) throw new UsageError(`--max-size takes a number of bytes, such as 5000000, 500K or 5M, not ${JSON.stringify(text)}.`);
  return size;
}
