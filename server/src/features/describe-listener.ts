import { SSTP_STATUS } from '../knowledge/sstp.ts';
import type { PortRange } from '../model/load-balancer/load-balancer.ts';
import { accepts, type Monitor, type MonitorKind } from '../model/load-balancer/monitor.ts';
import { testsSstp, type Role, type Service } from '../model/load-balancer/service.ts';
import { valueOf } from '../model/load-balancer/setting.ts';
import { tieOf } from '../model/load-balancer/tie.ts';
import { tlsOf } from '../model/load-balancer/tls.ts';
import { translatorsOf } from '../model/load-balancer/translation.ts';
import { alternatives, listed } from '../rules/wording.ts';
import type { Balancing } from '../workspace/balancing.ts';
import { plain } from './markdown.ts';

const PURPOSE: Readonly<Record<Role, string>> = { ike: 'IKE', 'nat-t': 'IKE and the tunnel behind NAT', sstp: 'SSTP' };
const TEST: Readonly<Partial<Record<MonitorKind, string>>> = {
  icmp: 'by ICMP',
  tcp: 'by opening a TCP connection',
  udp: 'by a UDP packet',
  script: 'by a program of its own',
};
const GATEWAY =
  "Since the client's address is kept, answers come back through the load balancer only if it is the default gateway of the servers, or routes them otherwise.";

/** What happens to the packet of a client that reaches a listener of a VPN, as Markdown; `undefined` for a listener of anything else. */
export function describeListener({ services }: Balancing, key: string): string | undefined {
  const service = services.services.find(({ listener }) => listener.key === key);
  if (!service) return undefined;
  const { role, listener } = service;
  const sentence = [
    `A client's packet to ${valueOf(listener.address) ?? 'an address that is not known'}, ${portOf(service)} (${PURPOSE[role]}), goes ${destination(service)}`,
    ...treatment(services, service),
  ];
  const kept = role !== 'sstp' && valueOf(listener.translation) === false && translatorsOf(service).length === 0;
  return [`**${plain(listener.name)}**`, plain(`${sentence.join('; ')}.`), ...(kept ? [plain(GATEWAY)] : [])].join('\n\n');
}

/** What becomes of a packet at a listener beside where it goes to, in clauses: its address, what ties it to others, TLS, how servers are tested. */
export function treatment(services: Balancing['services'], service: Service): string[] {
  const twin = service.role === 'sstp' ? undefined : services.twinOf(service);
  const other = typeof twin === 'object' ? twin.service : undefined;
  return [addressOf(service), ...(service.role === 'sstp' ? [encryption(service), stayOf(service)] : [tying(service, other)]), health(service)];
}

function portOf({ listener }: Service): string {
  const ports: PortRange | undefined = valueOf(listener.ports);
  const transport = valueOf(listener.transport);
  return `${transport === 'udp' ? 'UDP' : transport === 'tcp' ? 'TCP' : 'any protocol,'} port ${ports?.from ?? 'unknown'}`;
}

/** Where the packets of a listener go, in words. */
export function destination({ listener, pools }: Service): string {
  if (!pools) return 'to servers that are not known';
  const servers = pools.flatMap(({ members }) =>
    members.map(({ address, port }) => `${valueOf(address) ?? 'a server that is not known'}${portSuffix(valueOf(port), valueOf(listener.ports)?.from)}`),
  );
  const open = pools.some(({ complete }) => !complete) ? ', perhaps others' : '';
  return servers.length === 0 ? 'to no server' : `to ${alternatives([...new Set(servers)])}${open}`;
}

function portSuffix(port: number | undefined, own: number | undefined): string {
  return port === undefined || port === 0 || port === own ? '' : ` port ${port}`;
}

function addressOf(service: Service): string {
  if (translatorsOf(service).length > 0) return "the server sees an address of the load balancer instead of the client's";
  const known =
    valueOf(service.listener.translation) !== undefined && (service.pools ?? []).every(({ translation }) => !translation || valueOf(translation) !== undefined);
  return known && service.pools ? "the server sees the client's own address" : "whether the server sees the client's own address is not known";
}

function tying(service: Service, other: Service | undefined): string {
  const port = service.role === 'ike' ? 4500 : 500;
  if (!other) return `nothing here says where the same client's packets to port ${port} go`;
  const [ike, natTraversal] = service.role === 'ike' ? [service, other] : [other, service];
  const tie = tieOf({ ike, natTraversal });
  const same = `the same client's packets to port ${port}`;
  switch (tie.state) {
    case 'tied':
      return `${same} go to the same server${duration(service)}`;
    case 'not needed':
      return `${same} go to the only server there is`;
    case 'unknown':
      return `whether ${same} go to the same server is not known`;
    default:
      return `${same} may go to another server, since nothing ties the two`;
  }
}

function duration({ persistences }: Service): string {
  const seconds = valueOf(persistences?.[0]?.timeout);
  if (seconds === undefined) return '';
  return seconds === Infinity ? ' for good' : ` until ${seconds} seconds pass without traffic`;
}

function stayOf({ persistences, fallbacks }: Service): string {
  if (!persistences || !fallbacks) return 'whether a client stays with its server is not known';
  const kinds = [...persistences, ...fallbacks].flatMap(({ kind, backup }) => [valueOf(kind), valueOf(backup)]).flatMap((kind) => (kind && KIND[kind]) ?? []);
  return kinds.length === 0 ? 'nothing keeps a client with its server' : `a client stays with its server by ${listed([...new Set(kinds)])}`;
}

const KIND = { 'source-address': 'its address', 'tls-session': 'its TLS session', cookie: 'a cookie', other: 'another sign', none: undefined } as const;

function encryption(service: Service): string {
  switch (tlsOf(service)) {
    case 'pass-through':
      return 'TLS ends on the server';
    case 'offload':
      return 'TLS ends on the load balancer, which speaks plain HTTP to the server';
    case 're-encrypt':
      return 'TLS ends on the load balancer, which opens another TLS connection to the server';
    case undefined:
      return 'where TLS ends is not known';
  }
}

function health({ monitors }: Service): string {
  if (!monitors) return 'how servers are tested is not known';
  return monitors.length === 0 ? 'servers are not tested' : `servers are tested ${listed(monitors.map(testOf))}`;
}

function testOf(monitor: Monitor): string {
  const kind = valueOf(monitor.kind);
  const expected = valueOf(monitor.expects);
  if (testsSstp(monitor))
    return `by the request that SSTP answers${expected === undefined || accepts(expected, SSTP_STATUS) ? '' : `, but its answer ${SSTP_STATUS} does not count as good`}`;
  if (kind === 'http' || kind === 'https') return `by a request over ${kind.toUpperCase()} that SSTP does not answer`;
  return (kind && TEST[kind]) ?? `by ${monitor.name}`;
}
