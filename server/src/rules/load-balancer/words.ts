import { IKE_PORT, NAT_TRAVERSAL_PORT } from '../../knowledge/sstp.ts';
import type { SourceFile, Location } from '../../core/source-file.ts';
import type { Listener, LoadBalancer, Pool, Vendor } from '../../model/load-balancer/load-balancer.ts';
import type { Service } from '../../model/load-balancer/service.ts';
import { valueOf, type Reference, type Setting } from '../../model/load-balancer/setting.ts';
import type { Report } from '../rule.ts';

/** What a make calls things. */
interface Words {
  readonly product: string;
  readonly listener: string;
  /** A pool of this name. */
  readonly pool: (name: string) => string;
  /** A monitor of this name. */
  readonly monitor: (name: string) => string;
  /** What keeps clients with their servers, by its name. */
  readonly persistence: (name: string) => string;
  /** What to do so that both ports of IKE lead to one server. */
  readonly tie: string;
  /** What to do so that servers see the client's address. */
  readonly keep: string;
  /** Where nobody can change what a monitor sends and expects: what to do instead. */
  readonly otherwise?: string;
}

const BY_NAME = { monitor: (name: string) => name, persistence: (name: string) => name };
const UNNAMED_CHECK = { ...BY_NAME, monitor: (name: string) => `the ${name}` };

const WORDS: Readonly<Record<Vendor, Words>> = {
  f5: {
    product: 'BIG-IP',
    listener: 'virtual server',
    ...BY_NAME,
    pool: (name) => `pool ${name}`,
    tie: 'Give both one source address persistence with match-across-services enabled',
    keep: 'Set source-address-translation to type none',
  },
  'citrix-adc': {
    product: 'Citrix ADC',
    listener: 'virtual server',
    ...BY_NAME,
    pool: (name) => `service group ${name}`,
    tie: 'Bind both to one lb group with -persistenceType SOURCEIP',
    keep: 'Set -usip YES',
  },
  kemp: {
    product: 'LoadMaster',
    listener: 'virtual service',
    pool: (name) => `the real servers of ${name}`,
    // Neither has a name of its own.
    monitor: (name) => `the health check of ${name}`,
    persistence: (name) => `the persistence of ${name}`,
    tie: 'Persist by source address on both and let one follow the other: its FollowVSID is the Index that the LoadMaster shows for the other',
    keep: 'Switch Transparent on',
  },
  haproxy: {
    product: 'HAProxy',
    listener: 'frontend',
    ...UNNAMED_CHECK,
    pool: (name) => `backend ${name}`,
    tie: 'Choose the server by source address (balance source) for both',
    keep: 'Pass the source address on',
  },
  nginx: {
    product: 'NGINX',
    listener: 'server',
    ...UNNAMED_CHECK,
    pool: (name) => `upstream ${name}`,
    // With `consistent` the place of a server follows from its port as well.
    tie: 'Put hash $remote_addr without consistent into both upstreams, with the servers in one order',
    keep: 'Add proxy_bind $remote_addr transparent',
  },
  azure: {
    product: 'Azure Load Balancer',
    listener: 'rule',
    // Its name holds the pool, which the rules say already.
    persistence: (name) => `session persistence by client IP${name.startsWith('sourceipprotocol') ? ' and protocol' : ''}`,
    // Both are named after the rule, behind the resource that it stands in.
    monitor: (name) => `the probe of rule ${name.replace(/^.*?: /, '')}`,
    pool: (name) => `backend pool of rule ${name.replace(/^.*?: /, '')}`,
    otherwise: 'Test by TCP, as a probe takes status 200 alone',
    tie: 'Set session persistence to client IP for both',
    keep: 'Pass the source address on',
  },
};

/** What the make of a load balancer calls things. */
export function wordsOf({ vendor }: LoadBalancer): Words {
  return WORDS[vendor];
}

/** A listener in a sentence: `virtual server /Common/vs_ike`. */
export function listenerText({ balancer, listener }: Service): string {
  return `${WORDS[balancer.vendor].listener} ${listener.name}`;
}

/** A monitor at the beginning of a sentence. */
export function monitorText(balancer: LoadBalancer, { name }: { readonly name: string }): string {
  const text = WORDS[balancer.vendor].monitor(name);
  return text === name ? text : sentence(text);
}

/** What keeps clients with their servers, at the beginning of a sentence. */
export function persistenceText(balancer: LoadBalancer, { name }: { readonly name: string }): string {
  const text = WORDS[balancer.vendor].persistence(name);
  return text === name ? text : sentence(text);
}

/** The port of IKE that a service is for: `UDP 500`. */
export function portText({ role, listener }: Service): string {
  const protocol = valueOf(listener.transport) === 'tcp' ? 'TCP' : 'UDP';
  return `${protocol} ${role === 'ike' ? IKE_PORT : NAT_TRAVERSAL_PORT}`;
}

/** A text with a capital at its beginning. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The makes that are read in brief: what is reported about them is known from experience only. */
const IN_BRIEF: readonly Vendor[] = ['haproxy', 'nginx', 'azure'];

/** Why reports about these are lowered, for the pages of the rules. */
export const LOWERED_IN_BRIEF = 'Information for HAProxy, NGINX and Azure Load Balancer, of which this is known from experience and not from a document.';

/** Reports with the caution that the make of a load balancer asks for. Those that are read in brief are never written. */
export function cautiously({ vendor }: LoadBalancer, report: (report: Report) => void): (report: Report) => void {
  if (!IN_BRIEF.includes(vendor)) return report;
  return ({ at, message, related = [] }) =>
    report({ at, message: `${message} For ${WORDS[vendor].product} this is known from experience only.`, severity: 'information', related });
}

/** A place if it lies in a file, else another one that does. */
export function within({ uri }: SourceFile, at: Location, otherwise: Location): Location {
  return at.file.uri === uri ? at : otherwise;
}

/** Where a listener or pool names an object. */
export function referenceAt(names: Setting<readonly Reference[]>, name: string, owner: Listener | Pool): Location {
  return valueOf(names)?.find((each) => each.name === name)?.at ?? owner.at;
}

/** A time in a sentence. */
export function duration(seconds: number): string {
  if (seconds % 3600 === 0) return seconds === 3600 ? '1 hour' : `${seconds / 3600} hours`;
  return seconds % 60 === 0 && seconds >= 120 ? `${seconds / 60} minutes` : `${seconds} s`;
}
