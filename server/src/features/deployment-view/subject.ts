import type { NamedBaseline } from '../../knowledge/baselines.ts';
import type { ClientSettings } from '../../model/offers.ts';
import type { FirewallRule } from '../../model/firewall-rule.ts';
import type { IPsecPolicy } from '../../model/policy.ts';
import type { VpnProfile } from '../../model/profile/profile.ts';
import { fileNames } from '../../rules/wording.ts';
import { deploymentsOf, type DeploymentMembers } from '../../workspace/deployment-members.ts';
import { outcomeOf, type Outcome } from '../../workspace/outcome.ts';
import { refKey, type Ref } from '../../workspace/ref.ts';
import { hasOtherErrors, verdictOf, wordsOf, type Verdict } from '../../workspace/verdict.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Health } from './view.ts';

/** So many clients are looked at: each is read for it. */
const MOST_CLIENTS = 300;

/** A policy that takes part, with those that it meets. */
export interface Party {
  readonly id: string;
  readonly policy: IPsecPolicy;
  /** The profile that states it. */
  readonly profile?: VpnProfile;
  readonly others: readonly IPsecPolicy[];
  readonly settings: ClientSettings;
  readonly health: Health;
  /** What becomes of a client, or of the clients of a server where something is wrong with it. */
  readonly outcome?: string;
  /** Present on what was pasted and stands in no file. */
  readonly pasted?: true;
  /** How many places state the same server policy. */
  readonly places: readonly IPsecPolicy[];
}

/** What the view is about. */
export interface Subject {
  readonly title: string;
  readonly health: Health;
  readonly summary: string;
  readonly advice?: string;
  readonly clients: readonly Party[];
  readonly clientsLeft: number;
  readonly servers: readonly Party[];
  readonly baseline?: NamedBaseline;
  readonly loadBalancers: readonly string[];
  readonly firewallRules: readonly FirewallRule[];
}

const NO_SERVER =
  'No server policy is known for this client. Put the server script into the same folder tree, capture what Get-VpnServerIPsecConfiguration prints, or state the deployment in aovpn.json.';
const NO_CLIENT =
  'No client is known for this server. Put the ProfileXML or the client script into the same folder tree, or state the deployment in aovpn.json.';

/** Every deployment of a file; empty for a file of none. */
export function subjectsOf(workspace: Workspace, uri: string): { readonly key: string; readonly title: string; readonly subject: () => Subject }[] {
  return deploymentsOf(workspace, uri).map((members) => ({ key: members.key, title: members.name, subject: () => subjectOf(workspace, members) }));
}

function subjectOf(workspace: Workspace, members: DeploymentMembers): Subject {
  const deployments = workspace.deployments();
  const { name, pairings } = members;
  const shown = members.clients.slice(0, MOST_CLIENTS);
  const looked = new Set(shown.map(refKey));
  // Thousands are not summed up at each keystroke.
  const verdict = verdictOf({ pairings: pairings.filter(({ client }) => looked.has(refKey(client))) }, name, workspace);
  const left = members.clients.length - shown.length;
  const clients = shown.flatMap((ref) => clientParty(workspace, ref) ?? []);
  const servers = members.servers.flatMap((places) => serverParty(workspace, places, clients) ?? []);
  const uris = [...members.clients, ...members.servers.flat()].map(({ uri }) => uri);
  const baseline = uris.map((uri) => deployments.baselineOf(uri)).find((each) => each !== undefined);
  return {
    title: name,
    ...summed(verdict, left, members),
    ...(pairings.length === 0 && { advice: members.clients.length > 0 ? NO_SERVER : NO_CLIENT }),
    clients,
    clientsLeft: left,
    servers,
    ...(baseline && { baseline }),
    loadBalancers: members.loadBalancers,
    firewallRules: members.firewallRules,
  };
}

