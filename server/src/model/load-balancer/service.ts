import { push } from '../../core/groups.ts';
import { IKE_PORT, isSstpPath, NAT_TRAVERSAL_PORT, resemblesSstpPath, SSTP_PORT } from '../../knowledge/sstp.ts';
import type { Listener, LoadBalancer, Persistence, Pool, PortRange } from './load-balancer.ts';
import type { Monitor } from './monitor.ts';
import { SharedNames } from './names.ts';
import { valueOf } from './setting.ts';

/** What a listener does for a VPN: takes the first packets of IKE, those after NAT detection with the tunnel in them, or SSTP. */
export type Role = 'ike' | 'nat-t' | 'sstp';

/** A listener of a VPN with everything that it leads to, in this file or another of the same load balancer. */
export interface Service {
  readonly role: Role;
  readonly balancer: LoadBalancer;
  readonly listener: Listener;
  /** `undefined` where it is not known which, or one of them stands nowhere. */
  readonly pools: readonly Pool[] | undefined;
  /** What tests the pools. `undefined` as above. */
  readonly monitors: readonly Monitor[] | undefined;
  /** What keeps clients with a server. `undefined` as above. */
  readonly persistences: readonly Persistence[] | undefined;
  readonly fallbacks: readonly Persistence[] | undefined;
}

/** The other port of IKE at the same address, as far as it is known. `programmed` is a listener that is none of its own, such as one for every port. */
export type Twin = { readonly service: Service } | 'covered' | 'none' | 'unknown';

/** The listeners of VPNs in a load balancer, each with what it leads to. */
export class Services {
  readonly services: readonly Service[];
  readonly #own: LoadBalancer;
  readonly #names: SharedNames;
  /** Those of IKE by their address. */
  readonly #ikeAt = new Map<string | undefined, Service[]>();
  /** By port and address. */
  readonly #possible = new Map<string, ReadonlySet<Listener>>();

