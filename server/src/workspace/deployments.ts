import { normalised, type IPsecPolicy } from '../model/policy.ts';
import type { NamedBaseline } from '../knowledge/baselines.ts';
import type { DeploymentTarget } from '../knowledge/deployment-targets.ts';
import type { OfferChange } from '../model/client-registry.ts';
import type { WindowsRelease } from '../knowledge/windows.ts';
import type { VpnProfile } from '../model/profile/profile.ts';
import type { ServerAuthentication } from '../model/server-authentication.ts';
import { fingerprint } from '../core/fingerprint.ts';
import { push } from '../core/groups.ts';
import { lazy } from '../core/lazy.ts';
import { parentUri } from '../core/uri.ts';
import type { Analysis } from './analysis.ts';
import { policyOf, profileOf } from './analysis.ts';
import { isUnder, rootOf } from './folders.ts';
import { BalancerFiles, type Balancing } from './balancing.ts';
import { ClientScripts } from './client-scripts.ts';
import { driftsOf, type Drift } from './drift.ts';
import { OfferChanges, setsNegotiateGroup14 } from './offer-changes.ts';
import { ServerFiles } from './server-files.ts';
import { observedPolicy } from './observed-policy.ts';
import { PinnedFiles } from './pinned-files.ts';
import { isCertain, Pairings, type Pairing, type PinnedDeployment } from './pairing.ts';
import type { Population } from './population.ts';
import type { PairedProfiles } from './profile-pairs.ts';
import { Governed, type Project } from './project-extends.ts';
import { byRefKey, type Ref, refKey } from './ref.ts';
import { RegistryFiles, type RegistrySurroundings } from './registry-files.ts';
import { ServerNames } from './server-names.ts';
import { UnstatedServers } from './unstated-servers.ts';

/** A fix offered at each of so many clients that changes all the others would be that size times that number. */
const MOST_PEERS = 25;

/** Who is compared with whom, and what else one file's checks need to know of others. A pure function of what it is made from. */
export class Deployments {
  readonly #population: Population;
  readonly #pairings: Pairings;
  readonly #governed: Governed;
  /** Worked out when somebody asks. */
  #all: readonly Pairing[] | undefined;
  /** Likewise. */
  #byServer: Map<string, Pairing[]> | undefined;
  readonly #byPrinted = new Map<string, Drift>();
  readonly #observed = new Map<IPsecPolicy, string>();
  /** By the server. */
  readonly #kindsOfClients = new Map<string, readonly (readonly Ref[])[]>();
  /** Server sides that project files state themselves. */
  readonly #gateways = new Map<string, IPsecPolicy>();
  readonly #analysisOf: (uri: string) => Analysis | undefined;
  /** Empty while not all files have been read. */
  readonly #pinned: PinnedFiles;
  readonly #serverFiles: ServerFiles;
  readonly #offerChanges: () => OfferChanges;
  /** Absent while not all files have been read: what is missing may stand in one of the others. */
  readonly #balancerFiles: BalancerFiles | undefined;
  /** Absent while not all files have been read, as above. */
  readonly #registryFiles: RegistryFiles | undefined;
  readonly #clientScripts: ClientScripts;
  /** Folders of clients that change what a client without a policy offers. */
  readonly #group14Folders: readonly string[];

