import type { Location, SourceFile } from '../core/source-file.ts';
import { normalised, type IPsecPolicy } from '../model/policy.ts';
import { registryFileOf } from '../model/registry/of-facts.ts';
import { ownNodes } from '../model/profile/node.ts';
import { observedProfile } from '../model/profile/observed.ts';
import type { VpnProfile } from '../model/profile/profile.ts';
import type { SuppressedRule } from '../model/suppression.ts';
import { observedAuthentication } from '../model/server-authentication.ts';
import type { Tunnel } from '../model/tunnel.ts';
import { RULES } from '../rules/index.ts';
import { nearest } from '../rules/nearest.ts';
import type { Analysis } from './analysis.ts';
import { checkBalancer, observedSurroundings } from './check-balancer.ts';
import type { Deployments } from './deployments.ts';
import { refKey } from './ref.ts';
import { observedContext } from './registry-files.ts';
import type { Pairing } from './pairing.ts';
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
 * What the rules report about a file in the light of the others. Depends on the file and on `contextSignature` alone.
 * @param newest the pairings when a fix is asked for, which may be later: peers may have come or gone
 */
export function checkContext({ file, reading: { facts } }: Analysis, deployments: Deployments, newest: () => Deployments, runner: RuleRunner): RawFinding[] {
  const { uri } = file;
  const clientsOfferGroup14 = deployments.offersGroup14(uri);
  const minimumWindows = deployments.minimumWindows(uri);
  const baseline = deployments.baselineOf(uri);
  const findings: RawFinding[] = [];
  for (const policy of facts.policies) {
    const server = serverOf(policy, uri, deployments);
    const peers = (): IPsecPolicy[] | undefined => newest().peersOf({ uri, key: policy.key });
    const context = { policy, ...(server && { server }), ...(baseline && { baseline }), ...(minimumWindows && { minimumWindows }), peers };
    findings.push(...runner.run('policy', context, policy.at));
    for (const pairing of deployments.ofClient({ uri, key: policy.key }))
      findings.push(...checkPairing(policy, pairing, facts.profiles, clientsOfferGroup14, deployments, runner));
    findings.push(...checkDrift(policy, uri, deployments, runner));
  }
  const deviceOnlyIn = deployments.deviceOnlyIn(uri);
  for (const profile of facts.profiles) {
    const policy = facts.policies.find((each) => each.key === profile.policyKey);
    const server = policy && serverOf(policy, uri, deployments);
    const devices = deployments.devicesOf({ uri, key: profile.key }).flatMap((ref) => deployments.resolveProfile(ref) ?? []);
    findings.push(
      ...runner.run(
        'clientProfile',
        {
          profile,
          ...(server && { server }),
          clientsOfferGroup14,
          devices,
          ...(deviceOnlyIn !== undefined && { deviceOnlyIn }),
          ...(minimumWindows && { minimumWindows }),
          targets: deployments.targetsOf(uri),
        },
        profile.at,
      ),
    );
    const paired = deployments.ofDevice({ uri, key: profile.key });
    const users = paired?.users.flatMap((ref) => deployments.resolveProfile(ref) ?? []) ?? [];
    if (paired && users.length > 0) findings.push(...runner.run('profilePair', { device: profile, users, how: paired.how }, profile.at));
  }
  const balancing = deployments.balancingOf(uri);
  if (balancing) findings.push(...checkBalancer(balancing, runner));
  const registry = deployments.registryOf(uri);
  if (registry)
    findings.push(...runner.run('registryInContext', { ...registry, ...(minimumWindows && { minimumWindows }) }, { file, span: { start: 0, end: 0 } }));
  for (const change of deployments.offerChangesOf(uri)) findings.push(...runner.run('offerChange', change, change.write.at));
  for (const command of facts.policyCommands) {
    const server = serverOf(command.policy, uri, deployments);
    findings.push(...runner.run('policyCommand', { command, ...(server && { server }) }, command.at));
  }
  return distinct(findings);
}

/**
 * Findings without those that say the same of the same place again: conditions make one call several, and a command in a function states a
 * policy for each call of that.
 */
function distinct(findings: readonly RawFinding[]): RawFinding[] {
  const byText = new Map<string, RawFinding>();
  for (const finding of findings) {
    const { at, message } = finding.report;
    const key = `${finding.rule.id} ${at.span.start} ${at.span.end} ${at.file.uri} ${message}`;
    if (!byText.has(key)) byText.set(key, finding);
  }
  return [...byText.values()];
}

