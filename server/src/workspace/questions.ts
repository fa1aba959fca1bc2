import { append } from '../core/lists.ts';
import { Lookup } from '../core/lookup.ts';
import type { Location } from '../core/source-file.ts';
import { normalised, type IPsecPolicy } from '../model/policy.ts';
import { observedProfile } from '../model/profile/observed.ts';
import type { VpnProfile } from '../model/profile/profile.ts';
import { observedAuthentication } from '../model/server-authentication.ts';
import type { Tunnel } from '../model/tunnel.ts';
import type { Analysis } from './analysis.ts';
import { checkBalancer, observedSurroundings } from './check-balancer.ts';
import type { Deployments } from './deployments.ts';
import type { Pairing } from './pairing.ts';
import type { RuleRunner } from './rule-runner.ts';
import type { RawFinding } from './settle.ts';

/** What the rules are asked about one fact of a file in the light of other files. */
export interface Question {
  /** Names it among those of the file. */
  readonly about: string;
  /** All that the answer takes from other files, as data: equal data, equal answer. */
  readonly sees: unknown;
  readonly answer: () => RawFinding[];
}

/** The oldest Windows of all clients of a file, where the project file says so. */
type Windows = Pick<Tunnel, 'minimumWindows'>;

function releaseSeen({ minimumWindows }: Windows): unknown {
  return minimumWindows && [minimumWindows.build, minimumWindows.server];
}

/**
 * Everything that is asked about a file in the light of the others. The answers depend on the file and on what the questions see.
 * @param newest the pairings when a fix is asked for, which may be later: peers may have come or gone
 */
export function questionsOf({ file, facts }: Analysis, deployments: Deployments, newest: () => Deployments, runner: RuleRunner): Question[] {
  const { uri } = file;
  const start: Location = { file, span: { start: 0, end: 0 } };
  const minimumWindows = deployments.minimumWindows(uri);
  const windows = minimumWindows ? { minimumWindows } : {};
  const release = releaseSeen(windows);
  const profiles = new Lookup(facts.profiles, ({ policyKey }) => policyKey);
  const questions: Question[] = [];
  for (const policy of facts.policies) {
    const ref = { uri, key: policy.key };
    const pairings = deployments.ofClient(ref);
    const [server] = serverPlaces(pairings, deployments);
    const baseline = deployments.baselineOf(uri);
    questions.push({
      about: `policy ${policy.key}`,
      sees: [server && deployments.observed(server), baseline, release],
      answer: () => {
        const met = server && deployments.resolve(server);
        const peers = (): IPsecPolicy[] | undefined => newest().peersOf(ref);
        return runner.run('policy', { policy, ...(met && { server: met }), ...(baseline && { baseline }), ...windows, peers }, policy.at);
      },
    });
    for (const [index, pairing] of pairings.entries())
      append(questions, pairingQuestions(`${policy.key} ${index}`, policy, pairing, profiles.get(policy.key), windows, deployments, runner));
    const drift = deployments.driftOf(ref);
    if (drift)
      questions.push({
        about: `drift ${policy.key}`,
        sees: [drift.how, drift.written.map((each) => deployments.observed(each))],
        answer: () => {
          const places = drift.written.flatMap((each) => deployments.resolve(each) ?? []);
          const [written] = places;
          return written ? runner.run('serverDrift', { printed: policy, written, places, how: drift.how }, policy.at) : [];
        },
      });
  }
  append(questions, profileQuestions({ file, facts }, windows, deployments, newest, runner));
  const balancing = deployments.balancingOf(uri);
  if (balancing) questions.push({ about: 'balancer', sees: observedSurroundings(balancing), answer: () => checkBalancer(balancing, runner) });
  const registry = deployments.registryOf(uri);
  if (registry)
    questions.push({
      about: 'registry',
      sees: [registry.sees, release],
      answer: () => runner.run('registryInContext', { ...registry.context, ...windows }, start),
    });
  for (const [index, change] of deployments.offerChangesOf(uri).entries())
    questions.push({
      about: `offer ${index}`,
      sees: [change.write.key, change.clients.map(({ policy, by }) => [policy.at.file.uri, policy.key, normalised(policy), by])],
      answer: () => runner.run('offerChange', change, change.write.at),
    });
  if (facts.policyCommands.length > 0)
    questions.push({
      about: 'commands',
      sees: [],
      answer: () =>
        facts.policyCommands.flatMap((command) => {
          const ref = { uri, key: command.policy.key };
          const clients = (): IPsecPolicy[] => (newest().peersOf(ref) ?? []).filter(({ side }) => side === 'client' && command.policy.side === 'server');
          return runner.run('policyCommand', { command, server: () => metBy(uri, ref.key, newest()), clients }, command.at);
        }),
    });
  return questions;
}

