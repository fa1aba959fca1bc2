import type { Location, SourceFile } from '../core/source-file.ts';
import { normalised, type IPsecPolicy } from '../model/policy.ts';
import { registryFileOf } from '../model/registry/of-facts.ts';
import { ownNodes } from '../model/profile/node.ts';
import { observedProfile } from '../model/profile/observed.ts';
import type { VpnProfile } from '../model/profile/profile.ts';
import type { ProjectFile } from '../model/project.ts';
import type { SuppressedRule } from '../model/suppression.ts';
import { observedAuthentication } from '../model/server-authentication.ts';
import type { Tunnel } from '../model/tunnel.ts';
import { RULES } from '../rules/index.ts';
import { nearest } from '../rules/nearest.ts';
import type { Analysis } from './analysis.ts';
import { checkBalancer, observedSurroundings } from './check-balancer.ts';
import { globMatcher, type Deployments } from './deployments.ts';
import { refKey } from './ref.ts';
import { observedContext } from './registry-files.ts';
import type { Pairing } from './pairing.ts';
import type { Project } from './project-file.ts';
import type { RuleRunner } from './rule-runner.ts';
import type { RawFinding } from './settle.ts';
import { DIRECTIVES, type Suppression } from './suppressions.ts';

const RULE_IDS = RULES.map((rule) => rule.id);

/** What the rules report about a file whatever the other files say. */
export function checkOwn({ file, reading: { facts } }: Analysis, runner: RuleRunner): RawFinding[] {
  const start: Location = { file, span: { start: 0, end: 0 } };
  const { calls = [] } = facts;
  const registryFile = registryFileOf(facts);
  return [
    ...facts.problems.flatMap((problem) => runner.run('problem', problem, problem.at)),
    ...facts.profiles.flatMap((profile) => checkProfile(profile, runner)),
    ...distinct(facts.registryWrites.flatMap((write) => runner.run('registryWrite', write, write.at))),
    ...(registryFile ? runner.run('registryFile', registryFile, start) : []),
    ...(facts.escapedForm ? runner.run('escapedForm', facts.escapedForm, facts.escapedForm.at) : []),
    ...(facts.script ? runner.run('script', facts.script, start) : []),
    ...distinct(calls.flatMap((call) => runner.run('cmdletCall', { call, calls }, call.at))),
    ...(facts.typography ? runner.run('typography', facts.typography, start) : []),
  ];
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

/**
 * What the rules report about a project file.
 * @param analyses every file that takes part; `undefined` while not all have been read, when nobody can say what a glob selects
 */
export function checkProject(project: Project, analyses: readonly Analysis[] | undefined, runner: RuleRunner): RawFinding[] {
  const { file } = project;
  const settings = [...project.rules, ...project.overrides.flatMap((override) => override.rules)];
  const ruleIds = settings.map(({ id }) => {
    const known = RULE_IDS.includes(id.text);
    const [near] = known ? [] : nearest(id.text, RULE_IDS, 1);
    return { at: { file, span: id.span }, id: id.text, known, ...(near !== undefined && { nearest: near }) };
  });
  const start: Location = { file, span: { start: 0, end: 0 } };
  const errors = project.errors.map(({ span, message }) => ({ at: { file, span }, message }));
  const stated = analyses ? { globs: globsOf(project, analyses), deployments: serversOf(project, analyses) } : { globs: [], deployments: [] };
  return runner.run('projectFile', { at: start, errors, ruleIds, ...stated }, start);
}

function globsOf(project: Project, analyses: readonly Analysis[]): ProjectFile['globs'] {
  return project.deployments.flatMap(({ clients, servers, loadBalancers }) =>
    [...clients, ...servers, ...loadBalancers].map(({ text, span }) => {
      const matches = globMatcher(project, text);
      return { at: { file: project.file, span }, pattern: text, matches: analyses.filter(({ file }) => matches(file.uri)).length };
    }),
  );
}

function serversOf(project: Project, analyses: readonly Analysis[]): ProjectFile['deployments'] {
  return project.deployments.map(({ name, servers }) => {
    const matchers = servers.map(({ text }) => globMatcher(project, text));
    const policies = analyses.filter(({ file }) => matchers.some((matches) => matches(file.uri))).flatMap(({ facts }) => facts.policies);
    const custom = policies.filter((policy) => policy.side === 'server' && policy.kind === 'custom' && !policy.superseded && policy.tunnel !== 'other');
    // Where a script says what is meant, output that says something else is `policy-server-drift`.
    const written = custom.filter(({ printed }) => !printed);
    const serverPolicies = written.length > 0 ? written : custom;
    return { at: { file: project.file, span: name.span }, name: name.text, serverPolicies };
  });
}
