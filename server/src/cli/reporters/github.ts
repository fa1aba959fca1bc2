import { SEVERITIES, type Severity } from '../../rules/rule.ts';
import type { Diagnostic, Report } from '../checking/report.ts';
import { summaryLines } from './summary.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

/**
 * Workflow commands of GitHub Actions, a line each, which become annotations. GitHub keeps ten of each kind from a step,
 * so the worst come first; what is below the last of them is in the summary's numbers.
 */
export function github(report: Report): string {
  const worstFirst = [...report.diagnostics].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return [...worstFirst.map(annotation), ...summaryLines(report).map((line) => `aovpn: ${harmless(line)}`)].map((line) => `${line}\n`).join('');
}

function annotation({ severity, file, range: { start, end }, rule, message }: Diagnostic): string {
  const lines = `line=${start.line + 1},endLine=${end.line + 1}`;
  // Columns of a range of several lines are not shown, and confuse where the end is left of the start.
  const columns = start.line === end.line ? `,col=${start.character + 1},endColumn=${end.character + 1}` : '';
  return `::${COMMANDS[severity]} file=${property(file)},${lines}${columns},title=${property(`aovpn ${rule}`)}::${data(message)}`;
}

/** As the runner's own toolkit escapes what follows the two colons. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** A name in a file must not become a command: the runner obeys its older form anywhere in a line. */
function harmless(text: string): string {
  return text.replaceAll('##[', '## [');
}
