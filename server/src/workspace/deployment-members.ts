import { largest } from '../core/lists.ts';
import { parentUri, uriName } from '../core/uri.ts';
import { compareTexts } from '../core/texts.ts';
import { withUnstated } from '../model/facts.ts';
import type { FirewallRule } from '../model/firewall-rule.ts';
import type { IPsecPolicy } from '../model/policy.ts';
import type { Deployments } from './deployments.ts';
import { folderOf } from './folders.ts';
import type { Pairing } from './pairing.ts';
import { byRefKey, type Ref, refKey } from './ref.ts';
import { groupsOf } from './verdict.ts';
import type { Workspace } from './workspace.ts';

/** All that belongs to one deployment, seen from one of its files. */
export interface DeploymentMembers {
  /** Stands for it, as long as its files stay where they are. */
  readonly key: string;
  readonly name: string;
  /** Empty where the file meets nobody. */
  readonly pairings: readonly Pairing[];
  /** The policies of its clients, each once, in the order of their places. */
  readonly clients: readonly Ref[];
  /** The policies of its servers; each entry one policy with all its places. */
  readonly servers: readonly (readonly Ref[])[];
  /** URIs of the files about its load balancers. */
  readonly loadBalancers: readonly string[];
  /** What the scripts of its servers say of Windows Firewall. */
  readonly firewallRules: readonly FirewallRule[];
}

/**
 * The deployments that a file belongs to: those in which it states a client or a server, balances their load, or is named by the project file; else those of
 * the nearest folder above. A file that states policies and meets nobody is one by itself. Empty for a file of none.
 * @param uri of a file, not of a document inside one
 */
export function deploymentsOf(workspace: Workspace, uri: string): DeploymentMembers[] {
  const deployments = workspace.deployments();
  const own = policiesIn(workspace, uri);
  const met = own.flatMap((ref) => pairingsOf(deployments, ref));
  const found = met.length > 0 ? met : own.length > 0 ? [] : (concerning(workspace, uri) ?? nearest(deployments, uri, workspace));
  const keys = new Set(groupsOf(found).map(({ key }) => key));
  // A deployment is all that meets the servers that this file leads to.
  const servers = byRefKey(found.flatMap((pairing) => pairing.servers.flat()));
  const around = [...servers.values()].flatMap((server) => deployments.ofServer(server));
  const groups = groupsOf(distinct([...found, ...around])).filter(({ key }) => keys.has(key));
  if (groups.length > 0) return groups.map(({ key, name, pairings }) => membersOf(workspace, key, name, pairings));
  return own.length === 0 ? [] : [alone(workspace, uri, own)];
}

function policiesIn(workspace: Workspace, uri: string): Ref[] {
  const takesPart = ({ tunnel, superseded }: IPsecPolicy): boolean => tunnel !== 'other' && !superseded;
  return workspace.partsOf(uri).flatMap(({ analysis }) =>
    withUnstated(analysis.facts)
      .filter(takesPart)
      .map(({ key }) => ({ uri: analysis.file.uri, key })),
  );
}

function pairingsOf(deployments: Deployments, ref: Ref): readonly Pairing[] {
  return [...deployments.ofClient(ref), ...deployments.ofServer(ref)];
}

/** The pairings that a file without policies is certainly about; `undefined` where nothing says so. */
function concerning(workspace: Workspace, uri: string): Pairing[] | undefined {
  const deployments = workspace.deployments();
  const pinned = deployments.pinned.of(uri);
  const files = new Set(pinned.flatMap(({ clients }) => [...clients]));
  const balanced = deployments.balancingOf(uri)?.deployment;
  for (const { at } of [...(balanced?.profiles ?? []), ...(balanced?.policies ?? [])]) files.add(at.file.uri);
  const names = new Set(pinned.map(({ name }) => name));
  const found = [...files].flatMap((each) => policiesIn(workspace, each).flatMap((ref) => pairingsOf(deployments, ref)));
  const chosen = pinned.length > 0 ? found.filter(({ deployment, pinnedIn }) => pinnedIn !== undefined && names.has(deployment)) : found;
  return chosen.length > 0 ? chosen : undefined;
}

