import { push } from '../core/groups.ts';
import { lazy } from '../core/lazy.ts';
import { hostUri, parentUri, uriName } from '../core/uri.ts';
import { upTo } from '../core/up-to.ts';
import type { BalancedDeployment } from '../model/load-balancer/context.ts';
import type { LoadBalancer, Vendor } from '../model/load-balancer/load-balancer.ts';
import { SharedNames } from '../model/load-balancer/names.ts';
import { bearingOnBalancer } from '../model/load-balancer/server-calls.ts';
import { Services } from '../model/load-balancer/service.ts';
import type { Facts } from '../model/facts.ts';
import type { Analysis } from './analysis.ts';
import { folderKey, folderOf, ownNames, rolesAgree, rootOf } from './folders.ts';
import type { PinnedFiles } from './pinned-files.ts';

/** A file about a load balancer with the others about the same one, and what is known of the deployment that they serve. */
export interface Balancing {
  readonly balancer: LoadBalancer;
  readonly services: Services;
  /** The other files of the same load balancer. */
  readonly siblings: readonly Sibling[];
  readonly deployment?: BalancedDeployment;
}

export interface Sibling {
  readonly uri: string;
  readonly analysis: Analysis;
  readonly balancer: LoadBalancer;
  readonly services: Services;
}

interface PlacedFile {
  readonly uri: string;
  readonly folder: readonly string[];
}

/** The hosts that the clients of a file connect to, and those that servers in it say they are. */
interface NamedHosts {
  readonly analysis: Analysis | undefined;
  readonly met: readonly string[];
  readonly claimed: readonly string[];
}

/**
 * Which files are about one load balancer, and which deployment that serves.
 *
 * Files of one make are about the same one if the project file names them together, else if they lie in one folder; the folders of
 * partitions count as the folder above them (`config/bigip.conf`, `config/partitions/vpn/bigip.conf`). The deployment is the one that the
 * project file says, else that of the clients that connect to an address of the load balancer, or to the host that a comment in its file names
 * (`aovpn-server`), else that of the nearest folder above with clients or servers, as far as the names of folders do not put them elsewhere.
 */
export class BalancerFiles {
  readonly #analysisOf: (uri: string) => Analysis | undefined;
  readonly #pinned: PinnedFiles;
  readonly #roots: readonly string[];
  /** URIs by make and folder. */
  readonly #sets = new Map<string, string[]>();
  /** The files of each load balancer as they were last asked for. */
  readonly #known = new Map<string, readonly Sibling[]>();
  /** URIs of the files that say something of a client or a server. Empty while no load balancer is there. */
  readonly #others: readonly string[];
  /** The hosts that each of them names, of the version in which they were read. */
  readonly #hosts = new Map<string, NamedHosts>();
  /** The same files by each folder that they lie in, however deep below it. */
  readonly #placed: () => ReadonlyMap<string, readonly PlacedFile[]>;

