import { serviceType, type ServiceType } from '../../knowledge/load-balancer/citrix-adc-types.ts';
import type { Listener, PortRange, TlsHandling, Transport } from '../../model/load-balancer/load-balancer.ts';
import { byDefault, stated, UNKNOWN, type Reference, type Setting } from '../../model/load-balancer/setting.ts';
import { shortestAddress } from '../../model/profile/address.ts';
import { isPlaceholder, settingOf, type Appliance, type Item } from './appliance.ts';
import { groupOf, ownPersistence, persistsByItself } from './read-persistence.ts';
import { typeOfPool } from './read-pools.ts';
import { portOf, type Source } from './source.ts';

/** The key of a virtual server. */
export function listenerKey({ name }: Item): string {
  return `vserver/${name}`;
}

/** How servers are chosen where the address of the client decides it, which nobody can judge from here. */
const HASHES = /HASH$|^TOKEN$/u;

/**
 * Whether clients can connect to a virtual server. One without an address, or with 0.0.0.0 and port 0, only gets what another one hands on.
 * Source: NetScaler command reference, "add lb vserver".
 */
export function isAddressable(item: Item, source: Source): boolean {
  if (!item.addedBy) return true;
  const [, address, port] = item.args;
  if (!address) return item.settings.has('IPAddress') || item.settings.has('IPPattern');
  const word = source.word(address);
  return !((word === '0.0.0.0' || word === '::') && (port === undefined || source.word(port) === '0')) || item.settings.has('IPAddress');
}

/** A virtual server, for load balancing or content switching. */
export function readListener(item: Item, appliance: Appliance, source: Source): Listener {
  const key = listenerKey(item);
  const [typeToken] = item.addedBy ? item.args : [];
  const type = typeToken && !item.uncertain ? serviceType(source.word(typeToken)) : undefined;
  const switching = item.kind === 'cs vserver';
  const pools = switching ? UNKNOWN : poolsOf(item, key, source);
  return {
    key,
    name: item.name,
    at: source.at(item.token, key),
    whole: source.whole(item, key),
    address: addressSetting(item, key, source),
    ports: portsOf(item, key, source),
    transport: typeToken && type ? stated<Transport>(type.transport, source.at(typeToken, `${key}/type`)) : UNKNOWN,
    tls: typeToken && type ? tlsOf(type, item, source.at(typeToken, `${key}/type`), source) : UNKNOWN,
    pools,
    translation: redirects(item, source) || item.settings.has('netProfile') || switching ? UNKNOWN : byDefault(false),
    persistence: switching ? UNKNOWN : persistenceOf(item, appliance, key, source),
    // What takes over is a property of the persistence itself.
    fallback: switching ? UNKNOWN : byDefault([]),
    enabled: item.disabledBy === undefined,
    programmed: switching || isProgrammed(item, source),
  };
}

/** Whether it hands packets on without changing their addresses, or may do so. */
export function redirects(item: Item, source: Source): boolean {
  return item.settings.has('m') && !source.isPlain(item, 'm', 'IP');
}

function isProgrammed(item: Item, source: Source): boolean {
  const method = source.upper(item, 'lbMethod');
  if (method !== undefined && HASHES.test(method)) return true;
  return item.settings.has('Listenpolicy') ? !source.isPlain(item, 'Listenpolicy', 'NONE') : source.upper(item, 'sessionless') === 'ENABLED';
}

function addressSetting(item: Item, key: string, source: Source): Setting<string> {
  if (!item.addedBy || item.uncertain || item.settings.has('IPPattern') || item.settings.has('range') || item.settings.has('ipset')) return UNKNOWN;
  const changed = settingOf(item, 'IPAddress');
  const token = typeof changed === 'string' ? item.args[1] : changed.option.values[0];
  if (!token) return UNKNOWN;
  const word = source.word(token);
  const address = word === '*' ? 'any' : shortestAddress(word);
  if (address === undefined) return UNKNOWN;
  const domain = settingOf(item, 'td');
  if (domain === 'default') return stated(address, source.at(token, `${key}/address`));
  const number = source.upper(item, 'td') ?? '';
  if (!/^\d+$/u.test(number)) return UNKNOWN;
  return stated(Number(number) === 0 || address === 'any' ? address : `${address}%${Number(number)}`, source.at(token, `${key}/address`));
}

function portsOf(item: Item, key: string, source: Source): Setting<PortRange> {
  const token = item.addedBy && !item.uncertain ? item.args[2] : undefined;
  if (!token) return UNKNOWN;
  const word = source.word(token);
  const port = word === '*' ? undefined : portOf(word);
  if (port === undefined && word !== '*') return UNKNOWN;
  return stated(port === undefined ? { from: 0, to: 65_535 } : { from: port, to: port }, source.at(token, `${key}/port`));
}

function tlsOf(type: ServiceType, item: Item, at: Reference['at'], source: Source): Setting<TlsHandling> {
  if (type.tls === 'bridged') return stated<TlsHandling>('pass-through', at);
  if (type.tls === undefined) return byDefault<TlsHandling>('pass-through');
  if (type.tls === 'none' || item.binds.length === 0) return UNKNOWN;
  const behind = item.binds.map(({ target }) => {
    const carried = typeOfPool(target, source);
    if (carried?.transport !== 'tcp') return undefined;
    // Plain TCP behind a virtual server that ends TLS carries what is left without it.
    return carried.tls === 'ends' ? 're-encrypt' : carried.tls === 'bridged' ? undefined : 'offload';
  });
  const [first] = behind;
  return first !== undefined && behind.every((each) => each === first) ? stated<TlsHandling>(first, at) : UNKNOWN;
}

function poolsOf(item: Item, key: string, source: Source): Setting<readonly Reference[]> {
  const [first] = item.binds;
  // Without one, what is bound may stand elsewhere.
  if (!first || item.uncertain || !item.addedBy || item.binds.some(({ target }) => target.removed || isPlaceholder(target))) return UNKNOWN;
  const references = item.binds.map(({ target, token }): Reference => ({ name: target.name, at: source.at(token, `${key}/pool/${target.name}`) }));
  return stated(references, source.at(first.token, `${key}/pools`));
}

function persistenceOf(item: Item, appliance: Appliance, key: string, source: Source): Setting<readonly Reference[]> {
  const group = groupOf(item, appliance);
  if (group === 'unknown' || item.uncertain) return UNKNOWN;
  if (group) {
    const each = persistsByItself(group.item, source);
    if (each === 'unknown') return UNKNOWN;
    if (!each) {
      const at = source.at(group.token, `${key}/group`);
      return stated([{ name: group.item.name, at }], at);
    }
  }
  const own = ownPersistence(item, source);
  if (own === 'unknown') return UNKNOWN;
  if (own === 'none') return byDefault([]);
  const at = source.at(own.token, `${key}/persistenceType`);
  return stated(own.kind === 'none' ? [] : [{ name: item.name, at }], at);
}
