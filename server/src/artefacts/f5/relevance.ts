import { push } from '../../core/groups.ts';
import { builtInType, F5_PORTS } from '../../knowledge/load-balancer/f5-built-in.ts';
import { IKE_PORT, NAT_TRAVERSAL_PORT } from '../../knowledge/sstp.ts';
import type { Configuration, F5Object, ObjectClass } from './configuration.ts';
import { fullName, localName, portOf, splitDestination } from './names.ts';

/** The objects that are read. */
type Relevant = Readonly<Record<'virtual' | 'pool' | 'monitor' | 'persistence', readonly F5Object[]>>;

/** A file with fewer statements is read as a whole. */
const SMALL = 2000;

const SSTP_REQUEST = /sra_|ba195980-cd49/i;
const DESTINATION = /\bdestination[ \t]+(\S+)/;
const POOL = /\bpool[ \t]+(\S+)/g;
const MONITOR = /\bmonitor[ \t]+([^\r\n]*)/;
const PARENT = /\bdefaults-from[ \t]+(\S+)/;
const PERSISTENCE = /\b(?:persist|fallback-persistence)[ \t]+(?:\{\s*)?([^\s{}]+)/g;
const ADDRESS = /(?:\d{1,3}\.){3}\d{1,3}|(?<![\da-f:])[\da-f]*:(?:[\da-f]+|:[\da-f]*):[\da-f:]*/gi;

/**
 * Which objects may have to do with a VPN. A production file has thousands that have not, and to take them apart would need most of the time
 * and the memory. What is looked for is found in the bodies as plain text, so rather too much than too little.
 */
export function relevantObjects(configuration: Configuration, small = SMALL): Relevant {
  const all = (kind: ObjectClass): readonly F5Object[] => configuration.all(kind);
  const whole = { virtual: all('virtual'), pool: all('pool'), monitor: all('monitor'), persistence: all('persistence') };
  return configuration.statements.length < small ? whole : new Selection(configuration).select();
}

class Selection {
  readonly #configuration: Configuration;

  constructor(configuration: Configuration) {
    this.#configuration = configuration;
  }

  select(): Relevant {
    const { virtual, pool, monitor, persistence } = this.#all();
    const sstpMonitors = this.#sstpMonitors(monitor);
    const sstpPools = new Set(pool.filter((each) => this.#isTestedBy(each, sstpMonitors)).map(({ name }) => name));
    const ike = virtual.filter((each) => this.#mayTakeIke(each));
    const servers = this.#servers(ike);
    const virtuals = virtual.filter((each) => ike.includes(each) || this.#mayTakeSstp(each, sstpPools, servers));
    const used = new Set(virtuals.flatMap((each) => this.#names(each, POOL)));
    const pools = virtual.length === 0 ? pool : pool.filter(({ name }) => used.has(name) || sstpPools.has(name));
    const tested = new Set([...sstpMonitors, ...pools.flatMap((each) => this.#monitorsOf(each))]);
    const kept = new Set(virtuals.flatMap((each) => this.#names(each, PERSISTENCE)));
    return {
      virtual: virtuals,
      pool: pools,
      monitor: pool.length === 0 ? monitor : monitor.filter(({ name }) => tested.has(name)),
      persistence: virtual.length === 0 ? persistence : persistence.filter(({ name }) => kept.has(name)),
    };
  }

  #all(): Relevant {
    const of = (kind: ObjectClass): readonly F5Object[] => this.#configuration.all(kind);
    return { virtual: of('virtual'), pool: of('pool'), monitor: of('monitor'), persistence: of('persistence') };
  }

  /** Monitors that ask for what only SSTP has, or take their request from one. */
  #sstpMonitors(monitors: readonly F5Object[]): Set<string> {
    const found = new Set(monitors.filter((each) => SSTP_REQUEST.test(this.#body(each))).map(({ name }) => name));
    if (found.size === 0) return found;
    const heirs = new Map<string, string[]>();
    for (const each of monitors) for (const parent of this.#name(PARENT.exec(this.#body(each))?.[1])) push(heirs, parent, each.name);
    // A set goes on to what is added while it is gone through.
    for (const parent of found) for (const heir of heirs.get(parent) ?? []) found.add(heir);
    return found;
  }

  /** Whether one of these tests a pool, or one that another file may hold. */
  #isTestedBy(pool: F5Object, monitors: ReadonlySet<string>): boolean {
    if (namesSstp(pool)) return true;
    return this.#monitorsOf(pool).some(
      (name) => monitors.has(name) || (!this.#configuration.find('monitor', name) && builtInType('monitor', localName(name)) === undefined),
    );
  }

  #monitorsOf(pool: F5Object): string[] {
    const words = MONITOR.exec(this.#body(pool))?.[1]?.split(/[\s{}]+/) ?? [];
    return words.filter((word) => !/^(?:and|min|of|none|default|\d*)$/.test(word)).flatMap((word) => this.#name(word));
  }

  /** Whether it listens to a port of IKE, to all of them, or to one that is not known. */
  #mayTakeIke(virtual: F5Object): boolean {
    const destination = DESTINATION.exec(this.#body(virtual))?.[1];
    const port = destination === undefined ? undefined : portOf(splitDestination(destination).port);
    return port === undefined ? !isNamed(destination) : port === 0 || port === IKE_PORT || port === NAT_TRAVERSAL_PORT;
  }

  #mayTakeSstp(virtual: F5Object, pools: ReadonlySet<string>, servers: ReadonlySet<string>): boolean {
    if (namesSstp(virtual)) return true;
    return this.#names(virtual, POOL).some((name) => {
      const pool = this.#configuration.find('pool', name);
      return !pool || pools.has(name) || (servers.size > 0 && this.#addresses(pool).some((address) => servers.has(address)));
    });
  }

  /** The addresses of the servers that take IKE. */
  #servers(ike: readonly F5Object[]): Set<string> {
    const pools = ike.flatMap((each) => this.#names(each, POOL)).flatMap((name) => this.#configuration.find('pool', name) ?? []);
    return new Set(pools.flatMap((pool) => this.#addresses(pool)));
  }

  #addresses(pool: F5Object): readonly string[] {
    const found = this.#body(pool).match(ADDRESS) ?? [];
    // A colon alone stands before a port.
    return found.map((each) => each.replace(/(?<!:):+$/, '')).filter((each) => /^[^:]+$|:.+:/.test(each));
  }

  #names(object: F5Object, pattern: RegExp): string[] {
    return [...this.#body(object).matchAll(pattern)].flatMap(([, word]) => this.#name(word));
  }

  #name(word: string | undefined): string[] {
    return word === undefined || word === 'none' ? [] : [fullName(word.replace(/^["']|["']$/g, ''), '/Common')];
  }

  #body({ statements }: F5Object): string {
    const { text } = this.#configuration;
    return statements.map(({ body }) => text.slice(body.start, body.end)).join('\n');
  }
}

/** Whether a port has a name, of a service that is none of a VPN. */
function isNamed(destination: string | undefined): boolean {
  const port = destination === undefined ? undefined : splitDestination(destination).port;
  return port !== undefined && /^[a-z][a-z\d-]*$/.test(port) && !Object.hasOwn(F5_PORTS, port);
}

function namesSstp({ name }: F5Object): boolean {
  return name.toLowerCase().includes('sstp');
}