/** What is asked about a client and the servers that it is compared with. */
function pairingQuestions(
  about: string,
  client: IPsecPolicy,
  pairing: Pairing,
  profile: VpnProfile | undefined,
  windows: Windows,
  deployments: Deployments,
  runner: RuleRunner,
): Question[] {
  const { strength, how, servers } = pairing;
  const observed = servers.map((places) => places.map((ref) => deployments.observed(ref)));
  const groups = (): IPsecPolicy[][] => servers.map((places) => places.flatMap((ref) => deployments.resolve(ref) ?? []));
  if (strength === 'ambiguous')
    return [{ about: `servers ${about}`, sees: observed, answer: () => runner.run('ambiguousPairing', { client, servers: groups().flat() }, client.at) }];
  const mayOfferMore = deployments.mayOfferMore(client);
  const tunnels = (): Tunnel[] =>
    groups().flatMap((serverPlaces) => {
      const [server] = serverPlaces;
      return server ? [{ client, ...(profile && { profile }), server, serverPlaces, strength, how, mayOfferMore, ...windows }] : [];
    });
  const questions: Question[] = [
    {
      about: `tunnel ${about}`,
      sees: [strength, how, observed, mayOfferMore, releaseSeen(windows)],
      answer: () => tunnels().flatMap((tunnel) => runner.run('tunnel', tunnel, client.at)),
    },
  ];
  const authentications = deployments.authenticationsOf(pairing);
  if (authentications.length > 0)
    questions.push({
      about: `authentication ${about}`,
      sees: [strength, how, authentications.map((each) => [each.at.file.uri, observedAuthentication(each)])],
      answer: () => tunnels().flatMap((tunnel) => runner.run('authentication', { ...tunnel, authentications }, client.at)),
    });
  return questions;
}

function profileQuestions(
  { file: { uri }, facts }: Pick<Analysis, 'file' | 'facts'>,
  windows: Windows,
  deployments: Deployments,
  newest: () => Deployments,
  runner: RuleRunner,
): Question[] {
  const targets = deployments.targetsOf(uri);
  const deviceOnlyIn = facts.profiles.length > 0 ? deployments.deviceOnlyIn(uri) : undefined;
  const mayOfferMore = facts.profiles.length > 0 && deployments.profilesMayOfferMore(uri);
  return facts.profiles.flatMap((profile) => {
    const { key, policyKey } = profile;
    const devices = deployments.devicesOf({ uri, key }).flatMap((ref) => deployments.resolveProfile(ref) ?? []);
    const context = {
      profile,
      server: () => (policyKey === undefined ? undefined : metBy(uri, policyKey, newest())),
      devices,
      targets,
      ...(deviceOnlyIn !== undefined && { deviceOnlyIn }),
      mayOfferMore,
      ...windows,
    };
    const seen = (others: readonly VpnProfile[]): unknown => others.map((each) => [each.at.file.uri, each.key, observedProfile(each)]);
    const questions: Question[] = [
      {
        about: `profile ${key}`,
        sees: [mayOfferMore, seen(devices), deviceOnlyIn, targets, releaseSeen(windows)],
        answer: () => runner.run('clientProfile', context, profile.at),
      },
    ];
    const paired = deployments.ofDevice({ uri, key });
    const users = paired?.users.flatMap((ref) => deployments.resolveProfile(ref) ?? []) ?? [];
    if (paired && users.length > 0)
      questions.push({
        about: `pair ${key}`,
        sees: [paired.how, seen(users)],
        answer: () => runner.run('profilePair', { device: profile, users, how: paired.how }, profile.at),
      });
    return questions;
  });
}

/** The places of the one server policy that a client will meet; empty when it is not certain. */
function serverPlaces(pairings: readonly Pairing[], deployments: Deployments): Pairing['servers'][number] {
  const [pairing] = pairings;
  const [places = []] = pairing?.servers ?? [];
  if (pairings.length !== 1 || pairing?.servers.length !== 1 || pairing.strength === 'ambiguous') return [];
  return places.filter((ref) => deployments.resolve(ref));
}

/** The one server policy that a client's policy meets; `undefined` when it is not certain. */
function metBy(uri: string, key: string, deployments: Deployments): IPsecPolicy | undefined {
  const [place] = serverPlaces(deployments.ofClient({ uri, key }), deployments);
  return place && deployments.resolve(place);
}
