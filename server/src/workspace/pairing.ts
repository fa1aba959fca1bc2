import { parentUri, uriName } from '../core/uri.ts';
import type { NamedBaseline } from '../knowledge/baselines.ts';
import type { DeploymentTarget } from '../knowledge/deployment-targets.ts';
import { ATTRIBUTES } from '../knowledge/ipsec.ts';
import { surelyFails } from '../model/negotiation.ts';
import { normalised, type IPsecPolicy } from '../model/policy.ts';
import type { PairingStrength } from '../model/tunnel.ts';
import type { ClientFolders } from './client-folders.ts';
import { folderKey, folderOf, ownNames, rolesAgree, rootOf } from './folders.ts';
import type { PinnedFiles } from './pinned-files.ts';
import { refKey, type Ref } from './ref.ts';
import type { ServerNames } from './server-names.ts';

/** A client with the server policies that it is compared with; one entry of `servers` is one distinct policy with all its places. */
export interface Pairing {
  readonly client: Ref;
  readonly servers: readonly (readonly Ref[])[];
  readonly strength: PairingStrength | 'ambiguous';
  readonly how: string;
  /** What people call the deployment. */
  readonly deployment: string;
  /** URI of the project file that states the deployment, where one does. */
  readonly pinnedIn?: string;
}

/** Whether the two surely meet: of others nothing is an error. */
export function isCertain({ strength }: Pairing): boolean {
  return strength === 'pinned' || strength === 'full';
}

/** Clients and servers that the project file puts together. */
export interface PinnedDeployment {
  readonly name: string;
  /** URI of the project file that states it. */
  readonly file: string;
  readonly clients: ReadonlySet<string>;
  readonly servers: ReadonlySet<string>;
  readonly loadBalancers: ReadonlySet<string>;
  /** What the project file itself says of the server. */
  readonly gateway?: IPsecPolicy;
  readonly target?: DeploymentTarget;
  readonly baseline?: NamedBaseline;
}

/** A policy with the place of its file in the folder tree. */
export interface Placed {
  readonly policy: IPsecPolicy;
  readonly uri: string;
  readonly root: string;
  readonly folder: readonly string[];
}

/**
 * Who is compared with whom, from the folder tree and the project files alone.
 *
 * The home of a server policy is the lowest folder at or above it whose subtree also holds a client. A client pairs with
 * the policies whose home contains it, and of those with the ones of the deepest home; never across workspace folders.
 * Pinned clients pair with their deployment's servers instead, whatever the folders say. Where client and server name one host, that counts before
 * the folders, and where a server says that it is another host, it is not the client's.
 * @param otherwise what a client pairs with that no server policy is found for
 */
export class Pairings {
  readonly #pinned: PinnedFiles;
  readonly #otherwise: ((client: Placed) => Pairing[]) | undefined;
  readonly #names: ServerNames | undefined;
  readonly #roots: readonly string[];
  /** The files that take part; empty where there is nobody to meet. */
  readonly #uris: ReadonlySet<string>;
  readonly #policiesOf: (uri: string) => readonly IPsecPolicy[];
  readonly #policyOf: (ref: Ref) => IPsecPolicy | undefined;
  readonly #servers: readonly Placed[];
  readonly #homes: ReturnType<typeof homesOf>;
  readonly #byHost: ReadonlyMap<string, readonly Placed[]> | undefined;
  /** Those that have been asked for: of thousands of clients, mostly one. */
  readonly #known = new Map<string, readonly Pairing[]>();
  readonly #byDeployment = new Map<PinnedDeployment, readonly Placed[]>();
  /** By folder, where that alone decides: what one of its clients pairs with, and so do all others. */
  readonly #ofFolder = new Map<string, { readonly isSame: boolean; readonly pairing: Pairing | undefined }>();

