import { builtInMonitor, DEFAULT_MONITOR, serviceType, type ServiceType } from '../../knowledge/load-balancer/citrix-adc-types.ts';
import type { Member, Pool } from '../../model/load-balancer/load-balancer.ts';
import { byDefault, stated, UNKNOWN, type Reference, type Setting } from '../../model/load-balancer/setting.ts';
import { shortestAddress } from '../../model/profile/address.ts';
import { isPlaceholder, settingOf, type Appliance, type Item, type MemberBind } from './appliance.ts';
import { portOf, type Source } from './source.ts';

/** The key of a service or service group. */
export function poolKey({ name }: Item): string {
  return `pool/${name}`;
}

/** The key of a member. */
function memberKey(pool: Item, index: number): string {
  return `${poolKey(pool)}/member/${index}`;
}

/** What a service or service group carries; `undefined` where that is not known. */
export function typeOfPool(pool: Item, source: Source): ServiceType | undefined {
  const token = pool.kind === 'service' ? pool.args[1] : pool.args[0];
  return pool.addedBy && token ? serviceType(source.word(token)) : undefined;
}

/**
 * A service group, or a service as a group of one.
 * @param redirected whether a virtual server hands packets on to it in a way that leaves their addresses alone
 */
export function readPool(pool: Item, appliance: Appliance, source: Source, redirected: boolean): Pool {
  const key = poolKey(pool);
  const type = typeOfPool(pool, source);
  const disabled = pool.disabledBy !== undefined;
  const live = pool.members.filter(({ server }) => !server.removed && !server.disabledBy);
  const enabled = disabled ? [] : live.filter((member) => member.enabled);
  return {
    key,
    name: pool.name,
    at: source.at(pool.token, key),
    whole: source.whole(pool, key),
    members: enabled.map((member) => readMember(member, memberKey(pool, pool.members.indexOf(member)), source)),
    complete: pool.addedBy !== undefined && !pool.uncertain && !disabled && enabled.length === live.length && source.isPlain(pool, 'autoScale', 'DISABLED'),
    monitors: monitorsOf(pool, type, key, source),
    translation: translationOf(pool, appliance, key, source, redirected),
    ...speaksTls(pool, type, key, source),
  };
}

function readMember({ server, serverToken, portToken }: MemberBind, key: string, source: Source): Member {
  return {
    key,
    at: source.at(portToken ? { start: serverToken.start, end: portToken.end } : serverToken, key),
    address: addressOfServer(server, source),
    port: portSetting(portToken, `${key}/port`, source),
    server: { name: server.name, at: source.at(serverToken, `${key}/server`) },
  };
}

function portSetting(token: MemberBind['portToken'], key: string, source: Source): Setting<number> {
  if (!token) return UNKNOWN;
  const word = source.word(token);
  // A service for every port passes the port of the client's packet on.
  const port = word === '*' ? 0 : portOf(word);
  return port === undefined ? UNKNOWN : stated(port, source.at(token, key));
}

/** The address of a server, or its host name. A server without a command of its own is named by its address. */
function addressOfServer(server: Item, source: Source): Setting<string> {
  const key = `server/${server.name}/address`;
  const changed = settingOf(server, 'IPAddress');
  if (typeof changed !== 'string') {
    const [token] = changed.option.values;
    const address = token && shortestAddress(source.word(token));
    return token && address !== undefined ? stated(address, source.at(token, key)) : UNKNOWN;
  }
  if (!server.addedBy) {
    const address = shortestAddress(server.name);
    return address === undefined ? UNKNOWN : stated(address, source.at(server.token, key));
  }
  const [token] = server.args;
  if (!token || server.uncertain) return UNKNOWN;
  const word = source.word(token);
  const address = shortestAddress(word) ?? (/^[a-z\d](?:[a-z\d-]*\.)+[a-z][a-z\d-]*\.?$/iu.test(word) ? word.toLowerCase() : undefined);
  return address === undefined ? UNKNOWN : stated(address, source.at(token, key));
}

function monitorsOf(pool: Item, type: ServiceType | undefined, key: string, source: Source): Setting<readonly Reference[]> {
  const health = settingOf(pool, 'healthMonitor');
  if (health !== 'default' && health !== 'unknown' && source.upper(pool, 'healthMonitor') === 'NO') {
    return source.setting(pool, 'healthMonitor', key, UNKNOWN, () => []);
  }
  if (!pool.addedBy || pool.uncertain || !source.isPlain(pool, 'healthMonitor', 'YES')) return UNKNOWN;
  const [first] = pool.monitors;
  if (!first) {
    if (!type) return UNKNOWN;
    const name = type.transport === 'tcp' ? DEFAULT_MONITOR.tcp : DEFAULT_MONITOR.other;
    return byDefault([{ name, at: source.at(pool.token, key) }]);
  }
  // One that is off, or gone, tests nothing, and what takes its place is not documented.
  if (pool.monitors.some(({ enabled, target }) => !enabled || target.removed || target.disabledBy !== undefined || isPlaceholder(target))) return UNKNOWN;
  const references = pool.monitors.map(({ target, token }): Reference => ({ name: target.name, at: source.at(token, `${key}/monitor/${target.name}`) }));
  return stated(references, source.at(first.token, `${key}/monitors`));
}

/** Whether servers see an address of the appliance. */
function translationOf(pool: Item, appliance: Appliance, key: string, source: Source, redirected: boolean): Setting<boolean> {
  // What the mode of the whole appliance means for services that are there already is told in two ways (CTX109858, documentation of USIP).
  const fallback = appliance.usipTouched ? UNKNOWN : byDefault(true);
  const translated = source.setting(pool, 'usip', key, fallback, ([word]) => ({ YES: false, NO: true })[word?.toUpperCase() ?? '']);
  if (translated.state === 'unknown') return UNKNOWN;
  if (translated.value) return redirected ? UNKNOWN : translated;
  // Which of the two counts is documented nowhere.
  return pool.settings.has('netProfile') ? UNKNOWN : translated;
}

function speaksTls(pool: Item, type: ServiceType | undefined, key: string, source: Source): Pick<Pool, 'speaksTls'> {
  const token = pool.kind === 'service' ? pool.args[1] : pool.args[0];
  if (!type || !token || type.transport !== 'tcp') return {};
  return { speaksTls: type.tls === undefined ? UNKNOWN : stated(type.tls !== 'none', source.at(token, `${key}/type`)) };
}

/** The names of built-in monitors that pools use and that nothing changes. */
export function builtInsUsed(pools: readonly Pool[], appliance: Appliance): string[] {
  const names = pools.flatMap(({ monitors }) => (monitors.state === 'unknown' ? [] : monitors.value.map(({ name }) => name)));
  return [...new Set(names)].filter((name) => builtInMonitor(name) && !isChanged(appliance.find('monitor', name)));
}

function isChanged(item: Item | undefined): boolean {
  return item !== undefined && (item.addedBy !== undefined || item.settings.size > 0);
}
