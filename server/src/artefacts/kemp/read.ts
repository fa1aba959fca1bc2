import type { Anchors } from '../../model/facts.ts';
import type { Listener, LoadBalancer, Member, Pool, TlsHandling, Transport } from '../../model/load-balancer/load-balancer.ts';
import type { Monitor } from '../../model/load-balancer/monitor.ts';
import { byDefault, stated, UNKNOWN, type Setting } from '../../model/load-balancer/setting.ts';
import { flag, type KempCommand, type KempValue } from './command.ts';
import { monitorOf } from './read-monitor.ts';
import { impossibleFollowing, persistencesOf } from './read-persistence.ts';
import { addressIn, labelsOf, numberIn, readable, settingOf, type ReadService } from './reading.ts';
import { checkedServices, currentOf, servicesOf, type KempServer, type KempService } from './services.ts';

/** The load balancer that a file's commands make; `undefined` where they make none. */
export function readKemp(commands: readonly KempCommand[], anchors: Anchors): LoadBalancer | undefined {
  const found = servicesOf(commands);
  const elsewhere = monitorsOf(checkedServices(commands, found), anchors);
  if (found.length === 0 && elsewhere.length === 0) return undefined;
  const labels = labelsOf(found);
  const services = found.map((service, index) => readable(service, labels[index] ?? '', anchors));
  const { persistences, used } = persistencesOf(services);
  const monitors = services.map((each) => monitorOf(each));
  const following = impossibleFollowing(services, commands, anchors);
  return {
    vendor: 'kemp',
    listeners: services.map((each) => listenerOf(each, used.get(each) ?? UNKNOWN)),
    pools: services.map((each, index) => poolOf(each, monitors[index])),
    monitors: [...monitors.flatMap((each) => (each && each !== 'unknown' ? [each] : [])), ...elsewhere],
    persistences,
    undefinedNames: [],
    ...(following.length > 0 && { impossibleFollowing: following }),
  };
}

/** What tests services of which nothing else is known. */
function monitorsOf(services: readonly KempService[], anchors: Anchors): Monitor[] {
  const labels = labelsOf(services);
  return services.flatMap((service, index) => {
    const monitor = monitorOf(readable(service, labels[index] ?? '', anchors));
    return monitor && monitor !== 'unknown' ? [monitor] : [];
  });
}

function listenerOf(read: ReadService, persistence: Listener['persistence']): Listener {
  const { service, at, label } = read;
  const transport = transportOf(read);
  const nickname = settingOf(read, 'nickname', ({ text }) => text, UNKNOWN);
  const where = at('service');
  const extra = currentOf(service, 'extraports');
  const hasMore = extra !== undefined && (extra === 'unknown' || extra.value.text?.trim() !== '');
  return {
    key: `${service.command.key}/service`,
    name: nickname.state === 'stated' ? nickname.value : label,
    at: where,
    whole: at('whole'),
    address: settingOf(read, service.settings.has('vsaddress') ? 'vsaddress' : 'vs', addressIn, UNKNOWN),
    // Further ports make it a listener that no rule knows.
    ports: hasMore ? UNKNOWN : settingOf(read, service.settings.has('vsport') ? 'vsport' : 'port', portsIn, UNKNOWN),
    transport,
    tls: tlsOf(read),
    pools: service.split ? UNKNOWN : stated([{ name: label, at: where }], where),
    translation: translationOf(read, transport),
    persistence,
    fallback: byDefault([]),
    enabled: enabledOf(service),
    programmed: false,
  };
}

function portsIn(value: KempValue): { from: number; to: number } | undefined {
  if (value.text?.trim() === '*') return { from: 0, to: 65_535 };
  const port = numberIn(value);
  return port === undefined ? undefined : { from: port, to: port };
}

function transportOf(read: ReadService): Setting<Transport> {
  return settingOf(
    read,
    'prot',
    ({ text }) => {
      const protocol = text?.trim().toLowerCase();
      return protocol === 'udp' || protocol === 'tcp' ? protocol : undefined;
    },
    UNKNOWN,
  );
}

function tlsOf(read: ReadService): Setting<TlsHandling> {
  const offload = settingOf(read, 'sslacceleration', flag, byDefault(false));
  const again = settingOf(read, 'sslreencrypt', flag, byDefault(false));
  if (offload.state === 'unknown') return UNKNOWN;
  if (!offload.value) return { ...offload, value: 'pass-through' };
  if (again.state === 'unknown') return UNKNOWN;
  return again.value ? { ...again, value: 're-encrypt' } : { ...offload, value: 'offload' };
}

/**
 * UDP services run at layer 4 and keep the client's address unless something else is said; what TCP services do by default the
 * documentation says in two ways. Source: Progress Kemp, "RESTful API", sections 3.6.1 and 3.6.1.3.
 */
function translationOf(read: ReadService, transport: Setting<Transport>): Setting<boolean> {
  const layer7 = settingOf(read, 'forcel7', flag, UNKNOWN);
  const isLayer4 = layer7.state === 'stated' && !layer7.value;
  const reencrypt = settingOf(read, 'sslreencrypt', flag, byDefault(false));
  if (reencrypt.state === 'unknown' || reencrypt.value) return UNKNOWN;
  const isUdp = transport.state !== 'unknown' && transport.value === 'udp';
  const untouched = isUdp && !read.service.open && (isLayer4 || !read.service.settings.has('forcel7'));
  const transparent = settingOf(read, 'transparent', flag, untouched ? byDefault(true) : UNKNOWN);
  if (transparent.state === 'unknown' || (isLayer4 && !transparent.value)) return UNKNOWN;
  return { ...transparent, value: !transparent.value };
}

/** Services are made switched on. What is said and not understood may be either. */
function enabledOf({ settings }: Pick<KempService, 'settings'>): boolean | undefined {
  const current = settings.get('enable');
  return current === undefined || (current === 'unknown' ? undefined : flag(current.value));
}

function poolOf(read: ReadService, monitor: ReturnType<typeof monitorOf>): Pool {
  const { service, label, at } = read;
  const where = at('pool');
  return {
    key: `${service.command.key}/pool`,
    name: label,
    at: where,
    whole: at('pool/whole'),
    members: service.servers.flatMap((server) => memberOf(read, server)),
    // Servers may also be added by hand; a script that adds some most likely adds them all.
    complete: service.complete && service.servers.length > 0,
    monitors: monitor === 'unknown' ? UNKNOWN : monitor ? stated([{ name: monitor.name, at: monitor.at }], monitor.at) : byDefault([]),
  };
}

function memberOf({ service, place }: ReadService, server: KempServer): Member | [] {
  const of = <T>(name: string, read: (value: KempValue) => T | undefined): Setting<T> => {
    const current = server.settings.get(name);
    const value = current && current !== 'unknown' ? read(current.value) : undefined;
    return current && current !== 'unknown' && value !== undefined ? stated(value, place(name, current)) : UNKNOWN;
  };
  const enabled = enabledOf(server);
  if (enabled === false) return [];
  const { key } = server.command;
  const address = server.settings.get('rs');
  return {
    key: `${key}/server of ${service.command.key}`,
    at: address && address !== 'unknown' ? place('rs', address) : place('rs', { value: { span: server.command.at }, command: server.command }),
    // One that may be switched off is none to count on.
    address: enabled ? of('rs', addressIn) : UNKNOWN,
    port: of(server.settings.has('newport') ? 'newport' : 'rsport', numberIn),
  };
}