  /**
   * @param uris of the files that take part, in their order
   * @param policiesOf what such a file states now
   * @param policyOf one of them
   * @param servers the policies of servers that they state
   */
  constructor(
    uris: ReadonlySet<string>,
    policiesOf: (uri: string) => readonly IPsecPolicy[],
    policyOf: (ref: Ref) => IPsecPolicy | undefined,
    servers: readonly IPsecPolicy[],
    clients: ClientFolders,
    roots: readonly string[],
    pinned: PinnedFiles,
    otherwise?: (client: Placed) => Pairing[],
    names?: ServerNames,
  ) {
    this.#roots = roots;
    this.#policiesOf = policiesOf;
    this.#policyOf = policyOf;
    this.#pinned = pinned;
    this.#otherwise = otherwise;
    this.#names = names;
    // Nobody meets anybody without a server.
    const isAnybody = otherwise !== undefined || servers.length > 0 || pinned.all.some(({ gateway }) => gateway);
    this.#uris = isAnybody ? uris : new Set();
    this.#servers = placedIn(servers, roots).filter(({ policy }) => policy.tunnel !== 'other');
    this.#homes = homesOf(this.#servers, clients);
    this.#byHost = names?.byHost(this.#servers);
  }

  /** The pairings of a client, in the order of the deployments that pin it. */
  of(client: Ref): readonly Pairing[] {
    if (!this.#uris.has(client.uri)) return NOBODY;
    const key = refKey(client);
    let known = this.#known.get(key);
    if (!known) {
      const policy = this.#policyOf(client);
      const [placed] = policy?.side === 'client' ? placedIn([policy], this.#roots) : [];
      known = placed ? this.#pair(placed) : NOBODY;
      this.#known.set(key, known);
    }
    return known;
  }

  /** Of all clients, in the order of their places. */
  all(): Pairing[] {
    return [...this.#uris].flatMap((uri) => this.#policiesOf(uri).flatMap(({ key, side }) => (side === 'client' ? this.of({ uri, key }) : NOBODY)));
  }

  #pair(client: Placed): readonly Pairing[] {
    if (client.policy.tunnel === 'other') return NOBODY;
    const deployments = this.#pinned.withClient(client.uri);
    const pinnedTo = deployments.flatMap((deployment) => pinnedPairing(client, this.#serversOf(deployment), deployment));
    const unpinned = deployments.length === 0 ? (pairByName(client, this.#byHost, this.#names) ?? this.#pairByFolder(client)) : undefined;
    const stated = unpinned ? [unpinned] : pinnedTo;
    return stated.length > 0 ? stated : (this.#otherwise?.(client) ?? NOBODY);
  }

  /** The policies of the servers that a deployment names: the same for each of its clients. */
  #serversOf(deployment: PinnedDeployment): readonly Placed[] {
    const known = this.#byDeployment.get(deployment) ?? this.#servers.filter((server) => deployment.servers.has(server.uri));
    this.#byDeployment.set(deployment, known);
    return known;
  }

  #pairByFolder(client: Placed): Pairing | undefined {
    const folder = parentUri(client.uri);
    const known = this.#ofFolder.get(folder);
    if (known?.isSame) return known.pairing && { ...known.pairing, client: refOf(client) };
    const pairing = pairByFolder(client, this.#homes, this.#names);
    if (!known) this.#ofFolder.set(folder, { isSame: !this.#names && !isChoice(client, this.#homes), pairing });
    return pairing;
  }
}

const NOBODY: readonly Pairing[] = [];

/** The policies that take part, with their places. */
export function placedIn(policies: readonly IPsecPolicy[], roots: readonly string[]): Placed[] {
  return policies
    .filter((policy) => !policy.superseded)
    .map((policy) => ({ policy, uri: policy.at.file.uri, root: rootOf(policy.at.file.uri, roots), folder: folderOf(policy.at.file.uri) }));
}

/** Servers by the path of their home. A path names its workspace folder too, so equal paths mean the same folder. */
export function homesOf(servers: readonly Placed[], { all, written }: ClientFolders): Map<string, { home: readonly string[]; servers: Placed[] }> {
  const homes = new Map<string, { home: readonly string[]; servers: Placed[] }>();
  for (const server of servers) {
    // A client's output that is kept beside the server's script must not take the script away from the clients that are written elsewhere.
    const home = (server.policy.printed ? undefined : homeOf(server, written)) ?? homeOf(server, all);
    if (!home) continue;
    const key = folderKey(server.root, home);
    const entry = homes.get(key);
    if (entry) entry.servers.push(server);
    else homes.set(key, { home, servers: [server] });
  }
  return homes;
}

function homeOf(server: Placed, foldersWithClients: ReadonlySet<string>): string[] | undefined {
  const least = folderOf(`${server.root}/x`).length;
  for (let depth = server.folder.length; depth >= least; depth--) {
    const home = server.folder.slice(0, depth);
    if (foldersWithClients.has(folderKey(server.root, home))) return home;
  }
  return undefined;
}

/**
 * The nearest home decides. One where nothing but output states a policy is taken only if no script further up surely belongs
 * to the client: a script says what is meant, output what was.
 */
function pairByFolder(client: Placed, homes: ReturnType<typeof homesOf>, names: ServerNames | undefined): Pairing | undefined {
  let fromOutput: { readonly pairing: Pairing | undefined } | undefined;
  for (let depth = client.folder.length; depth >= 0; depth--) {
    const found = homes.get(folderKey(client.root, client.folder.slice(0, depth)));
    if (!found) continue;
    const servers = names ? found.servers.filter((server) => !names.excludes(client, server)) : found.servers;
    const isOutput = found.servers.every(({ policy }) => policy.printed);
    if (isOutput && fromOutput) continue;
    // Servers that are all for other hosts: nobody knows the client's.
    const pairing = servers.length > 0 ? pairInHome(client, found.home, writtenFirst(servers)) : undefined;
    if (isOutput) fromOutput = { pairing };
    else return fromOutput && pairing?.strength !== 'full' ? fromOutput.pairing : pairing;
  }
  return fromOutput?.pairing;
}

/** Whether it depends on what a client says which of several servers above its folder is its own. */
function isChoice(client: Placed, homes: ReturnType<typeof homesOf>): boolean {
  for (let depth = client.folder.length; depth >= 0; depth--) {
    const found = homes.get(folderKey(client.root, client.folder.slice(0, depth)));
    if (found && distinctPolicies(writtenFirst(found.servers)).length > 1) return true;
  }
  return false;
}

/** The servers that say they are a host that the client connects to. */
function pairByName(client: Placed, byHost: ReadonlyMap<string, readonly Placed[]> | undefined, names: ServerNames | undefined): Pairing | undefined {
  if (!names || !byHost) return undefined;
  const claiming = names.namedBy(client, byHost);
  if (claiming.length === 0) return undefined;
  const distinct = distinctPolicies(writtenFirst(claiming));
  const meant = distinct.length > 1 ? distinct.find(([place]) => place && matches(client.policy, place.policy)) : distinct[0];
  const [host = ''] = [...new Set(claiming.flatMap((server) => names.shared(client, server)))];
  const base = { client: refOf(client), deployment: host };
  if (meant?.[0]) {
    const which = distinct.length > 1 ? `, of ${distinct.length} server policies the one that it matches` : '';
    return { ...base, servers: [meant.map(refOf)], strength: 'full', how: `both name ${names.shared(client, meant[0]).join(' and ')}${which}` };
  }
  if (client.policy.kind !== 'custom') return undefined;
  return { ...base, servers: distinct.map((places) => places.map(refOf)), strength: 'ambiguous', how: '' };
}

/** @param noun what the servers are called */
export function pairInHome(
  client: Placed,
  home: readonly string[],
  servers: readonly Placed[],
  noun: 'server policy' | 'server script' = 'server policy',
): Pairing | undefined {
  const distinct = distinctPolicies(servers);
  const deployment = home.at(-1) ?? 'workspace';
  const base = { client: refOf(client), deployment };
  // Among several, the one that the client matches is taken for its own.
  const meant = distinct.length > 1 ? distinct.find(([place]) => place && matches(client.policy, place.policy)) : distinct[0];
  if (!meant) {
    // A client that states nothing gives no reason to ask which server it belongs to.
    if (client.policy.kind !== 'custom') return undefined;
    return { ...base, servers: distinct.map((places) => places.map(refOf)), strength: 'ambiguous', how: '' };
  }
  const meantRefs = [meant.map(refOf)];
  const which = distinct.length > 1 ? `of ${distinct.length} server policies the one that it matches` : `the only ${noun}`;
  // A place that lies surely on the client's side of the tree makes the pair certain, even if a copy lies elsewhere.
  if (meant.some((server) => !isSideways(client, server, home.length)))
    return { ...base, servers: meantRefs, strength: 'full', how: `${which} in ${deployment}` };
  return {
    ...base,
    servers: meantRefs,
    strength: 'possible',
    how: `${which} under ${deployment}, but the folder names do not say whether the two belong together; pin them in aovpn.json if they do`,
  };
}

/** What scripts say where one does; else what servers printed. */
function writtenFirst(servers: readonly Placed[]): readonly Placed[] {
  const written = servers.filter(({ policy }) => !policy.printed);
  return written.length > 0 ? written : servers;
}

/** One clause that says which deployment puts files together. */
export function pinnedBy({ name, file }: PinnedDeployment): string {
  return `pinned by deployment ${name} in ${uriName(file)}`;
}

function pinnedPairing(client: Placed, servers: readonly Placed[], deployment: PinnedDeployment): Pairing[] {
  const distinct = distinctPolicies(writtenFirst(servers));
  const base = { client: refOf(client), strength: 'pinned', deployment: deployment.name, pinnedIn: deployment.file } as const;
  const { gateway, name } = deployment;
  return [
    ...(distinct.length > 0 ? [{ ...base, servers: distinct.map((places) => places.map(refOf)), how: pinnedBy(deployment) }] : []),
    ...(gateway ? [{ ...base, servers: [[{ uri: gateway.at.file.uri, key: gateway.key }]], how: `deployment ${name} says what its gateway accepts` }] : []),
  ];
}

/**
 * Places by what they state. A place that goes back to the Windows default counts only where nothing else is stated:
 * beside a script that sets the policy it is the script that takes it back.
 */
export function distinctPolicies(servers: readonly Placed[]): Placed[][] {
  const stated = servers.filter(({ policy }) => policy.kind !== 'system-default');
  const groups = new Map<string, Placed[]>();
  for (const server of stated.length > 0 ? stated : servers) {
    const key = normalised(server.policy);
    const group = groups.get(key);
    if (group) group.push(server);
    else groups.set(key, [server]);
  }
  return [...groups.values()];
}

/** Whether client and server lie in different child folders of their home whose names do not say that they are two roles of one deployment. */
export function isSideways(client: Placed, server: Placed, depth: number): boolean {
  const mine = client.folder[depth];
  const theirs = server.folder[depth];
  if (mine === undefined || theirs === undefined || mine === theirs) return false;
  if (!rolesAgree(mine, theirs)) return true;
  // `clients/berlin` and `servers/lisbon`: the role folders hold folders of different deployments.
  const own = ownNames(client.folder.slice(depth + 1));
  const other = ownNames(server.folder.slice(depth + 1));
  return own !== '' && other !== '' && own !== other;
}

/** Whether nothing that is known of the two speaks against their working together. */
export function matches(client: IPsecPolicy, server: IPsecPolicy): boolean {
  if (client.kind === 'unread' || server.kind === 'unread') return true;
  if (client.kind !== server.kind) return false;
  return !ATTRIBUTES.some((attribute) => surelyFails(client, server, attribute));
}

export function refOf({ uri, policy }: Placed): Ref {
  return { uri, key: policy.key };
}