  /**
   * @param siblings the other files of the same load balancer
   * @param names what is named in all of these files, where somebody has that already
   */
  constructor(own: LoadBalancer, siblings: readonly LoadBalancer[], names = new SharedNames([own, ...siblings])) {
    this.#own = own;
    this.#names = names;
    const enabled = own.listeners.filter((listener) => listener.enabled === true && !listener.forwarding);
    const perhaps = own.listeners.filter((listener) => listener.enabled === undefined && !listener.forwarding);
    const ike = enabled.flatMap((listener) => this.#ikeService(listener, enabled, perhaps) ?? []);
    for (const service of ike) push(this.#ikeAt, valueOf(service.listener.address), service);
    const ikeServers = new Set(ike.flatMap((service) => addressesOf(service.pools)));
    this.services = [...ike, ...enabled.flatMap((listener) => this.#sstpService(listener, ikeServers) ?? [])];
  }

  /** The other port of IKE beside a service of one of them. */
  twinOf(service: Service): Twin {
    const port = service.role === 'ike' ? NAT_TRAVERSAL_PORT : IKE_PORT;
    const address = valueOf(service.listener.address);
    if (address === undefined) return 'unknown';
    const others = (this.#ikeAt.get(address) ?? []).filter(({ role }) => role !== service.role);
    if (others.length > 1) return 'unknown';
    const [twin] = others;
    if (twin) return { service: twin };
    const possible = this.#covering(address, port);
    const all = possible.has(service.listener) ? possible.size - 1 : possible.size;
    if (all === 0) return this.#names.balancers.some(({ broken }) => broken) ? 'unknown' : 'none';
    for (const each of possible) if (each !== service.listener && covers(each, address, port)) return 'covered';
    return 'unknown';
  }

  /** The listeners that may take a port of an address. Each rule asks for each service, and thousands may have one address. */
  #covering(address: string, port: number): ReadonlySet<Listener> {
    const key = `${port} ${address}`;
    let found = this.#possible.get(key);
    if (!found) {
      found = new Set(this.#names.listenersFor(address).filter((each) => mayCover(each, address, port)));
      this.#possible.set(key, found);
    }
    return found;
  }

  /** @param perhaps those of which it is not known whether they are on */
  #ikeService(listener: Listener, all: readonly Listener[], perhaps: readonly Listener[]): Service | undefined {
    const role = ikePort(listener);
    if (!role) return undefined;
    const transport = valueOf(listener.transport);
    if (transport === undefined || transport === 'other') return undefined;
    // TCP on these ports may be anything, unless its name says what is meant or the other port is there at the same address.
    if (transport === 'tcp' && !isNamedAfterIke(listener) && !all.some((each) => each !== listener && isOtherPort(each, listener, role))) return undefined;
    // Where UDP has a listener of its own, TCP beside it is meant as such (RFC 8229).
    if (transport === 'tcp' && [...all, ...perhaps].some((each) => each !== listener && isBeside(each, listener))) return undefined;
    const service = this.#service(role, listener);
    return leadsToItself(service) ? undefined : service;
  }

  #sstpService(listener: Listener, ikeServers: ReadonlySet<string>): Service | undefined {
    const transport = valueOf(listener.transport);
    const ports = valueOf(listener.ports);
    if (transport !== 'tcp' || !ports || ports.from !== ports.to) return undefined;
    const service = this.#service('sstp', listener);
    const tested = service.monitors?.some((monitor) => testsSstp(monitor) || isForSstp(monitor.idlePath)) ?? false;
    const shared = ports.from === SSTP_PORT && addressesOf(service.pools).some((address) => ikeServers.has(address));
    const named = ports.from === SSTP_PORT && [listener.name, ...(service.pools ?? []).map(({ name }) => name)].some((name) => /sstp/iu.test(name));
    return tested || shared || named ? service : undefined;
  }

  #service(role: Role, listener: Listener): Service {
    const { pools: allPools, monitors: allMonitors, persistences } = this.#names;
    const pools = allPools.resolve(this.#own, listener.pools);
    const monitors = pools?.map((pool) => allMonitors.resolve(this.#own, pool.monitors));
    return {
      role,
      balancer: this.#own,
      listener,
      pools,
      monitors: monitors?.every((each) => each !== undefined) ? unique(monitors.flat()) : undefined,
      persistences: persistences.resolve(this.#own, listener.persistence),
      fallbacks: persistences.resolve(this.#own, listener.fallback),
    };
  }
}

/** The port of IKE that a listener is for: that one alone. */
function ikePort({ ports, transport }: Listener): 'ike' | 'nat-t' | undefined {
  const range = valueOf(ports);
  if (!range || range.from !== range.to || valueOf(transport) === 'other') return undefined;
  if (range.from === IKE_PORT) return 'ike';
  return range.from === NAT_TRAVERSAL_PORT ? 'nat-t' : undefined;
}

/** Whether a listener, or what it leads to, is named after IKE or the servers of an Always On VPN. */
function isNamedAfterIke({ name, pools }: Listener): boolean {
  return [name, ...(valueOf(pools) ?? []).map((pool) => pool.name)].some((each) => /(?<![a-z])ike(?:v[12])?(?![a-z])|ipsec|isakmp|rras|aovpn/iu.test(each));
}

function isOtherPort(candidate: Listener, listener: Listener, role: 'ike' | 'nat-t'): boolean {
  const other = ikePort(candidate);
  return other !== undefined && other !== role && valueOf(candidate.address) !== undefined && valueOf(candidate.address) === valueOf(listener.address);
}

/** Whether a listener takes UDP at the port of another one, or may do so at its address. */
function isBeside(candidate: Listener, { address, ports }: Listener): boolean {
  const [at, wanted, by, range, own] = [valueOf(candidate.address), valueOf(address), valueOf(candidate.transport), valueOf(candidate.ports), valueOf(ports)];
  if (by === 'tcp' || by === 'other' || !range || !own || !contains(range, own.from)) return false;
  return at === undefined || wanted === undefined || at === wanted || at === 'any';
}

/** Whether the only servers are programs beside the load balancer, which RRAS never is. */
function leadsToItself({ pools }: Service): boolean {
  const addresses = addressesOf(pools);
  return addresses.length > 0 && addresses.every((address) => /^127\.|^::1$/u.test(address));
}

/** Whether a monitor sends what only SSTP answers, or was meant to. */
export function testsSstp({ request }: Monitor): boolean {
  return isForSstp(valueOf(request?.path));
}

function isForSstp(path: string | undefined): boolean {
  return path !== undefined && (isSstpPath(path) || resemblesSstpPath(path));
}

/** The addresses of all servers of some pools that are known. */
function addressesOf(pools: readonly Pool[] | undefined): string[] {
  return unique((pools ?? []).flatMap(({ members }) => members.flatMap(({ address }) => valueOf(address) ?? [])));
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function contains({ from, to }: PortRange, port: number): boolean {
  return from <= port && port <= to;
}

function covers({ enabled, address, ports, transport }: Listener, wanted: string, port: number): boolean {
  const [range, at, by] = [valueOf(ports), valueOf(address), valueOf(transport)];
  return enabled === true && range !== undefined && contains(range, port) && (at === wanted || at === 'any') && (by === 'udp' || by === 'any');
}

function mayCover({ enabled, forwarding, address, ports, transport }: Listener, wanted: string, port: number): boolean {
  const [range, at, by] = [valueOf(ports), valueOf(address), valueOf(transport)];
  if (enabled === false || forwarding || by === 'tcp' || by === 'other') return false;
  return (range === undefined || contains(range, port)) && (at === undefined || at === wanted || at === 'any');
}
