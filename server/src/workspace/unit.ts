import { sharedText } from '../core/shared-text.ts';
import type { Fix, Report } from '../rules/rule.ts';
import type { Analysis } from './analysis.ts';
import { distinct } from './checks.ts';
import type { Question } from './questions.ts';
import type { Finding, MirroredReport, RawFinding } from './settle.ts';
import type { Suppression } from './suppressions.ts';

/** What has been worked out for one file, or document inside of one, to be used again while nothing it rests on has changed. */
export interface Unit {
  readonly analysis: Analysis;
  own: readonly RawFinding[];
  context: readonly RawFinding[];
  /** By what was asked: the answers, and what they rest on. */
  answers: ReadonlyMap<string, Answer>;
  /** The files and documents that it saw. */
  sees: ReadonlySet<string>;
  /** Absent while it has to be settled again. */
  settled: Settled | undefined;
}

/** What is told of a unit, and what it has to say elsewhere. */
export interface Settled {
  readonly findings: readonly Finding[];
  /** By the file or document that they are about. */
  readonly mirrors: ReadonlyMap<string, readonly MirroredReport[]>;
  /** Of its own suppressions and those of the file around it, the ones that are needed. */
  readonly used: ReadonlySet<Suppression>;
}

/** A unit of which nothing is known yet. */
export function newUnit(analysis: Analysis, own: readonly RawFinding[]): Unit {
  return { analysis, own, context: NOTHING, answers: NO_ANSWERS, sees: NOBODY, settled: undefined };
}

/** What the questions about a unit come to, each asked only where it sees something else than when it was answered. */
export function answersTo(questions: readonly Question[], known: ReadonlyMap<string, Answer>): { answers: ReadonlyMap<string, Answer>; isSame: boolean } {
  const answers = new Map<string, Answer>();
  let isSame = known.size === questions.length;
  for (const { about, sees, answer } of questions) {
    const saw = JSON.stringify(sees);
    const before = known.get(about);
    const isKnown = before?.saw === saw;
    isSame &&= isKnown;
    answers.set(about, isKnown ? before : { saw: sharedText(saw), findings: answer() });
  }
  return { answers, isSame };
}

/** All that the rules had to say in some answers. */
export function findingsIn(answers: ReadonlyMap<string, Answer>): RawFinding[] {
  return distinct([...answers.values()].flatMap(({ findings }) => findings));
}

/** What the rules had to say to a question. */
export interface Answer {
  /** What the question saw of other files, as a text. */
  readonly saw: string;
  readonly findings: readonly RawFinding[];
}

export const NO_ANSWERS: ReadonlyMap<string, Answer> = new Map();
const NOTHING: readonly RawFinding[] = [];
export const NOBODY: ReadonlySet<string> = new Set();

/**
 * Takes from findings what can be worked out again. A fix holds on to the tree that it was found in, and of ten thousand findings hardly
 * one is ever asked for its fixes.
 */
export function lighten(raw: readonly RawFinding[]): void {
  for (const each of raw) {
    const { message, related, mirrors, fixes, ...rest } = each.report;
    each.report = {
      ...rest,
      message: sharedText(message),
      ...(related && { related: related.map((place) => ({ ...place, message: sharedText(place.message) })) }),
      ...(mirrors && { mirrors: mirrors.map((mirror) => ({ ...mirror, relatedMessage: sharedText(mirror.relatedMessage) })) }),
      ...(fixes && { fixes: WORKED_OUT_AGAIN }),
    };
  }
}

/** Stands for fixes that have been put away. */
const WORKED_OUT_AGAIN: NonNullable<Report['fixes']> = () => [];

/** Whether the fixes of a report have been put away. */
export function isLight({ fixes }: Report): boolean {
  return fixes === WORKED_OUT_AGAIN;
}

/** The fixes that a report of the same checks, made again, has for the same finding. */
export function fixesAgain(again: readonly RawFinding[], { rule, report: { at, message } }: RawFinding): readonly Fix[] {
  const same = again.find(
    (each) => each.rule === rule && each.report.message === message && each.report.at.span.start === at.span.start && each.report.at.span.end === at.span.end,
  );
  return same?.report.fixes?.() ?? [];
}
