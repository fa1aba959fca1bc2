import type { Location } from '../core/source-file.ts';
import { RULES } from '../rules/index.ts';
import type { AnyRule, FactKind, FactKinds, Rule } from '../rules/rule.ts';
import internal from '../rules/workspace/internal.ts';
import type { RawFinding } from './settle.ts';

/** Where a failing rule is reported to the maintainers: once for each rule. */
export type Log = (message: string) => void;

/**
 * Runs the rules. A rule that throws loses its findings for that fact, is logged once and leaves one `internal` finding in
 * the file; all other rules run.
 */
export class RuleRunner {
  readonly #byKind = new Map<FactKind, AnyRule[]>();
  readonly #logged = new Set<string>();
  readonly #log: Log;

  constructor(log: Log, rules: readonly AnyRule[] = RULES) {
    this.#log = log;
    for (const rule of rules) this.#byKind.set(rule.on, [...(this.#byKind.get(rule.on) ?? []), rule]);
  }

  /** What all rules of a kind report about a fact. `place` is where an `internal` finding would stand. */
  run<K extends FactKind>(kind: K, fact: FactKinds[K], place: Location): RawFinding[] {
    const findings: RawFinding[] = [];
    for (const rule of this.#byKind.get(kind) ?? []) {
      const reported: RawFinding[] = [];
      try {
        // The map holds under each kind only rules of that kind.
        (rule as unknown as Rule<K>).check(fact, (report) => reported.push({ rule, report }));
        findings.push(...reported);
      } catch (error) {
        this.#failed(rule, error);
        internal.check({ at: place, ruleId: rule.id }, (report) => findings.push({ rule: internal, report }));
      }
    }
    return findings;
  }

  /** What `work` returns for a rule; `fallback` when it throws, which is logged once for each rule. */
  guarded<T>(rule: AnyRule, work: () => T, fallback: T): T {
    try {
      return work();
    } catch (error) {
      this.#failed(rule, error);
      return fallback;
    }
  }

  #failed(rule: AnyRule, error: unknown): void {
    if (this.#logged.has(rule.id)) return;
    this.#logged.add(rule.id);
    this.#log(`Rule ${rule.id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
