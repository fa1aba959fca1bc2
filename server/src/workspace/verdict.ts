import { compareTexts } from '../core/texts.ts';
import { ATTRIBUTES } from '../knowledge/ipsec.ts';
import { DecidingFindings, isOtherError } from './deciding-findings.ts';
import { refKey } from './ref.ts';
import { folderOf } from './folders.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
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

/** Pairings of one deployment. */
export interface PairingGroup {
  /** Stands for the deployment: a project file and a name, or a home folder. */
  readonly key: string;
  readonly path: readonly string[];
  readonly name: string;
  readonly pairings: Pairing[];
}

export interface Counted {
  readonly outcome: Outcome;
  readonly clients: number;
}

/** Worst first. What comes after the last notable one is agreement, which goes without saying beside anything else. */
export const OUTCOMES: readonly Outcome['kind'][] = ['fails', 'drops', 'ambiguous', 'uncertain', 'accepted', 'open', 'partly', 'agrees'];
const LAST_NOTABLE = OUTCOMES.indexOf('open');

/** One verdict for each deployment that has a client, in the order of their names. */
export function verdictsOf(workspace: Workspace): Verdict[] {
  const groups = groupsOf(workspace.deployments().pairings);
  const verdicts = groups.flatMap((group) => verdictOf(group, nameIn(group, groups), workspace) ?? []);
  return verdicts.sort((a, b) => compareTexts(a.text, b.text));
}

/** Pairings by what they are about: a deployment of a project file, or a home folder. */
export function groupsOf(pairings: readonly Pairing[]): PairingGroup[] {
  const groups = new Map<string, PairingGroup>();
  for (const pairing of pairings) {
    const { pinnedIn } = pairing;
    const path = pinnedIn === undefined ? homeOf(pairing) : folderOf(pinnedIn);
    const key = `${pinnedIn ?? ''}\n${path.join('/')}\n${pairing.deployment}`;
    const group = groups.get(key);
    if (group) group.pairings.push(pairing);
    else groups.set(key, { key, path, name: pairing.deployment, pairings: [pairing] });
  }
  return [...groups.values()];
}

/** The home of a pairing is the lowest folder that holds both: see `pair`. */
function homeOf({ client, servers }: Pairing): readonly string[] {
  const path = folderOf(client.uri);
  const other = folderOf(servers[0]?.[0]?.uri ?? client.uri);
  const end = path.findIndex((segment, index) => other[index] !== segment);
  return end < 0 ? path : path.slice(0, end);
}

/** The deployment's name, with the folder above where another one has the same. */
export function nameIn(group: PairingGroup, groups: readonly PairingGroup[]): string {
  if (groups.filter(({ name }) => name === group.name).length === 1) return group.name;
  const above = group.path.at(-1) === group.name ? group.path.at(-2) : group.path.at(-1);
  return above === undefined ? group.name : `${above}/${group.name}`;
}

/** The verdict on one deployment; `undefined` where no client of it is left. */
export function verdictOf({ pairings }: { readonly pairings: readonly Pairing[] }, name: string, workspace: Workspace): Verdict | undefined {
  const byClient = new Map<string, Outcome>();
  const servers = new Set<string>();
  const deciding = new DecidingFindings(workspace);
  for (const pairing of pairings) {
    const outcome = outcomeOf(pairing, workspace, deciding);
    if (!outcome) continue;
    for (const { uri } of pairing.servers.flat()) servers.add(uri);
    const client = clientKey(pairing, workspace);
    const known = byClient.get(client);
    if (!known || OUTCOMES.indexOf(outcome.kind) < OUTCOMES.indexOf(known.kind)) byClient.set(client, outcome);
  }
  if (byClient.size === 0) return undefined;
  const outcomes = merged([...byClient.values()]);
  const files = new Set([...servers, ...pairings.map(({ client }) => client.uri)]);
  const otherErrors = [...files].some((uri) => hasOtherErrors(uri, workspace));
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

/** Whether a file has errors that say nothing of how the policies of client and server meet: a policy can agree and still be one that Windows refuses, and the server a method. */
export function hasOtherErrors(uri: string, workspace: Workspace): boolean {
  return workspace.findings(uri).some(isOtherError);
}

/** Two commands for one connection, in the branches of a condition, are one client. */
function clientKey({ client }: Pairing, workspace: Workspace): string {
  const name = workspace.deployments().resolve(client)?.name;
  return name === undefined ? refKey(client) : `${client.uri}\n${name.toLowerCase()}`;
}

/** Outcomes that read the same, but for their reasons, as one with the reasons of all. */
function merged(all: readonly Outcome[]): Counted[] {
  return OUTCOMES.flatMap((kind) =>
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
  if (otherErrors && worst.outcome.kind !== 'fails') return `${sentence(outcomes, false)}, apart from other errors`;
  const notable = outcomes.filter(({ outcome }) => OUTCOMES.indexOf(outcome.kind) <= LAST_NOTABLE);
  if (outcomes.length === 1 || notable.length === 0) return wordsOf(worst.outcome);
  return notable
    .map(({ outcome, clients }) =>
      startsWithVerb(outcome) ? `${counted(clients, 'client')} ${wordsOf(outcome)}` : `${wordsOf(outcome)} for ${counted(clients, 'client')}`,
    )
    .join(', ');
}

function startsWithVerb({ kind }: Outcome): boolean {
  return kind === 'fails' || kind === 'drops';
}

/** What becomes of a client, in a few words that follow its name. */
export function wordsOf(outcome: Outcome): string {
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