/** The pairings of the deepest home that a file lies in. */
function nearest(deployments: Deployments, uri: string, workspace: Workspace): Pairing[] {
  const analysis = workspace.analysisOf(uri);
  if (!analysis) return [];
  const folder = folderOf(uri);
  const within = groupsOf(deployments.pairings).filter(({ path }) => path.length <= folder.length && path.every((name, index) => folder[index] === name));
  const deepest = largest([0, ...within.map(({ path }) => path.length)]);
  return within.filter(({ path }) => path.length === deepest).flatMap(({ pairings }) => pairings);
}

function membersOf(workspace: Workspace, key: string, name: string, pairings: readonly Pairing[]): DeploymentMembers {
  const servers = new Map(pairings.flatMap((pairing) => pairing.servers.map((places) => [places[0] ? refKey(places[0]) : '', places] as const)));
  const clients = byRefKey(pairings.map(({ client }) => client));
  return members(workspace, { key, name, pairings, clients: inOrder(clients), servers: inOrder(servers) });
}

/** By their places, whichever file it is seen from. */
function inOrder<T>(byKey: ReadonlyMap<string, T>): T[] {
  return [...byKey].sort(([a], [b]) => compareTexts(a, b)).map(([, value]) => value);
}

function alone(workspace: Workspace, uri: string, own: readonly Ref[]): DeploymentMembers {
  const deployments = workspace.deployments();
  const ofSide = (side: IPsecPolicy['side']): Ref[] => own.filter((ref) => deployments.resolve(ref)?.side === side);
  return members(workspace, {
    key: uri,
    name: uriName(uri),
    pairings: [],
    clients: ofSide('client'),
    servers: ofSide('server').map((ref) => [ref]),
  });
}

type Policies = Omit<DeploymentMembers, 'loadBalancers' | 'firewallRules'>;

function members(workspace: Workspace, policies: Policies): DeploymentMembers {
  const { clients, servers, key } = policies;
  const deployments = workspace.deployments();
  const uris = new Set([...clients, ...servers.flat()].map(({ uri }) => uri));
  const pinned = deployments.pinned.all.filter(({ clients: named, name }) => name === policies.name && clients.some(({ uri }) => named.has(uri)));
  const isOurs = (uri: string): boolean => {
    const balanced = deployments.balancingOf(uri)?.deployment;
    return [...(balanced?.profiles ?? []), ...(balanced?.policies ?? [])].some(({ at }) => uris.has(at.file.uri));
  };
  const files = workspace.uris();
  const balancing = files.filter((uri) => workspace.analysisOf(uri)?.facts.loadBalancer);
  const named = new Set(pinned.flatMap(({ loadBalancers }) => [...loadBalancers]));
  return {
    ...policies,
    key,
    loadBalancers: balancing.filter((uri) => (named.size > 0 ? named.has(uri) : isOurs(uri))),
    firewallRules: serverScripts(workspace, files, policies, new Set(pinned.flatMap((each) => [...each.servers]))).flatMap(
      (uri) => workspace.analysisOf(uri)?.facts.firewallRules ?? [],
    ),
  };
}

/** The scripts of the servers: those that state the policy, those that the project file names, else those beside one in a folder that is about no other server. */
function serverScripts(workspace: Workspace, files: readonly string[], { servers }: Policies, named: ReadonlySet<string>): string[] {
  const stating = new Set(servers.flat().map(({ uri }) => uri));
  if (named.size > 0) return files.filter((uri) => named.has(uri) || stating.has(uri));
  const folders = new Set([...stating].map(parentUri));
  const statesServer = (uri: string): boolean => workspace.analysisOf(uri)?.facts.policies.some(({ side }) => side === 'server') ?? false;
  const others = new Set(files.filter((uri) => folders.has(parentUri(uri)) && !stating.has(uri) && statesServer(uri)).map(parentUri));
  return files.filter((uri) => stating.has(uri) || (folders.has(parentUri(uri)) && !others.has(parentUri(uri)) && hasServerOnly(workspace, uri)));
}

/** A folder may hold the scripts of both sides: what states a client says nothing of a server. */
function hasServerOnly(workspace: Workspace, uri: string): boolean {
  const facts = workspace.analysisOf(uri)?.facts;
  return facts ? facts.profiles.length === 0 && !facts.policies.some(({ side }) => side === 'client') : false;
}

function distinct(pairings: readonly Pairing[]): Pairing[] {
  return [...new Set(pairings)];
}
