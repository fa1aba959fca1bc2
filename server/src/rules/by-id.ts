import { RULES } from './index.ts';
import type { AnyRule } from './rule.ts';

const BY_ID: ReadonlyMap<string, AnyRule> = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule of an id; `undefined` where there is none. */
export function ruleById(id: string): AnyRule | undefined {
  return BY_ID.get(id);
}
