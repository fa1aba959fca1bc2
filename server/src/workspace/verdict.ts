import { hostUri } from '../core/uri.ts';
import { ATTRIBUTES } from '../knowledge/ipsec.ts';
import { withUnstated } from '../model/facts.ts';
import { refKey } from './ref.ts';
import { folderOf } from './folders.ts';
import { isDeciding, outcomeOf, type Outcome } from './outcome.ts';
import type { Pairing } from './pairing.ts';
import type { Workspace } from './workspace.ts';

/** What will become of the clients of one deployment. */
export interface Verdict {
  readonly deployment: string;
  /** Profiles and client scripts that are paired. One that is not paired belongs to no verdict. */
  readonly clients: number;
  /** Files that state the server's policy. */
  readonly servers: number;
  /** The clients that come to the same, the worst first. */
  readonly outcomes: readonly Counted[];
  /** Whether files of the deployment have errors beside those that decide the outcomes. */
  readonly otherErrors: boolean;
  /** The whole as one line: `contoso: 1 client, 1 server: will fail with 13868 (DHGroup)`. */
  readonly text: string;
}

/** A deployment that a file belongs to. */
export interface FileDeployment {
  readonly name: string;
  /** Of all its clients, or of those in the file alone where there are too many; `undefined` where neither can be said. */
  readonly verdict: Verdict | undefined;
  /** Whether the verdict is that of all clients. */
  readonly isWhole: boolean;
  /** How many pairs of a client and its server it has. */
  readonly pairs: number;
  /** URIs of the files that are compared in it. */
  readonly files: ReadonlySet<string>;
}

interface Group {
  readonly path: readonly string[];
  readonly name: string;
  readonly pairings: Pairing[];
}

export interface Counted {
  readonly outcome: Outcome;
  readonly clients: number;
}

/** Worst first. What comes after the last notable one is agreement, which goes without saying beside anything else. */
const ORDER: readonly Outcome['kind'][] = ['fails', 'drops', 'ambiguous', 'uncertain', 'accepted', 'open', 'partly', 'agrees'];
const LAST_NOTABLE = ORDER.indexOf('open');

/** So many pairs are summed up while somebody types; with more, a client is told about itself alone. */
const MOST_SUMMED = 200;
const MOST_LOOKED_AT = 2000;

/** One verdict for each deployment that has a client, in the order of their names. */
export function verdictsOf(workspace: Workspace): Verdict[] {
  const groups = [...groupsOf(workspace.deployments().pairings).values()];
  const verdicts = groups.flatMap((group) => verdictOf(group, nameIn(group, groups), workspace) ?? []);
  return verdicts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
}

/** The deployments in which a file is compared with another one, or which it states as a project file; those that will fail first. */
export function deploymentsOf(workspace: Workspace, uri: string): FileDeployment[] {
  const deployments = workspace.deployments();
  const own = new Set(pairingsOf(workspace, uri));
  if (own.size === 0) return [];
  // Whom the clients of thousands of files belong to takes a while to say.
  const isWhole = deployments.files <= MOST_LOOKED_AT && deployments.pairings.length <= MOST_SUMMED;
  const groups = [...groupsOf(isWhole ? deployments.pairings : [...own]).values()];
  const found = groups
    .filter((group) => group.pairings.some((pairing) => own.has(pairing)))
    .map((group) => fileDeployment(group, nameIn(group, groups), isWhole, uri, workspace));
  const badness = ({ verdict }: FileDeployment): number => (verdict?.outcomes[0] ? ORDER.indexOf(verdict.outcomes[0].outcome.kind) : ORDER.length);
  return found.sort((a, b) => badness(a) - badness(b) || (a.name < b.name ? -1 : 1));
}

/** The pairings that a file has a part in, or that it pins. */
function pairingsOf(workspace: Workspace, uri: string): readonly Pairing[] {
  const deployments = workspace.deployments();
  const parts = workspace.partsOf(uri);
  if (parts.length === 0) return deployments.pairings.filter(({ pinnedIn }) => pinnedIn === uri);
  return parts.flatMap(({ analysis: { file, facts } }) =>
    withUnstated(facts).flatMap(({ side, key }) => {
      const ref = { uri: file.uri, key };
      return side === 'client' ? deployments.ofClient(ref) : deployments.ofServer(ref);
    }),
  );
}

function fileDeployment(group: Group, name: string, isWhole: boolean, uri: string, workspace: Workspace): FileDeployment {
  const pairings = isWhole ? group.pairings : group.pairings.filter(({ client }) => hostUri(client.uri) === uri);
  const verdict = pairings.length > 0 ? verdictOf({ ...group, pairings }, name, workspace) : undefined;
  const files = new Set(pairings.flatMap(({ client, servers }) => [client, ...servers.flat()].map((ref) => hostUri(ref.uri))));
  return { name, verdict, isWhole, pairs: group.pairings.length, files };
}

