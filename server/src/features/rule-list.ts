import { RULES } from '../rules/index.ts';
import type { Severity } from '../rules/rule.ts';

/** A rule as somebody chooses it from a list. */
export interface ListedRule {
  readonly id: string;
  readonly title: string;
  /** Its default. */
  readonly severity: Severity;
}

/** All rules, in the order of their ids. */
export function ruleList(): ListedRule[] {
  return RULES.map(({ id, title, severity }) => ({ id, title, severity }));
}
