import type { Location } from '../core/source-file.ts';
import type { PortRange } from './load-balancer/load-balancer.ts';

export type FirewallProtocol = 'udp' | 'tcp' | 'icmp' | 'any' | 'other';

/** A rule that a script adds to Windows Firewall. What is not known of it is `undefined`. */
export interface FirewallRule {
  readonly at: Location;
  readonly direction: 'inbound' | 'outbound' | undefined;
  readonly action: 'allow' | 'block' | undefined;
  readonly enabled: boolean | undefined;
  readonly protocol: FirewallProtocol | undefined;
  readonly ports: readonly PortRange[] | 'any' | undefined;
  /** Whether it is for some addresses, programs, services or kinds of network only. */
  readonly limited: boolean;
  /** Whether a condition decides whether it is added, or whoever calls the function that it stands in. */
  readonly conditional: boolean;
}

/** What rules say of packets that come in. `some`: some of them are let in, which ones is not looked at. */
export interface Admission {
  readonly state: 'allowed' | 'blocked' | 'some' | 'unstated';
  /** The rules that say so. */
  readonly by: readonly FirewallRule[];
}

/**
 * What firewall rules make of packets to a port. One that blocks counts before all that allow (Microsoft, "Windows Firewall rules": explicit block
 * rules take precedence). One of which something is not known says nothing.
 * @param port of the computer; absent for a protocol without ports
 */
export function admission(rules: readonly FirewallRule[], protocol: 'udp' | 'tcp' | 'icmp', port?: number): Admission {
  const concerned = rules.filter((rule) => isAbout(rule, protocol, port));
  const sure = concerned.filter(({ limited, conditional }) => !limited && !conditional);
  const blocking = sure.filter(({ action }) => action === 'block');
  if (blocking.length > 0) return { state: 'blocked', by: blocking };
  const allowing = sure.filter(({ action }) => action === 'allow');
  if (concerned.some(({ action }) => action === 'block')) return { state: 'some', by: concerned };
  if (allowing.length > 0) return { state: 'allowed', by: allowing };
  return concerned.length > 0 ? { state: 'some', by: concerned } : { state: 'unstated', by: [] };
}

function isAbout({ direction, enabled, protocol, ports, action }: FirewallRule, wanted: FirewallProtocol, port: number | undefined): boolean {
  if (direction !== 'inbound' || enabled !== true || action === undefined) return false;
  if (protocol !== wanted && protocol !== 'any') return false;
  if (port === undefined || ports === 'any') return true;
  return ports?.some(({ from, to }) => from <= port && port <= to) ?? false;
}