  /**
   * @param special those of the files that may say something of a load balancer
   * @param ofVpn URIs of the files that say something of a client or a server
   */
  constructor(
    special: readonly Analysis[],
    ofVpn: () => readonly string[],
    pinned: PinnedFiles,
    roots: readonly string[],
    analysisOf: (uri: string) => Analysis | undefined,
  ) {
    this.#analysisOf = analysisOf;
    this.#pinned = pinned;
    this.#roots = roots;
    for (const { file, facts } of special) {
      const { loadBalancer } = facts;
      if (loadBalancer) push(this.#sets, setKey(file.uri, loadBalancer), file.uri);
    }
    this.#others = this.#sets.size === 0 ? [] : ofVpn();
    this.#placed = lazy(() => this.#byFolder());
  }

  #byFolder(): Map<string, PlacedFile[]> {
    const found = new Map<string, PlacedFile[]>();
    for (const uri of this.#others) {
      const [root, folder] = [rootOf(uri, this.#roots), folderOf(uri)];
      for (let depth = folder.length; depth >= 0; depth--) push(found, folderKey(root, folder.slice(0, depth)), { uri, folder });
    }
    return found;
  }

  /** What a file says of a load balancer, together with all that bears on it; `undefined` for a file that says nothing. */
  of(uri: string): Balancing | undefined {
    const balancer = this.#balancerOf(uri);
    if (!balancer) return undefined;
    const set = this.#setOf(uri, balancer);
    const files = this.#filesOf(set, balancer.vendor);
    const own = files.find((each) => each.uri === uri);
    if (!own) return undefined;
    const deployment = this.#deploymentOf(uri);
    return { balancer, services: own.services, siblings: files.filter((each) => each !== own), ...(deployment && { deployment }) };
  }

  /** The files of a load balancer with their services. Worked out once for all of them, and anew when one of them says something else. */
  #filesOf(uris: readonly string[], vendor: Vendor): readonly Sibling[] {
    const read = uris.flatMap((uri) => {
      const analysis = this.#analysisOf(uri);
      const balancer = analysis?.facts.loadBalancer;
      return analysis && balancer?.vendor === vendor ? [{ uri, analysis, balancer }] : [];
    });
    const key = `${vendor} ${uris.join(' ')}`;
    const known = this.#known.get(key);
    if (known?.length === read.length && known.every(({ analysis }, index) => analysis === read[index]?.analysis)) return known;
    const balancers = read.map(({ balancer }) => balancer);
    const names = new SharedNames(balancers);
    const files = read.map((each): Sibling => ({ ...each, services: new Services(each.balancer, balancers, names) }));
    this.#known.set(key, files);
    return files;
  }

  #balancerOf(uri: string): LoadBalancer | undefined {
    return this.#analysisOf(uri)?.facts.loadBalancer;
  }

  #setOf(uri: string, balancer: LoadBalancer): readonly string[] {
    const named = this.#pinned
      .of(uri)
      .filter(({ loadBalancers }) => loadBalancers.has(uri))
      .flatMap(({ loadBalancers }) => [...loadBalancers]);
    return named.length > 0 ? [...new Set([uri, ...named])] : (this.#sets.get(setKey(uri, balancer)) ?? [uri]);
  }

