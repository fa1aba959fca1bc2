import type { SourceFile } from '../core/source-file.ts';
import type { IPsecPolicy } from '../model/policy.ts';
import type { VpnProfile } from '../model/profile/profile.ts';
import { ruleById } from '../rules/by-id.ts';
import type { Report } from '../rules/rule.ts';
import internal from '../rules/workspace/internal.ts';
import { analyse, type Analysis } from './analysis.ts';
import { checkOwn } from './checks.ts';
import type { Deployments } from './deployments.ts';
import { questionsOf } from './questions.ts';
import type { RuleRunner } from './rule-runner.ts';
import type { RawFinding } from './settle.ts';
import { answersTo, lighten, NO_ANSWERS, type Answer } from './unit.ts';

/** What has been worked out for a file as one line of text, so that another thread can send it. */
export type Prepared = string & { readonly prepared?: never };

/** What has been worked out for a file elsewhere, ready to be used. */
export interface Unprepared {
  readonly policies: readonly IPsecPolicy[];
  readonly profiles: readonly Pick<VpnProfile, 'key' | 'at' | 'whole' | 'policyKey' | 'brief'>[];
  readonly own: readonly RawFinding[];
  readonly answers: ReadonlyMap<string, Answer>;
}

/** Stands for the file itself wherever a place names it. */
const ITSELF = 0;

/** As findings are sent. Whether there are fixes is sent; they are worked out again when somebody asks. */
type Sent = readonly [rule: string, report: Omit<Report, 'fixes'> & { readonly fixes: boolean }];

interface Wire {
  readonly policies: readonly IPsecPolicy[];
  readonly profiles: Unprepared['profiles'];
  readonly own: readonly Sent[];
  readonly answers: readonly (readonly [about: string, saw: string, findings: readonly Sent[]])[];
}

/**
 * Works out all that follows from a file alone; `undefined` for one of which that is not enough, or cannot be sent.
 * @param nobody pairings in which everybody is alone
 */
export function prepare(file: SourceFile, nobody: Deployments, runner: RuleRunner): Prepared | undefined {
  const analysis = analyse(file);
  if (!analysis || !isPreparable(analysis)) return undefined;
  const questions = questionsOf(analysis, nobody, () => nobody, runner);
  return packed(analysis, checkOwn(analysis, runner), answersTo(questions, NO_ANSWERS).answers);
}

/** Whether a file is like most files of a large folder, and nothing of it depends on another file or another text. */
function isPreparable({ isPlain, suppressions, embedded, facts }: Analysis): boolean {
  return (
    isPlain && suppressions.length === 0 && embedded.length === 0 && facts.policyCommands.length === 0 && facts.profiles.every(({ deployedTo }) => !deployedTo)
  );
}

/** `undefined` where something is in it that cannot be sent. */
function packed({ file, facts }: Analysis, own: readonly RawFinding[], answers: ReadonlyMap<string, Answer>): Prepared | undefined {
  const wire: Wire = {
    policies: facts.policies,
    profiles: facts.profiles.map(({ key, at, whole, policyKey, brief }) => ({
      key,
      at,
      whole,
      ...(policyKey !== undefined && { policyKey }),
      ...(brief && { brief }),
    })),
    own: own.map(sent),
    answers: [...answers].map(([about, { saw, findings }]) => [about, saw, findings.map(sent)]),
  };
  const refused: unknown[] = [];
  const text = JSON.stringify(wire, function (this: unknown, key, value: unknown) {
    if (key === 'file' && value === file) return ITSELF;
    if (!isData(value) || (value === undefined && Array.isArray(this))) refused.push(value);
    return value;
  });
  return refused.length === 0 ? text : undefined;
}

/** Makes what has been worked out elsewhere for this version of a file ready to be used. */
export function unprepared(text: Prepared, file: SourceFile): Unprepared {
  const wire = JSON.parse(text) as Wire;
  setFile(wire, file);
  return {
    policies: wire.policies,
    profiles: wire.profiles,
    own: received(wire.own),
    answers: new Map(wire.answers.map(([about, saw, findings]) => [about, { saw, findings: received(findings) }])),
  };
}

/** Whether a value is the same again when it has been sent. */
function isData(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'bigint' && typeof value !== 'symbol';
  return value === null || Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

function setFile(value: unknown, file: SourceFile): void {
  if (typeof value !== 'object' || value === null) return;
  if ('file' in value && value.file === ITSELF) value.file = file;
  for (const each of Object.values(value)) if (each !== file) setFile(each, file);
}

function sent({ rule, report: { fixes, ...rest } }: RawFinding): Sent {
  return [rule.id, { ...rest, fixes: fixes !== undefined }];
}

function received(findings: readonly Sent[]): RawFinding[] {
  const raw = findings.map(([id, { fixes, ...report }]): RawFinding => ({
    rule: ruleById(id) ?? internal,
    report: { ...report, ...(fixes && { fixes: () => [] }) },
  }));
  lighten(raw);
  return raw;
}
