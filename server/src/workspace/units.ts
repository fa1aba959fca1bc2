import type { Fix } from '../rules/rule.ts';
import type { Analysis, RestingAnalysis } from './analysis.ts';
import { checkOwn } from './checks.ts';
import type { Deployments } from './deployments.ts';
import type { EmbeddedTexts } from './embedded-texts.ts';
import { questionsOf } from './questions.ts';
import type { RuleRunner } from './rule-runner.ts';
import type { MirroredReport, RawFinding } from './settle.ts';
import type { Suppression } from './suppressions.ts';
import { answersTo, findingsIn, fixesAgain, isLight, lighten, newUnit, NOBODY, type Answer, type Settled, type Unit } from './unit.ts';

/** What the units need of the workspace around them. */
export interface Surroundings {
  readonly runner: RuleRunner;
  readonly analyses: ReadonlyMap<string, RestingAnalysis>;
  readonly embedded: EmbeddedTexts;
  /** Whether the tree of a file is at hand. */
  readonly isAwake: (analysis: Analysis) => boolean;
  /** Does something about a file that stays at hand meanwhile. */
  readonly holding: <T>(analysis: Analysis, work: () => T) => T;
  readonly deployments: () => Deployments;
  /** Pairings in which everybody is alone. */
  readonly nobody: () => Deployments;
  /** Applies what project file and suppressions say to what was found. */
  readonly settle: (unit: Unit) => Settled;
  /** Takes note that something else may be told of a file. */
  readonly retell: (uri: string) => void;
}

/**
 * What has been worked out for each file and each document inside of one, and which of it a change can have reached. A unit is checked again
 * when its text is another one, or when something that it saw of others says something else.
 */
