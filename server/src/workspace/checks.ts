import type { Location, SourceFile } from '../core/source-file.ts';
import { append } from '../core/lists.ts';
import { hostUri } from '../core/uri.ts';
import { registryFileOf } from '../model/registry/of-facts.ts';
import { ownNodes } from '../model/profile/node.ts';
import type { VpnProfile } from '../model/profile/profile.ts';
import { secretSpans } from '../model/secret.ts';
import type { SuppressedRule } from '../model/suppression.ts';
import { RULES } from '../rules/index.ts';
import { nearest } from '../rules/nearest.ts';
import { ScriptCalls } from '../model/script-calls.ts';
import type { Analysis } from './analysis.ts';
import { checkCharacters } from './check-characters.ts';
import type { RuleRunner } from './rule-runner.ts';
import type { RawFinding } from './settle.ts';
import { DIRECTIVES, type Suppression } from './suppressions.ts';

const RULE_IDS = RULES.map((rule) => rule.id);

/** What the rules report about a file whatever the other files say. */
export function checkOwn(analysis: Analysis, runner: RuleRunner): RawFinding[] {
  const findings = checkFacts(analysis, runner);
  append(findings, checkCharacters(analysis, findings, runner));
  return findings;
}

function checkFacts({ file, reading: { facts } }: Analysis, runner: RuleRunner): RawFinding[] {
  const start: Location = { file, span: { start: 0, end: 0 } };
  const calls = new ScriptCalls(facts.calls ?? []);
  const registryFile = registryFileOf(facts);
  return [
    ...facts.problems.flatMap((problem) => runner.run('problem', problem, problem.at)),
    ...(facts.tooDeep ? runner.run('tooDeep', facts.tooDeep, facts.tooDeep.at) : []),
    ...facts.profiles.flatMap((profile) => checkProfile(profile, runner)),
    ...distinct(facts.registryWrites.flatMap((write) => runner.run('registryWrite', write, write.at))),
    ...(registryFile ? runner.run('registryFile', registryFile, start) : []),
    ...(facts.escapedForm ? runner.run('escapedForm', facts.escapedForm, facts.escapedForm.at) : []),
    ...(facts.script ? runner.run('script', facts.script, start) : []),
    ...distinct(calls.all.flatMap((call) => runner.run('cmdletCall', { call, calls }, call.at))),
    ...checkSecrets(file, runner),
    ...(facts.typography ? runner.run('typography', facts.typography, start) : []),
  ];
}

/** What stands in a document inside a file stands in the file as well, and is told of there. */
function checkSecrets(file: SourceFile, runner: RuleRunner): RawFinding[] {
  if (file.uri !== hostUri(file.uri)) return [];
  return secretSpans(file.text, false).flatMap(({ start, end, what }) => {
    const at = { file, span: { start, end } };
    return runner.run('secret', { at, what }, at);
  });
}

function checkProfile(profile: VpnProfile, runner: RuleRunner): RawFinding[] {
  const findings = runner.run('profile', profile, profile.at);
  for (const node of ownNodes(profile.root)) runner.runElement(node, findings);
  return findings;
}

/**
 * Findings without those that say the same of the same place again: conditions make one call several, and a command in a function states a
 * policy for each call of that.
 */
export function distinct(findings: readonly RawFinding[]): RawFinding[] {
  const byText = new Map<string, RawFinding>();
  for (const finding of findings) {
    const { at, message } = finding.report;
    const key = `${finding.rule.id} ${at.span.start} ${at.span.end} ${at.file.uri} ${message}`;
    if (!byText.has(key)) byText.set(key, finding);
  }
  return [...byText.values()];
}

/** Suppressions of a file as facts. */
export function suppressionFacts(file: SourceFile, suppressions: readonly Suppression[], used: ReadonlySet<Suppression>): SuppressedRule[] {
  return suppressions.map((suppression) => {
    const { id, kind, span, removal } = suppression;
    const candidates: readonly string[] = kind === 'misspelt' ? DIRECTIVES : RULE_IDS;
    const known = kind !== 'empty' && candidates.includes(id);
    const [near] = known || kind === 'empty' ? [] : nearest(id, candidates, 1);
    return {
      what: kind === 'keeps' || kind === 'ends' ? 'rule' : kind,
      at: { file, span },
      id,
      known,
      // What ends a suppression keeps nothing away, and need not.
      used: kind === 'ends' || used.has(suppression),
      removal: { file, span: removal },
      ...(near !== undefined && { nearest: near }),
    };
  });
}
