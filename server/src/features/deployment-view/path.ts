import type { Location } from '../../core/source-file.ts';
import { uriName } from '../../core/uri.ts';
import type { Role, Service } from '../../model/load-balancer/service.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import type { Balancing } from '../../workspace/balancing.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { destination, treatment } from '../describe-listener.ts';
import { connectionOf, type Connection } from './connection.ts';
import { problemsAt, problemsOf, shownAt, shownProblems } from './places.ts';
import { PING, pings, portBox, PORTS } from './ports.ts';
import type { Subject } from './subject.ts';
import type { BoxView, ColumnView, MatrixView, PathView, StageView } from './view.ts';

type Box = BoxView<Location>;
type Link = PathView<Location>['links'][number];

/** A picture with more clients than these is none; the rest is one box. */
const MOST_CLIENTS = 5;

/** The way of a packet from the clients to the servers. Clients that say the same and fare the same are one part. */
export function pathOf(workspace: Workspace, subject: Subject, matrix: MatrixView<Location>): PathView<Location> {
  const clients = clientBoxes(workspace, matrix);
  const connections = new Map(subject.clients.map((party) => [party.id, connectionOf(workspace, party)]));
  const balancings = subject.loadBalancers.flatMap((uri) => workspace.deployments().balancingOf(uri) ?? []);
  const listening = balancings.flatMap((balancing) =>
    balancing.services.services.map((service) => ({ service, box: listenerBox(workspace, balancing, service) })),
  );
  const needed = PORTS.filter(
    ({ role }) => subject.clients.some(({ id }) => needs(connections.get(id), role)) || listening.some((each) => each.service.role === role),
  );
  const servers = serverBoxes(workspace, matrix);
  const missing = balancings.length > 0 ? needed.filter(({ role }) => !listening.some((each) => each.service.role === role)) : [];
  const listeners = [...listening.map(({ box }) => box), ...missing.map(({ id, title }) => noListener(id, title))];
  const pinging = listening.filter(({ service }) => pings(service));
  const ports = needed.map((port) => portBox(workspace, port, subject.firewallRules));
  // What tests the servers begins at the load balancer.
  const tests = pinging.length > 0 ? [portBox(workspace, PING, subject.firewallRules)] : [];
  const stages: StageView<Location>[] = [
    { id: 'clients', title: 'Clients', boxes: clients.map(({ box }) => box) },
    { id: 'ports', title: 'Ports', boxes: ports },
    ...(balancings.length > 0 ? [{ id: 'balancers' as const, title: 'Load balancer', boxes: [...listeners, ...tests] }] : []),
    { id: 'servers', title: 'Servers', boxes: servers },
  ];
  const links: Link[] = [];
  for (const { box, ids } of clients)
    for (const { id, role } of needed) if (ids.some((each) => needs(connections.get(each), role))) links.push({ from: box.id, to: `port ${id}` });
  for (const { id, role } of needed) {
    const own = listening.filter((each) => each.service.role === role).map(({ box }) => box.id);
    const next = own.length > 0 ? own : missing.some((each) => each.role === role) ? [`no listener ${id}`] : servers.map((box) => box.id);
    for (const to of next) links.push({ from: `port ${id}`, to });
  }
  for (const { box } of listening) for (const { id } of servers) links.push({ from: box.id, to: id });
  return { stages, links: pinging.length > 0 ? [...links, ...servers.map(({ id }) => ({ from: `port ${PING.id}`, to: id }))] : links };
}

/** Whether a client may use a port. One whose protocol is not known may use all. */
function needs(connection: Connection | undefined, role: Role): boolean {
  return (role === 'sstp' ? connection?.usesSstp : connection?.usesIke) !== false;
}

function clientBoxes(workspace: Workspace, { columns, left }: MatrixView<Location>): { readonly box: Box; readonly ids: readonly string[] }[] {
  const clients = columns.filter((column) => column.kind === 'client');
  if (clients.length === 0) return [{ box: { id: 'no client', title: 'No client is known', health: 'unknown', lines: [], problems: [] }, ids: [] }];
  const sorted = [...clients].sort((a, b) => SEVERITY.indexOf(a.health) - SEVERITY.indexOf(b.health));
  const boxes = sorted.slice(0, MOST_CLIENTS).map((column) => ({ box: partyBox(workspace, column), ids: column.ids }));
  const rest = sorted.slice(MOST_CLIENTS);
  const count = rest.reduce((sum, { members }) => sum + members.length, 0) + left;
  if (count === 0) return boxes;
  const box: Box = {
    id: 'other clients',
    title: `${count} other client${count === 1 ? '' : 's'}`,
    health: rest[0]?.health ?? 'unknown',
    lines: ['See the table below'],
    problems: [],
  };
  return [...boxes, { box, ids: rest.flatMap(({ ids }) => ids) }];
}

const SEVERITY: readonly Box['health'][] = ['broken', 'unknown', 'ok'];

/** A client or a server. What is reported of the first that says so holds for all in its column. */
function partyBox(workspace: Workspace, { id, kind, title, members, detail, health, cells }: ColumnView<Location>): Box {
  const at = members[0]?.at;
  const more = kind === 'client' && members.length > 1 ? [`and ${members.length - 1} more that say the same`] : [];
  const places = [...(at ? [at] : []), ...cells.flatMap((cell) => (cell.problems.length > 0 && cell.at ? [cell.at] : []))];
  return { id: `${kind} ${id}`, title, health, lines: [...more, detail], problems: shownProblems(problemsOf(workspace, places)), ...(at && { at }) };
}

function serverBoxes(workspace: Workspace, { columns }: MatrixView<Location>): Box[] {
  const servers = columns.filter(({ kind }) => kind === 'server');
  if (servers.length === 0)
    return [{ id: 'no server', title: 'No server is known', health: 'unknown', lines: ['No script or captured output states its policy'], problems: [] }];
  return servers.map((column) => partyBox(workspace, column));
}

function listenerBox(workspace: Workspace, { services }: Balancing, service: Service): Box {
  const { listener, pools = [], monitors = [], persistences = [], fallbacks = [] } = service;
  const places = [listener, ...pools, ...monitors, ...persistences, ...fallbacks]
    .filter((each) => !('builtIn' in each))
    .flatMap(({ whole, at }) => [whole, at]);
  const problems = shownProblems(problemsAt(workspace, places, { withRelated: true }));
  const at = shownAt(workspace, listener.at);
  const port = valueOf(listener.ports);
  const transport = valueOf(listener.transport);
  return {
    id: `listener ${listener.at.file.uri} ${listener.key}`,
    title: listener.name,
    health: problems.length > 0 ? 'broken' : isKnown(service) ? 'ok' : 'unknown',
    lines: [
      `${uriName(listener.at.file.uri)}: ${valueOf(listener.address) ?? 'address not known'}, ${transport?.toUpperCase() ?? 'protocol not known'} ${port?.from ?? ''}`.trim(),
      ...[destination(service), ...treatment(services, service)].map(capitalised),
    ],
    problems,
    ...(at && { at }),
  };
}

/** Whether all that decides where packets go is known. */
function isKnown({ listener, pools, monitors, persistences }: Service): boolean {
  return (
    pools !== undefined &&
    pools.every(({ complete }) => complete) &&
    monitors !== undefined &&
    persistences !== undefined &&
    !listener.programmed &&
    valueOf(listener.translation) !== undefined
  );
}

function noListener(id: string, title: string): Box {
  return {
    id: `no listener ${id}`,
    title: `No listener for ${title}`,
    health: 'unknown',
    lines: ['None of the files of the load balancer that are read has one'],
    problems: [],
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
