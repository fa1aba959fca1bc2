import type { Language } from '../l10n/locale.ts';
import { titleOf } from '../l10n/rule-title.ts';
import { RULES } from '../rules/index.ts';
import type { Severity } from '../rules/rule.ts';

/** A rule as somebody chooses it from a list. */
export interface ListedRule {
  readonly id: string;
  /** In the language of whoever chooses. */
  readonly title: string;
  /** Its default. */
  readonly severity: Severity;
}

/** All rules, in the order of their ids. */
export function ruleList(language: Language | undefined): ListedRule[] {
  return RULES.map((rule) => ({ id: rule.id, title: titleOf(rule, language), severity: rule.severity }));
}
