import type { ReportingDescriptor, Result } from 'sarif';
import type { Confidence } from '../../knowledge/confidence.ts';
import { ruleById } from '../../rules/by-id.ts';
import type { Severity } from '../../rules/rule.ts';
import { severityOf } from '../../workspace/settle.ts';

export const LEVELS: Readonly<Record<Severity, NonNullable<Result['level']>>> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };

/** How code scanning of GitHub names how often a rule is right, and how bad a problem is that is not about security. */
const PRECISIONS: Readonly<Record<Confidence, string>> = { documented: 'very-high', observed: 'high', inferred: 'medium', recalled: 'low' };
const PROBLEMS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'recommendation', hint: 'recommendation' };

/** What a log tells of a rule: its page, without the examples. */
export function ruleDescriptor(id: string): ReportingDescriptor {
  const rule = ruleById(id);
  if (!rule) return { id };
  const severity = severityOf(rule, undefined);
  const sections: [heading: string, text: string][] = [
    ['Why it matters', rule.why],
    ['How to fix it', rule.howToFix],
    ...(rule.lowered === undefined ? [] : [['When it is less severe', rule.lowered] satisfies [string, string]]),
    ['When to switch it off', rule.whenOff],
  ];
  const sources = rule.sources.map((source) => `- ${source}`).join('\n');
  return {
    id,
    shortDescription: { text: `${rule.title}.` },
    fullDescription: { text: rule.why },
    help: {
      text: [...sections.map(([heading, text]) => `${heading}: ${text}`), `Confidence: ${rule.confidence}`, `Sources:\n${sources}`].join('\n\n'),
      markdown: [...sections.map(([heading, text]) => `## ${heading}\n\n${text}`), `## Sources\n\n${sources}\n\nConfidence: *${rule.confidence}*.`].join(
        '\n\n',
      ),
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['always-on-vpn', id.replace(/-.*/, '')],
      precision: PRECISIONS[rule.confidence],
      'problem.severity': PROBLEMS[severity],
    },
  };
}