/** What `checkContext` sees of other files, as a text: equal texts, equal findings. */
export function contextSignature({ file, reading: { facts } }: Analysis, deployments: Deployments): string {
  const { uri } = file;
  const balancing = deployments.balancingOf(uri);
  const registry = deployments.registryOf(uri);
  return JSON.stringify([
    balancing && observedSurroundings(balancing),
    registry && observedContext(registry),
    deployments.offersGroup14(uri),
    deployments.deviceOnlyIn(uri) ?? null,
    [deployments.minimumWindows(uri)?.build, deployments.minimumWindows(uri)?.server],
    deployments.baselineOf(uri) ?? null,
    deployments.targetsOf(uri),
    facts.policies.map((policy) =>
      deployments
        .ofClient({ uri, key: policy.key })
        .map((pairing) => [
          pairing.strength,
          pairing.how,
          deployments.authenticationsOf(pairing).map((each) => [each.at.file.uri, observedAuthentication(each)]),
          pairing.servers.map((places) => places.map((ref) => [refKey(ref), observedPolicy(deployments.resolve(ref))])),
        ]),
    ),
    deployments
      .offerChangesOf(uri)
      .map(({ write, clients }) => [write.key, clients.map(({ policy, by }) => [policy.at.file.uri, policy.key, normalised(policy), by])]),
    facts.policies.map((policy) => {
      const drift = deployments.driftOf({ uri, key: policy.key });
      return drift && [drift.how, drift.written.map((ref) => [refKey(ref), observedPolicy(deployments.resolve(ref))])];
    }),
    facts.profiles.map(({ key }) => {
      const paired = deployments.ofDevice({ uri, key });
      const others = [...(paired?.users ?? []), ...deployments.devicesOf({ uri, key })];
      return [paired?.how, others.map((ref) => [refKey(ref), observedOf(deployments.resolveProfile(ref))])];
    }),
  ]);
}

function observedPolicy(policy: IPsecPolicy | undefined): unknown {
  return policy && [normalised(policy), policy.tunnel, policy.form, policy.defaultBy, policy.form === 'gateway' ? placesIn(policy) : undefined];
}

function checkDrift(printed: IPsecPolicy, uri: string, deployments: Deployments, runner: RuleRunner): RawFinding[] {
  const drift = deployments.driftOf({ uri, key: printed.key });
  const places = drift?.written.flatMap((ref) => deployments.resolve(ref) ?? []) ?? [];
  const [written] = places;
  return drift && written ? runner.run('serverDrift', { printed, written, places, how: drift.how }, printed.at) : [];
}

/** Where a project file states a gateway: it has no keys by which a place that has moved could be found again. */
function placesIn({ at, proposals = [] }: IPsecPolicy): unknown {
  return [at, ...proposals.flatMap(({ accepts }) => Object.values(accepts).map((accepted) => accepted.at))].map(({ file, span }) => [
    span,
    file.text.slice(0, span.start).split('\n').length,
  ]);
}

function observedOf(profile: VpnProfile | undefined): unknown {
  return profile && observedProfile(profile);
}

function checkPairing(
  client: IPsecPolicy,
  pairing: Pairing,
  profiles: Analysis['reading']['facts']['profiles'],
  clientsOfferGroup14: boolean,
  deployments: Deployments,
  runner: RuleRunner,
): RawFinding[] {
  const groups = pairing.servers.map((places) => places.flatMap((ref) => deployments.resolve(ref) ?? []));
  const { strength, how } = pairing;
  if (strength === 'ambiguous') return runner.run('ambiguousPairing', { client, servers: groups.flat() }, client.at);
  const profile = profiles.find((each) => each.policyKey === client.key);
  const minimumWindows = deployments.minimumWindows(client.at.file.uri);
  return groups.flatMap((serverPlaces) => {
    const [server] = serverPlaces;
    if (!server) return [];
    const tunnel: Tunnel = {
      client,
      ...(profile && { profile }),
      server,
      serverPlaces,
      strength,
      how,
      clientsOfferGroup14,
      ...(minimumWindows && { minimumWindows }),
      authentications: deployments.authenticationsOf(pairing),
    };
    return runner.run('tunnel', tunnel, client.at);
  });
}

/** The one server policy that a client will meet; `undefined` when it is not certain. */
function serverOf(policy: IPsecPolicy, uri: string, deployments: Deployments): IPsecPolicy | undefined {
  const pairings = deployments.ofClient({ uri, key: policy.key });
  const [pairing] = pairings;
  const [places] = pairing?.servers ?? [];
  if (pairings.length !== 1 || pairing?.servers.length !== 1 || pairing.strength === 'ambiguous') return undefined;
  return places?.[0] && deployments.resolve(places[0]);
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
