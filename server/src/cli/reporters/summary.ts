import { SEVERITIES, type Severity } from '../../rules/rule.ts';
import type { Report } from '../checking/report.ts';
import { printable } from '../printable.ts';

const PLURALS: Readonly<Record<Severity, string>> = { error: 'errors', warning: 'warnings', information: 'information', hint: 'hints' };

/** How much was found, and the verdict of each deployment. */
export function summaryLines(report: Report): string[] {
  return [counted(report), ...report.verdicts.map((verdict) => printable(verdict.text))];
}

function counted({ summary: counts, files, keptBack }: Report): string {
  const parts = SEVERITIES.flatMap((severity) =>
    counts[severity] === 0 ? [] : [`${counts[severity]} ${counts[severity] === 1 ? severity : PLURALS[severity]}`],
  );
  const accepted = keptBack?.length ? `; ${keptBack.length} kept back by the baseline file` : '';
  return `${parts.length === 0 ? 'no findings' : parts.join(', ')} in ${files} file${files === 1 ? '' : 's'}${accepted}`;
}
