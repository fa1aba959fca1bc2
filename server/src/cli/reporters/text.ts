import type { Severity } from '../../rules/rule.ts';
import type { Diagnostic, Place, Report } from '../checking/report.ts';
import { printable } from '../printable.ts';
import { excerpt } from './excerpt.ts';
import type { ReporterOptions } from './reporter.ts';
import { summaryLines } from './summary.ts';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'cyan';
const CODES: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, yellow: 33, cyan: 36 };
const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', information: 'cyan', hint: 'dim' };

/** Findings for people: places count from one, each finding shows its line. */
export function text(report: Report, { colour }: ReporterOptions): string {
  const paint = (words: string, style: Style): string => (colour ? `\x1b[${CODES[style]}m${words}\x1b[0m` : words);
  const files = new Map<string, string[]>();
  for (const diagnostic of report.diagnostics) files.set(diagnostic.file, [...(files.get(diagnostic.file) ?? []), finding(diagnostic, paint)]);
  const groups = [...files.values()].map((group) => group.join(''));
  return [...groups, `${summaryLines(report).join('\n')}\n`].join('\n');
}

function finding(diagnostic: Diagnostic, paint: (words: string, style: Style) => string): string {
  const { severity, message, rule, range, related } = diagnostic;
  const { line, mark } = excerpt(diagnostic.sourceLine(), range);
  const lines = [
    `${paint(placed(diagnostic), 'bold')} ${paint(severity, STYLES[severity])} ${printable(message)} ${paint(`[${rule}]`, 'dim')}`,
    `    ${line}`,
    `    ${paint(mark, STYLES[severity])}`,
    ...related.map((each) => `    ${placed(each)} ${printable(each.message)}`),
  ];
  return lines.map((each) => `${each}\n`).join('');
}

function placed({ file, range: { start } }: Place): string {
  return `${printable(file)}:${start.line + 1}:${start.character + 1}`;
}