/** What is said of the whole. Where some clients are not looked at, nothing is called fine. */
function summed(verdict: Verdict | undefined, left: number, { name, clients }: DeploymentMembers): Pick<Subject, 'health' | 'summary'> {
  if (!verdict) return { health: 'unknown', summary: clients.length > 0 ? `${name}: no server policy is known` : `${name}: no client is known` };
  const health = healthOf(verdict.outcomes[0]?.outcome, verdict.otherErrors);
  if (left === 0) return { health, summary: verdict.text };
  return { health: health === 'ok' ? 'unknown' : health, summary: `${verdict.text}. ${left} more client${left === 1 ? ' is' : 's are'} not looked at.` };
}

/** What people call each of some policies: its file, as far as that tells it from the others, and the name of its connection where one file has several. */
export function namesOf(parties: readonly Party[]): (party: Party) => string {
  const files = new Map(fileNames(parties.map(({ policy }) => policy)).map((name, index) => [parties[index]?.id, name]));
  return ({ id, policy, pasted }) => {
    if (pasted) return 'Pasted text';
    const file = files.get(id) ?? '';
    return policy.name === undefined ? file : `${file}, ${policy.name}`;
  };
}

function clientParty(workspace: Workspace, ref: Ref): Party | undefined {
  const deployments = workspace.deployments();
  const policy = deployments.resolve(ref);
  if (!policy) return undefined;
  const pairings = deployments.ofClient(ref);
  const outcomes = pairings.flatMap((pairing) => outcomeOf(pairing, workspace) ?? []);
  const profile = workspace.analysisOf(ref.uri)?.facts.profiles.find(({ policyKey }) => policyKey === ref.key);
  const minimumWindows = deployments.minimumWindows(ref.uri);
  const worst = (['broken', 'unknown', 'ok'] as const).find((health) => outcomes.some((outcome) => healthOf(outcome) === health)) ?? 'unknown';
  const deciding = outcomes.find((outcome) => healthOf(outcome) === worst);
  const hasErrors = hasOtherErrors(ref.uri, workspace);
  return {
    id: refKey(ref),
    policy,
    ...(profile && { profile }),
    others: pairings.flatMap(({ servers }) => servers.flatMap(([first]) => (first ? (deployments.resolve(first) ?? []) : []))),
    settings: minimumWindows ? { minimumWindows } : {},
    health: hasErrors ? 'broken' : worst,
    outcome: `${deciding ? wordsOf(deciding) : 'no server policy is known'}${hasErrors && deciding?.kind !== 'fails' ? ', apart from other errors' : ''}`,
    places: [policy],
  };
}

function serverParty(workspace: Workspace, places: readonly Ref[], clients: readonly Party[]): Party | undefined {
  const deployments = workspace.deployments();
  const policies = places.flatMap((ref) => deployments.resolve(ref) ?? []);
  const [policy] = policies;
  const [first] = places;
  if (!policy || !first) return undefined;
  const met = clients.filter(({ others }) => others.some((other) => policies.includes(other)));
  const hasErrors = policies.some(({ at }) => workspace.findings(at.file.uri).some(({ severity }) => severity === 'error'));
  const health =
    hasErrors || met.some((each) => each.health === 'broken') ? 'broken' : met.length > 0 && met.every((each) => each.health === 'ok') ? 'ok' : 'unknown';
  const failing = met.filter((each) => each.health === 'broken').length;
  const outcome = failing > 0 ? `${failing} of ${met.length} client${met.length === 1 ? '' : 's'} ${failing === 1 ? 'is' : 'are'} broken` : undefined;
  return {
    id: refKey(first),
    policy,
    others: met.map((each) => each.policy),
    settings: {},
    health,
    ...(outcome !== undefined && { outcome }),
    places: policies,
  };
}

/** How a connection is that comes to this. */
function healthOf(outcome: Outcome | undefined, otherErrors = false): Health {
  if (outcome?.kind === 'fails' || outcome?.kind === 'drops' || otherErrors) return 'broken';
  return outcome?.kind === 'agrees' ? 'ok' : 'unknown';
}