  /**
   * @param population the files that take part
   * @param analysisOf the newest reading of a file: pairings outlive versions that say the same
   * @param complete whether all files have been read
   */
  constructor(
    population: Population,
    analysisOf: (uri: string) => Analysis | undefined,
    roots: readonly string[],
    projects: readonly Project[],
    complete: boolean,
  ) {
    this.#population = population;
    this.#analysisOf = analysisOf;
    this.#governed = new Governed(projects);
    const { pinned, placed, clientFolders } = population;
    this.#pinned = complete ? pinned : new PinnedFiles([]);
    for (const { gateway } of pinned.all) if (gateway) this.#gateways.set(refKey({ uri: gateway.at.file.uri, key: gateway.key }), gateway);
    const everywhere = population.special();
    const special = everywhere.filter(({ file }) => placed.has(file.uri));
    const servers = special.flatMap(({ facts }) => facts.policies.filter(isServer));
    const names = ServerNames.of(special, analysisOf);
    const isAnyUnstated = special.some(({ facts }) => facts.unstatedPolicy);
    const unstated = isAnyUnstated ? new UnstatedServers(special, clientFolders, roots, pinned, names) : undefined;
    this.#pairings = new Pairings(
      placed,
      (uri) => analysisOf(uri)?.facts.policies ?? NO_POLICIES,
      (ref) => this.resolve(ref),
      servers,
      clientFolders,
      roots,
      pinned,
      unstated && ((client) => unstated.of(client)),
      names,
    );
    for (const drift of driftsOf(servers, roots, pinned)) this.#byPrinted.set(refKey(drift.printed), drift);
    this.#serverFiles = new ServerFiles(special, pinned);
    this.#offerChanges = lazy(() => new OfferChanges(population.ownPolicies(), pinned, analysisOf));
    this.#balancerFiles = complete ? new BalancerFiles(special, population.ofVpn, this.#pinned, roots, analysisOf) : undefined;
    this.#registryFiles = complete ? new RegistryFiles(special, this.#pinned, roots, analysisOf) : undefined;
    this.#clientScripts = new ClientScripts(everywhere, pinned);
    this.#group14Folders = everywhere.filter(({ facts }) => setsNegotiateGroup14(facts)).map(({ file }) => neighbourhood(file.uri, rootOf(file.uri, roots)));
  }

  /** How many files take part. */
  get files(): number {
    return this.#population.size;
  }

  /** What project files put together; empty while not all files have been read. */
  get pinned(): PinnedFiles {
    return this.#pinned;
  }

  /** Of all clients. */
  get pairings(): readonly Pairing[] {
    this.#all ??= this.#pairings.all();
    return this.#all;
  }

  ofClient(ref: Ref): readonly Pairing[] {
    return this.#pairings.of(ref);
  }

  ofServer(ref: Ref): readonly Pairing[] {
    if (!this.#byServer) {
      this.#byServer = new Map();
      for (const pairing of this.pairings) for (const server of pairing.servers.flat()) push(this.#byServer, refKey(server), pairing);
    }
    return this.#byServer.get(refKey(ref)) ?? [];
  }

  /** The clients that certainly meet a server, those together that come to the same with it: of ten thousand there are a few kinds. */
  kindsOfClients(server: Ref): readonly (readonly Ref[])[] {
    const known = this.#kindsOfClients.get(refKey(server));
    if (known) return known;
    const kinds = new Map<string, Ref[]>();
    for (const pairing of this.ofServer(server)) {
      const policy = isCertain(pairing) && this.resolve(pairing.client);
      if (policy) push(kinds, JSON.stringify([normalised(policy), policy.tunnel, policy.form, this.mayOfferMore(policy)]), pairing.client);
    }
    const found = [...kinds.values()];
    this.#kindsOfClients.set(refKey(server), found);
    return found;
  }

  /** What the script beside a printed server policy says instead. */
  driftOf(ref: Ref): Drift | undefined {
    return this.#byPrinted.get(refKey(ref));
  }

  /** What is seen of a policy in another file, as a text: equal texts, equal consequences. Empty when its file has lost it. */
  observed(ref: Ref): string {
    const policy = this.resolve(ref);
    if (!policy) return '';
    const known = this.#observed.get(policy);
    if (known !== undefined) return known;
    const text = fingerprint(observedPolicy(policy));
    this.#observed.set(policy, text);
    return text;
  }

  /** The policy that a reference names now; `undefined` when its file has lost it. */
  resolve(ref: Ref): IPsecPolicy | undefined {
    const analysis = this.#analysisOf(ref.uri);
    return analysis ? policyOf(analysis, ref.key) : this.#gateways.get(refKey(ref));
  }

  /** A device tunnel together with the user tunnels that ship with it. */
  ofDevice(ref: Ref): PairedProfiles | undefined {
    return this.#population.profiles().byDevice.get(refKey(ref));
  }

  /** The deployment of a project file that names this file and has device tunnels alone; `undefined` while not all files have been read. */
  deviceOnlyIn(uri: string): string | undefined {
    return this.#pinned.all.length === 0 ? undefined : this.#population.deviceOnly().find(({ clients }) => clients.has(uri))?.name;
  }

  /** The device tunnels that a user tunnel ships with. */
  devicesOf(ref: Ref): readonly Ref[] {
    return (this.#population.profiles().byUser.get(refKey(ref)) ?? []).map(({ device }) => device);
  }

  /** The profile that a reference names now; `undefined` when its file has lost it. */
  resolveProfile(ref: Ref): VpnProfile | undefined {
    const analysis = this.#analysisOf(ref.uri);
    return analysis && profileOf(analysis, ref.key);
  }

  /** What is said of the authentication of the server that a pairing is about. */
  authenticationsOf(pairing: Pairing): ServerAuthentication[] {
    return this.#serverFiles
      .about(pairing)
      .flatMap((uri) => this.#analysisOf(uri)?.facts.serverAuthentications ?? [])
      .filter(({ superseded }) => !superseded);
  }

  /** The registry writes of a file that change what clients with a policy of their own offer. */
  offerChangesOf(uri: string): OfferChange[] {
    // Worked out only for a file that could change something.
    return this.#analysisOf(uri)?.isPlain === false ? this.#offerChanges().of(uri) : [];
  }

  /** What a file says of a load balancer in its surroundings; `undefined` for a file that says nothing of one, and while not all files have been read. */
  balancingOf(uri: string): Balancing | undefined {
    return this.#balancerFiles?.of(uri);
  }

  /** What a file does to the registry with what is known of its computers; `undefined` for a file that does nothing to it, and while not all files have been read. */
  registryOf(uri: string): RegistrySurroundings | undefined {
    return this.#registryFiles?.of(uri, () => this.#devicesOfServer(uri));
  }

  /** The device tunnels that certainly connect to a server of a file: a few of the clients, of which there may be thousands. */
  #devicesOfServer(uri: string): VpnProfile[] {
    return this.#population.deviceTunnels().flatMap((ref) => {
      const profile = this.resolveProfile(ref);
      const pairings = profile?.policyKey === undefined ? [] : this.ofClient({ uri: ref.uri, key: profile.policyKey });
      const isMet = pairings.some((pairing) => isCertain(pairing) && pairing.servers.flat().some((server) => server.uri === uri));
      return profile && isMet ? [profile] : [];
    });
  }

  /** Whether a client may offer more than its own file says, so that its having no policy proves nothing. */
  mayOfferMore({ form, kind, at: { file } }: IPsecPolicy): boolean {
    return form === 'profile-xml' && kind === 'system-default' ? this.profilesMayOfferMore(file.uri) : this.#offersGroup14(file.uri);
  }

  /** The same of the profiles of a file that have no suite: a script may also set a policy for their connections by cmdlet. */
  profilesMayOfferMore(uri: string): boolean {
    return this.#offersGroup14(uri) || this.#clientScripts.reach(uri);
  }

  /** Whether a client script beside the profile, or one folder away, sets NegotiateDH2048_AES256 to anything but 0. */
  #offersGroup14(uri: string): boolean {
    return this.#group14Folders.some((folder) => isUnder(uri, folder));
  }

  /** The oldest Windows that the project of a file has; `undefined` where nothing says so. */
  minimumWindows(uri: string): WindowsRelease | undefined {
    return this.#governed.of(uri)?.minimumWindows;
  }

  /** What the policies of a file are measured against: by the first of its deployments that says so, else by its project; `undefined` where none does. */
  baselineOf(uri: string): NamedBaseline | undefined {
    const own = this.#pinned.of(uri).find(({ baseline, clients, servers }) => baseline && (clients.has(uri) || servers.has(uri)));
    return own?.baseline ?? this.#governed.of(uri)?.baseline;
  }

  /** By what the profiles of a file reach the clients, by each of the deployments that it is in; empty where any of them does not say. */
  targetsOf(uri: string): readonly DeploymentTarget[] {
    const otherwise = this.#governed.of(uri)?.target;
    const own = this.pinning(uri).map(({ target }) => target ?? otherwise);
    const targets = own.length > 0 ? own : [otherwise];
    return targets.every((target) => target !== undefined) ? [...new Set(targets)] : [];
  }

  /** The deployments of project files that name a file among their clients. */
  pinning(uri: string): readonly PinnedDeployment[] {
    return this.#pinned.withClient(uri);
  }

  /** The names of the deployments of project files that select a file, as whatever it is; none while not all files have been read. */
  selecting(uri: string): readonly string[] {
    return this.#pinned.of(uri).map(({ name }) => name);
  }

  /**
   * Every policy that must say the same as this one: the other ends of its tunnels and whoever else shares those.
   * `undefined` for a client with more company than `MOST_PEERS`, and for one whose server accepts several.
   */
  peersOf(ref: Ref): IPsecPolicy[] | undefined {
    const asServer = this.ofServer(ref).filter(isCertain);
    const servers = [...this.ofClient(ref), ...asServer].filter(isCertain).flatMap((pairing) => pairing.servers.flat());
    if (asServer.length === 0 && servers.some((server) => this.ofServer(server).length > MOST_PEERS)) return undefined;
    // Where one of several values will do, nobody must say the same as anybody else.
    if (servers.some((server) => this.resolve(server)?.proposals)) return undefined;
    const distinct = byRefKey(servers);
    for (const server of [...distinct.values()]) for (const { client } of this.ofServer(server).filter(isCertain)) distinct.set(refKey(client), client);
    distinct.delete(refKey(ref));
    return [...distinct.values()].flatMap((each) => this.resolve(each) ?? []);
  }
}

/** The folder above a file's own, but never one outside of its workspace folder. */
function neighbourhood(uri: string, root: string): string {
  const above = parentUri(parentUri(uri));
  return isUnder(above, root) ? above : root;
}

const NO_POLICIES: readonly IPsecPolicy[] = [];

function isServer({ side }: IPsecPolicy): boolean {
  return side === 'server';
}
