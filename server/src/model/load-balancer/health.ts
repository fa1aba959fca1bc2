import type { Listener, Member } from './load-balancer.ts';
import type { Monitor, MonitorKind } from './monitor.ts';
import type { Service } from './service.ts';
import { testsSstp } from './service.ts';
import { valueOf } from './setting.ts';

/** How little a monitor says about SSTP; `undefined` where it may test it, or something else on purpose. */
export function blindness(monitor: Monitor): 'ping' | 'tcp' | 'default request' | undefined {
  const kind = valueOf(monitor.kind);
  if (kind === 'icmp') return 'ping';
  if (kind === 'tcp') return 'tcp';
  if ((kind !== 'http' && kind !== 'https') || !monitor.request || testsSstp(monitor)) return undefined;
  const { path } = monitor.request;
  // A path of the administrator's own is a test of something.
  return path.state === 'default' || valueOf(path) === '/' ? 'default request' : undefined;
}

/** Kinds that need a service on TCP, which IKE is not. */
const NEEDS_TCP: readonly (MonitorKind | undefined)[] = ['tcp', 'http', 'https'];

/**
 * Whether a monitor asks a port of IKE for what IKE never answers. One for another port tests another service of the same server, such as SSTP,
 * and does say something about it.
 */
export function isDeafToIke(monitor: Monitor, port: number): boolean {
  const tested = valueOf(monitor.port);
  return NEEDS_TCP.includes(valueOf(monitor.kind)) && (tested === 0 || tested === port);
}

/** The ports at which servers take the traffic of some listeners; `undefined` unless all are known. */
export function serverPorts(services: readonly Service[]): ReadonlySet<number> | undefined {
  const ports = services.flatMap(portsOf);
  const known = ports.flatMap((port) => port ?? []);
  return known.length > 0 && known.length === ports.length ? new Set(known) : undefined;
}

function portsOf({ listener, pools }: Service): (number | undefined)[] {
  if (!pools?.every(({ complete }) => complete)) return [undefined];
  return pools.flatMap(({ members }) => members.map((member) => memberPort(member, listener)));
}

/** The port at which a member takes what a listener got; `undefined` where that is not known. */
export function memberPort({ port }: Member, { ports }: Listener): number | undefined {
  const own = valueOf(port);
  return own === 0 ? valueOf(ports)?.from : own;
}
