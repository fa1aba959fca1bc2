import type { Location } from '../../core/source-file.ts';
import type { Member } from './load-balancer.ts';

/**
 * What a fix does to a load balancer. `at` is the `at` of the object that it is about, whose key the artefact knows. Names of objects that
 * must be made are the artefact's affair, as is where they go.
 */
export type LoadBalancerChange =
  /** Add a listener for another port of the same address with the same servers, monitor and translation; bound to the first as `tie-listeners` does. */
  | { readonly kind: 'add-twin'; readonly at: Location; readonly port: 500 | 4500 }
  /** Make two listeners of this file share one record for each source address that lasts so many seconds at least. */
  | { readonly kind: 'tie-listeners'; readonly at: Location; readonly other: Location; readonly seconds: number }
  /** Let a persistence go by source address. Everything else of it stays. */
  | { readonly kind: 'persist-by-source'; readonly at: Location }
  | { readonly kind: 'set-persistence-timeout'; readonly at: Location; readonly seconds: number }
  /** Stop a listener or a pool from replacing the client's address. */
  | { readonly kind: 'keep-client-address'; readonly at: Location }
  | { readonly kind: 'set-transport'; readonly at: Location; readonly transport: 'udp' | 'tcp' }
  | { readonly kind: 'set-member-port'; readonly at: Location; readonly port: number }
  /** Add a server to a pool as another one has it, at this port; where a pool is one server by nature, beside it for the same listener. */
  | { readonly kind: 'add-member'; readonly at: Location; readonly like: Member; readonly port: number }
  /** Test a pool by ICMP alone. */
  | { readonly kind: 'monitor-by-icmp'; readonly at: Location }
  /** Test a pool by a request that SSTP answers, and by nothing else. Host is the name that clients connect to, where it is known. */
  | { readonly kind: 'monitor-by-sstp'; readonly at: Location; readonly scheme: 'http' | 'https'; readonly host?: string }
  /** Correct what a monitor sends and expects, and only that. */
  | { readonly kind: 'correct-monitor'; readonly at: Location; readonly correction: MonitorCorrection }
  /** Keep a client with its server by TLS session and, where the product can, by source address where that fails. */
  | { readonly kind: 'persist-sstp'; readonly at: Location };

/** Absent: left as it is. */
export interface MonitorCorrection {
  /** The type of the monitor, its parent and the port that it tests, made to agree. */
  readonly scheme?: 'http' | 'https';
  /** Test the port of each member instead of a stated one. */
  readonly memberPort?: true;
  readonly method?: 'HEAD';
  readonly path?: string;
  readonly host?: string;
  /** The only status code that counts as good. */
  readonly code?: number;
  /** Line ends and the empty line at the end, written as the notation wants them. */
  readonly lineEnds?: true;
  /** Percent-encode what the notation wants so. */
  readonly encoding?: true;
  /** Seconds. */
  readonly interval?: number;
  readonly timeout?: number;
  readonly answerTimeout?: number;
}

/** A record, so that a kind that is added to the type must be added here. */
const KINDS: Readonly<Record<LoadBalancerChange['kind'], true>> = {
  'add-twin': true,
  'tie-listeners': true,
  'persist-by-source': true,
  'set-persistence-timeout': true,
  'keep-client-address': true,
  'set-transport': true,
  'set-member-port': true,
  'add-member': true,
  'monitor-by-icmp': true,
  'monitor-by-sstp': true,
  'correct-monitor': true,
  'persist-sstp': true,
};

/** Whether a change is one of a load balancer. */
export function isBalancerChange<T extends { readonly kind: string }>(change: T): change is Extract<T, LoadBalancerChange> {
  return Object.hasOwn(KINDS, change.kind);
}