export class Units {
  /** Number of units whose checks across files have run, for tests of what a change reaches. */
  contextChecks = 0;
  readonly #around: Surroundings;
  readonly #units = new Map<string, Unit>();
  /** Those that may have to be checked again. */
  readonly #stale = new Set<string>();
  /** Goes through them; to begin at the first one each time would be to step over all that were. */
  #next: Iterator<string, undefined> = this.#stale.values();
  /** By the unit that is seen: those that see it. */
  readonly #seenBy = new Map<string, Set<string>>();
  /** By the unit that they are about, and the unit that they come from. */
  readonly #mirrors = new Map<string, Map<string, readonly MirroredReport[]>>();
  /** What the check that is running has seen of other files. */
  #seen: Set<string> | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get(uri: string): Unit | undefined {
    return this.#units.get(uri);
  }

  /** Those that have seen a unit when they were checked. */
  seeing(uri: string): ReadonlySet<string> {
    return this.#seenBy.get(uri) ?? NOBODY;
  }

  /** What others have to say about a unit, by where it comes from; `undefined` for nothing. */
  mirrorsAbout(uri: string): ReadonlyMap<string, readonly MirroredReport[]> | undefined {
    return this.#mirrors.get(uri);
  }

  /** Takes note that the check that is running has seen something of a file. */
  saw(uri: string): void {
    this.#seen?.add(uri);
  }

  /** Takes note that a unit may have to be checked again. */
  mark(uri: string): void {
    this.#stale.add(uri);
  }

  markAll(): void {
    for (const uri of this.#units.keys()) this.#stale.add(uri);
  }

  /** Takes note that suppressions around a unit are others, or stand elsewhere: what is told of it is decided again. */
  unsettle(uri: string): void {
    const unit = this.#units.get(uri);
    if (!unit) return;
    this.#unsettle(uri, unit);
    this.mark(uri);
  }

  /** Takes note that project files say something else: what they have a say in is decided again for all. */
  unsettleAll(): void {
    for (const uri of this.#units.keys()) this.unsettle(uri);
  }

  forget(uri: string): void {
    const unit = this.#units.get(uri);
    this.#units.delete(uri);
    this.#stale.delete(uri);
    if (!unit) return;
    this.#noteSeen(uri, unit.sees, NOBODY);
    this.#withdraw(uri, unit);
    for (const target of unit.settled?.mirrors.keys() ?? []) this.#mirrors.get(target)?.delete(uri);
  }

  /** Those that one has something to say about, with its own places. */
  toldAbout(uri: string): Iterable<string> {
    return this.#units.get(uri)?.settled?.mirrors.keys() ?? [];
  }

  /** How many may have to be checked again. */
  get left(): number {
    return this.#stale.size;
  }

  /** Checks the next of those that may have to be checked again. Returns whether there was one. */
  checkNext(): boolean {
    if (this.#stale.size === 0) return false;
    let { value: uri } = this.#next.next();
    if (uri === undefined) {
      // It has been through all that there were; others have come since.
      this.#next = this.#stale.values();
      ({ value: uri } = this.#next.next());
    }
    if (uri !== undefined) this.#refresh(uri);
    return uri !== undefined;
  }

  /** Checks again what the findings of a file with these parts rest on. */
  bringUpToDate(parts: readonly Analysis[]): void {
    if (this.isSpokenOf(parts)) while (this.checkNext());
    this.check(parts);
  }

  /** Checks some parts again that have to be, whatever others have to say about them. */
  check(parts: readonly Analysis[]): void {
    for (const { file } of parts) if (this.#stale.has(file.uri)) this.#refresh(file.uri);
  }

  /** Whether others may have something to say about a file with these parts: whoever connects to a server may. */
  isSpokenOf(parts: readonly Analysis[]): boolean {
    return parts.some((part) => this.#mirrors.has(part.file.uri) || isAnswering(part));
  }

  /** Works out what needs the tree of a file before that is put away, and lets go of all that would hold on to it. */
  putAway(analysis: RestingAnalysis): void {
    const { uri } = analysis.file;
    if (this.#around.analyses.get(uri) !== analysis) return;
    const known = this.#units.get(uri);
    const unit = known?.analysis === analysis ? known : this.#startOver(uri, analysis);
    // Most answers about a profile are the same in whatever company it is found to be.
    if (unit.answers.size === 0) this.#ask(uri, unit, this.#around.nobody());
    lighten(unit.own);
    lighten(unit.context);
  }

  /** Takes in what has been worked out elsewhere for the version of a file that has just been taken in. */
  adopt(uri: string, analysis: RestingAnalysis, own: readonly RawFinding[], answers: ReadonlyMap<string, Answer>): void {
    const unit = this.#startOver(uri, analysis, own);
    unit.answers = answers;
    unit.context = findingsIn(answers);
  }

  /** The fixes of a report about a file, worked out anew where they have been put away. */
  fixesOf(uri: string, raw: RawFinding): readonly Fix[] {
    if (!isLight(raw.report)) return raw.report.fixes?.() ?? [];
    const analysis = this.#around.analyses.get(uri);
    if (!analysis) return [];
    const { deployments, runner } = this.#around;
    return this.#around.holding(analysis, () => {
      const questions = questionsOf(analysis, deployments(), deployments, runner);
      return fixesAgain([...checkOwn(analysis, runner), ...questions.flatMap(({ answer }) => answer())], raw);
    });
  }

  #refresh(uri: string): void {
    const analysis = this.#around.analyses.get(uri);
    if (!analysis) {
      this.forget(uri);
      return;
    }
    let unit = this.#units.get(uri);
    if (unit?.analysis !== analysis) unit = this.#startOver(uri, analysis);
    this.#ask(uri, unit, this.#around.deployments());
    this.#stale.delete(uri);
    if (unit.settled) return;
    unit.settled = this.#around.settle(unit);
    for (const [target, reports] of unit.settled.mirrors) this.#mirror(uri, target, reports);
    this.#around.retell(this.#around.embedded.fileOf(uri));
  }

  /** The unit of a new version. What the last one saw is known until this one has been asked. */
  #startOver(uri: string, analysis: RestingAnalysis, own: readonly RawFinding[] = checkOwn(analysis, this.#around.runner)): Unit {
    const before = this.#units.get(uri);
    const unit = newUnit(analysis, own);
    if (before) {
      unit.sees = before.sees;
      this.#withdraw(uri, before);
    }
    this.#units.set(uri, unit);
    return unit;
  }

  /** Asks about a unit what it sees something else for than before. */
  #ask(uri: string, unit: Unit, deployments: Deployments): void {
    const { runner } = this.#around;
    const seen = new Set<string>();
    this.#seen = seen;
    try {
      const { answers, isSame } = this.#around.holding(unit.analysis, () =>
        answersTo(
          questionsOf(unit.analysis, deployments, () => this.#around.deployments(), runner),
          unit.answers,
        ),
      );
      if (!isSame) {
        unit.answers = answers;
        unit.context = findingsIn(answers);
        if (!this.#around.isAwake(unit.analysis)) lighten(unit.context);
        this.#unsettle(uri, unit);
        this.contextChecks++;
      }
    } finally {
      this.#seen = undefined;
    }
    seen.delete(uri);
    this.#noteSeen(uri, unit.sees, seen);
    unit.sees = seen.size > 0 ? seen : NOBODY;
  }

  #unsettle(uri: string, unit: Unit): void {
    this.#withdraw(uri, unit);
    unit.settled = undefined;
    this.#around.retell(this.#around.embedded.fileOf(uri));
  }

  /** Takes back what a unit has said about others. */
  #withdraw(uri: string, unit: Unit): void {
    for (const target of unit.settled?.mirrors.keys() ?? []) this.#mirror(uri, target, undefined);
  }

  /** Takes note of what one unit has to say about another one; `undefined` for nothing any more. */
  #mirror(from: string, about: string, reports: readonly MirroredReport[] | undefined): void {
    const known = this.#mirrors.get(about);
    const all = known ?? new Map<string, readonly MirroredReport[]>();
    if (!known) this.#mirrors.set(about, all);
    // Nothing is taken out: see what is told of files in the workspace.
    if (reports) all.set(from, reports);
    else if (all.has(from)) all.set(from, NO_REPORTS);
    this.#around.retell(this.#around.embedded.fileOf(about));
  }

  #noteSeen(uri: string, before: ReadonlySet<string>, now: ReadonlySet<string>): void {
    for (const other of before) if (!now.has(other)) this.#seenBy.get(other)?.delete(uri);
    for (const other of now) {
      if (before.has(other)) continue;
      const known = this.#seenBy.get(other);
      if (known) known.add(uri);
      else this.#seenBy.set(other, new Set([uri]));
    }
  }
}

const NO_REPORTS: readonly MirroredReport[] = [];

/** Whether clients are compared with what a file says. */
function isAnswering({ facts: { policies, unstatedPolicy, serverAuthentications = [] } }: Analysis): boolean {
  return unstatedPolicy !== undefined || serverAuthentications.length > 0 || policies.some(({ side }) => side === 'server');
}

/** The suppressions that are needed somewhere in some units. */
export function usedIn(units: readonly (Unit | undefined)[]): Set<Suppression> {
  return new Set(units.flatMap((unit) => [...(unit?.settled?.used ?? [])]));
}