/** Pairings by what they are about: a deployment of a project file, or a home folder. */
function groupsOf(pairings: readonly Pairing[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const pairing of pairings) {
    const { pinnedIn } = pairing;
    const path = pinnedIn === undefined ? homeOf(pairing) : folderOf(pinnedIn);
    const key = `${pinnedIn ?? ''}\n${path.join('/')}\n${pairing.deployment}`;
    const group = groups.get(key);
    if (group) group.pairings.push(pairing);
    else groups.set(key, { path, name: pairing.deployment, pairings: [pairing] });
  }
  return groups;
}

/** The home of a pairing is the lowest folder that holds both: see `pair`. */
function homeOf({ client, servers }: Pairing): readonly string[] {
  const path = folderOf(client.uri);
  const other = folderOf(servers[0]?.[0]?.uri ?? client.uri);
  const end = path.findIndex((segment, index) => other[index] !== segment);
  return end < 0 ? path : path.slice(0, end);
}

/** The deployment's name, with the folder above where another one has the same. */
function nameIn(group: Group, groups: readonly Group[]): string {
  if (groups.filter(({ name }) => name === group.name).length === 1) return group.name;
  const above = group.path.at(-1) === group.name ? group.path.at(-2) : group.path.at(-1);
  return above === undefined ? group.name : `${above}/${group.name}`;
}

function verdictOf({ pairings }: Group, name: string, workspace: Workspace): Verdict | undefined {
  const byClient = new Map<string, Outcome>();
  const servers = new Set<string>();
  for (const pairing of pairings) {
    const outcome = outcomeOf(pairing, workspace);
    if (!outcome) continue;
    for (const { uri } of pairing.servers.flat()) servers.add(uri);
    const client = clientKey(pairing, workspace);
    const known = byClient.get(client);
    if (!known || ORDER.indexOf(outcome.kind) < ORDER.indexOf(known.kind)) byClient.set(client, outcome);
  }
  if (byClient.size === 0) return undefined;
  const outcomes = merged([...byClient.values()]);
  const otherErrors = [...servers, ...pairings.map(({ client }) => client.uri)].some((uri) => hasOtherErrors(uri, workspace));
  const counts = `${counted(byClient.size, 'client')}, ${counted(servers.size, 'server')}`;
  return {
    deployment: name,
    clients: byClient.size,
    servers: servers.size,
    outcomes,
    otherErrors,
    text: `${name}: ${counts}: ${sentence(outcomes, otherErrors)}`,
  };
}

function hasOtherErrors(uri: string, workspace: Workspace): boolean {
  return workspace.findings(uri).some(({ severity, rule }) => severity === 'error' && !isDeciding(rule.id));
}

/** Two commands for one connection, in the branches of a condition, are one client. */
function clientKey({ client }: Pairing, workspace: Workspace): string {
  const name = workspace.deployments().resolve(client)?.name;
  return name === undefined ? refKey(client) : `${client.uri}\n${name.toLowerCase()}`;
}

/** Outcomes that read the same, but for their reasons, as one with the reasons of all. */
function merged(all: readonly Outcome[]): Counted[] {
  return ORDER.flatMap((kind) =>
    [false, true].flatMap((condition): Counted[] => {
      const same = all.filter((outcome) => outcome.kind === kind && ('condition' in outcome && outcome.condition) === condition);
      const [first] = same;
      if (!first) return [];
      if (!('because' in first)) return [{ outcome: first, clients: same.length }];
      const because = new Set(same.flatMap((outcome) => ('because' in outcome ? outcome.because : [])));
      const names: readonly string[] = ATTRIBUTES;
      const ordered = [...names.filter((each) => because.has(each)), ...[...because].filter((each) => !names.includes(each))];
      return [{ outcome: { ...first, because: ordered }, clients: same.length }];
    }),
  );
}

/** What is wrong with how many; where nothing is, how far they agree. */
function sentence(outcomes: readonly Counted[], otherErrors: boolean): string {
  const [worst] = outcomes;
  if (!worst) return '';
  // A policy can agree and still be one that Windows refuses.
  if (otherErrors && worst.outcome.kind !== 'fails') return `${sentence(outcomes, false)}, apart from other errors`;
  const notable = outcomes.filter(({ outcome }) => ORDER.indexOf(outcome.kind) <= LAST_NOTABLE);
  if (outcomes.length === 1 || notable.length === 0) return words(worst.outcome);
  return notable
    .map(({ outcome, clients }) =>
      startsWithVerb(outcome) ? `${counted(clients, 'client')} ${words(outcome)}` : `${words(outcome)} for ${counted(clients, 'client')}`,
    )
    .join(', ');
}

function startsWithVerb({ kind }: Outcome): boolean {
  return kind === 'fails' || kind === 'drops';
}

function words(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'fails':
      return `will fail with 13868${outcome.condition ? ' when IKEv2 is tried' : ''} (${outcome.because.join(', ')})`;
    case 'drops':
      return `will connect${outcome.condition ? ' if IKEv2 is used' : ''}, then drop at the first rekey (${outcome.because.join(', ')})`;
    case 'ambiguous':
      return 'which server is meant is not certain';
    case 'uncertain':
      return 'not certain that they belong together';
    case 'accepted':
      return 'a difference is not reported, as was asked for';
    case 'open':
      return 'not compared, because one side leaves the policy to Windows';
    case 'partly':
      return 'agree as far as the values are known';
    case 'agrees':
      return 'agree';
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