  #deploymentOf(uri: string): BalancedDeployment | undefined {
    const pinned = this.#pinned.of(uri).filter(({ loadBalancers }) => loadBalancers.has(uri));
    if (pinned.length > 0) {
      const names = pinned.map(({ name }) => name).join(' and ');
      const [clients, servers] = [pinned.flatMap((each) => [...each.clients]), pinned.flatMap((each) => [...each.servers])];
      return this.#deployment(
        clients,
        servers,
        `pinned by deployment ${names} in ${[...new Set(pinned.map(({ file }) => uriName(file)))].join(' and ')}`,
        true,
      );
    }
    const root = rootOf(uri, this.#roots);
    const named = this.#named(uri, root);
    const near = this.#near(uri, root);
    // Which servers are meant, where none says so, is a matter of the folders as before.
    if (named) return this.#deployment(named.clients, named.servers.length > 0 ? named.servers : (near?.uris ?? []), named.how, false);
    return near && this.#deployment(near.uris, near.uris, near.how, false);
  }

  /** The clients that connect to an address of the load balancer, or to the host that a comment in it names, and the servers that say they are that host. */
  #named(uri: string, root: string): { readonly clients: string[]; readonly servers: string[]; readonly how: string } | undefined {
    const facts = this.#analysisOf(uri)?.facts;
    const addresses = facts?.loadBalancer?.listeners.flatMap(({ address }) => (address.state === 'stated' ? [upTo(address.value, '%')] : [])) ?? [];
    const hosts = new Set([...(facts?.claims ?? []).map(({ host }) => host), ...addresses]);
    if (hosts.size === 0) return undefined;
    const clients: string[] = [];
    const servers: string[] = [];
    const shared = new Set<string>();
    for (const each of this.#others) {
      const { met, claimed } = this.#hostsOf(each);
      const isMet = met.some((host) => hosts.has(host));
      const isServer = claimed.some((host) => hosts.has(host));
      if (each === uri || (!isMet && !isServer) || rootOf(each, this.#roots) !== root) continue;
      if (isMet) clients.push(each);
      if (isServer) servers.push(each);
      for (const host of met) if (hosts.has(host)) shared.add(host);
    }
    return clients.length > 0 ? { clients, servers, how: `both name ${[...shared].join(' and ')}` } : undefined;
  }

  /** Each file is asked for each load balancer, of which there may be hundreds, and says the same while it is the same version. */
  #hostsOf(uri: string): NamedHosts {
    const analysis = this.#analysisOf(uri);
    const known = this.#hosts.get(uri);
    if (known && known.analysis === analysis) return known;
    const met = analysis?.facts.policies.flatMap((policy) => analysis.hosts.of(policy)) ?? [];
    const named = { analysis, met, claimed: analysis?.facts.claims?.map(({ host }) => host) ?? [] };
    this.#hosts.set(uri, named);
    return named;
  }

  /** The files of the nearest folder above that has any, as far as the names of folders do not put them elsewhere. */
  #near(uri: string, root: string): { readonly uris: string[]; readonly how: string } | undefined {
    const folder = folderOf(uri);
    const placed = this.#placed();
    for (let depth = folder.length; depth >= folderOf(`${root}/x`).length; depth--) {
      const below = placed.get(folderKey(root, folder.slice(0, depth))) ?? [];
      if (below.length === 0) continue;
      const near = below.filter((each) => isSameDeployment(folder, each.folder, depth)).map((each) => each.uri);
      return near.length > 0 ? { uris: near, how: `in ${folder[depth - 1] ?? 'the workspace'}` } : undefined;
    }
    return undefined;
  }

  /** @param clients files that may say something of clients; @param servers of servers */
  #deployment(clients: readonly string[], servers: readonly string[], how: string, pinned: boolean): BalancedDeployment | undefined {
    const facts = (uris: readonly string[]): Analysis['facts'][] => [...new Set(uris)].flatMap((uri) => this.#analysisOf(uri)?.facts ?? []);
    const ofServers = facts(servers).filter(({ policies, profiles }) => profiles.length === 0 && policies.every(({ side }) => side === 'server'));
    return {
      how,
      pinned,
      profiles: facts(clients).flatMap(({ profiles }) => profiles),
      policies: ofServers.flatMap(({ policies }) => policies.filter(({ superseded }) => !superseded)),
      registryWrites: ofServers.flatMap(({ registryWrites }) => registryWrites),
      calls: ofServers.flatMap(({ calls = [] }) => bearingOnBalancer(calls)),
    };
  }
}

function setKey(uri: string, { vendor }: LoadBalancer): string {
  return `${vendor} ${parentUri(hostUri(uri)).replace(/\/partitions\/[^/]+$/u, '')}`;
}

/** Whether a file says something of a client or a server. */
export function isOfVpn(facts: Facts): boolean {
  return facts.profiles.length > 0 || facts.policies.length > 0 || facts.registryWrites.length > 0 || bearingOnBalancer(facts.calls ?? []).length > 0;
}

/** Whether two folders that part at a depth may still belong to one deployment: they part in the names of roles alone. */
function isSameDeployment(mine: readonly string[], theirs: readonly string[], depth: number): boolean {
  const [own, other] = [mine[depth], theirs[depth]];
  if (own === undefined || other === undefined) return true;
  if (own !== other && !rolesAgree(own, other)) return false;
  const [rest, others] = [ownNames(mine.slice(depth + 1)), ownNames(theirs.slice(depth + 1))];
  return rest === '' || others === '' || rest === others;
}
