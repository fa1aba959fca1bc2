import type { Location } from '../core/source-file.ts';
import { RULES } from '../rules/index.ts';
import type { ProfileNode } from '../model/profile/node.ts';
import type { AnyRule, FactKind, FactKinds, Report } from '../rules/rule.ts';
import internal from '../rules/workspace/internal.ts';
import type { RawFinding } from './settle.ts';

/** Where a failing rule is reported to the maintainers: once for each rule. */
export type Log = (message: string) => void;

/** Rules by what they subscribe to. */
class Subscriptions {
  readonly #byKind = new Map<FactKind, AnyRule[]>();
  /** Rules about elements of one path, and of all, in their order. */
  readonly #byPath = new Map<string, readonly AnyRule[]>();

  constructor(rules: readonly AnyRule[]) {
    for (const rule of rules) {
      const list = this.#byKind.get(rule.on);
      if (list) list.push(rule);
      else this.#byKind.set(rule.on, [rule]);
    }
  }

  of(kind: FactKind): readonly AnyRule[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** The rules about an element: asked for each one of each profile, so found once for each path of the table. */
  ofElement({ element, path }: ProfileNode): readonly AnyRule[] {
    // Paths that the table lacks are as many as people can mistype.
    if (!element) return this.#about(path);
    let rules = this.#byPath.get(element.path);
    if (!rules) {
      rules = this.#about(element.path);
      this.#byPath.set(element.path, rules);
    }
    return rules;
  }

  #about(path: string): readonly AnyRule[] {
    return this.of('element').filter((rule) => rule.on === 'element' && (rule.elements === undefined || rule.elements.includes(path)));
  }
}

const ALL = new Subscriptions(RULES);

/**
 * Runs the rules. A rule that throws loses its findings for that fact, is logged once and leaves one `internal` finding in
 * the file; all other rules run.
 */
export class RuleRunner {
  readonly #rules: Subscriptions;
  readonly #logged = new Set<string>();
  readonly #log: Log;

  constructor(log: Log, rules: readonly AnyRule[] = RULES) {
    this.#log = log;
    this.#rules = rules === RULES ? ALL : new Subscriptions(rules);
  }

  /** What all rules of a kind report about a fact. `place` is where an `internal` finding would stand. */
  run<K extends FactKind>(kind: K, fact: FactKinds[K], place: Location): RawFinding[] {
    return this.#runAll(this.#rules.of(kind), fact, place);
  }

  /** Adds what the rules report about an element of a profile to a list: there are many elements, and most are in order. */
  runElement(node: ProfileNode, findings: RawFinding[]): void {
    this.#runAll(this.#rules.ofElement(node), node, node.at, findings);
  }

  #runAll(rules: readonly AnyRule[], fact: FactKinds[FactKind], place: Location, findings: RawFinding[] = []): RawFinding[] {
    let running: AnyRule;
    const collect = (report: Report): void => {
      findings.push({ rule: running, report });
    };
    for (const rule of rules) {
      const before = findings.length;
      running = rule;
      try {
        // They were chosen for this kind of fact.
        rule.check(fact as never, collect);
      } catch (error) {
        this.#failed(rule, error);
        findings.length = before;
        running = internal;
        internal.check({ at: place, ruleId: rule.id }, collect);
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
