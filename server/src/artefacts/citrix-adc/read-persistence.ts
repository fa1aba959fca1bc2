import { PERSISTENCE_MINUTES } from '../../knowledge/load-balancer/citrix-adc.ts';
import type { Persistence, PersistenceKind } from '../../model/load-balancer/load-balancer.ts';
import { byDefault, stated, UNKNOWN, type Setting } from '../../model/load-balancer/setting.ts';
import type { Token } from '../../syntax/citrix-adc/tokens.ts';
import { settingOf, type Appliance, type Item } from './appliance.ts';
import { numberOf, type Source } from './source.ts';

/** By the word for it. A rule may go by the address as well, so nobody knows. */
const KINDS: Readonly<Record<string, PersistenceKind | undefined>> = {
  SOURCEIP: 'source-address',
  SSLSESSION: 'tls-session',
  COOKIEINSERT: 'cookie',
  NONE: 'none',
  URLPASSIVE: 'other',
  CUSTOMSERVERID: 'other',
  DESTIP: 'other',
  SRCIPDESTIP: 'other',
  CALLID: 'other',
  RTSPSID: 'other',
  DIAMETER: 'other',
  FIXSESSION: 'other',
};

/** The key of a group of virtual servers, and of the persistence that it is. */
export function groupKey({ name }: Item): string {
  return `group/${name}`;
}

/** The key of a virtual server's own persistence. */
function ownKey({ name }: Item): string {
  return `persistence/${name}`;
}

/** The group that a virtual server is in, and where it is bound to it. A second one is refused, and nobody can tell which is meant. */
export function groupOf(vserver: Item, appliance: Appliance): { readonly item: Item; readonly token: Token } | 'unknown' | undefined {
  const found = appliance.groupsOf(vserver);
  const [first] = found;
  if (!first && appliance.bindsPlaceholder) return 'unknown';
  return found.some(({ item }) => item !== first?.item) ? 'unknown' : first;
}

/** Whether the virtual servers of a group each keep their own persistence: the group has none. */
export function persistsByItself(group: Item, source: Source): boolean | 'unknown' {
  if (group.uncertain || (group.settings.has('useVserverPersistency') && !source.isPlain(group, 'useVserverPersistency', 'DISABLED'))) return 'unknown';
  return source.upper(group, 'persistenceType') === 'NONE';
}

/** What a virtual server states for itself. */
export function ownPersistence(vserver: Item, source: Source): { readonly token: Token; readonly kind: PersistenceKind | undefined } | 'none' | 'unknown' {
  const found = settingOf(vserver, 'persistenceType');
  if (typeof found === 'string') return found === 'default' ? 'none' : 'unknown';
  const [token] = found.option.values;
  return token ? { token, kind: KINDS[source.word(token).toUpperCase()] } : 'unknown';
}

/** The persistence of a group, under the name of the group. */
export function readGroup(group: Item, source: Source): Persistence {
  const key = groupKey(group);
  // To bind something to a group makes it, and one whose kind is stated is known as a whole.
  const made = group.addedBy ?? (group.settings.has('persistenceType') && group.binds.length > 0);
  return {
    key,
    name: group.name,
    at: source.at(group.token, key),
    whole: source.whole(group, key),
    kind: kindOf(group, key, source),
    scope: group.uncertain ? UNKNOWN : byDefault('group'),
    timeout: timeoutOf(group, key, source, Boolean(made)),
    backup: backupOf(group, key, source, Boolean(made)),
  };
}

/** The persistence of a virtual server by itself, under the name of the virtual server; `undefined` where it states none. */
export function readOwn(vserver: Item, source: Source): Persistence | undefined {
  const own = ownPersistence(vserver, source);
  if (typeof own === 'string' || own.kind === 'none') return undefined;
  const key = ownKey(vserver);
  return {
    key,
    name: vserver.name,
    at: source.at(own.token, key),
    whole: source.whole(vserver, key),
    kind: kindOf(vserver, key, source),
    scope: byDefault('listener'),
    timeout: timeoutOf(vserver, key, source, vserver.addedBy !== undefined),
    backup: backupOf(vserver, key, source, vserver.addedBy !== undefined),
  };
}

function kindOf(item: Item, key: string, source: Source): Setting<PersistenceKind> {
  const kind = source.setting(item, 'persistenceType', key, UNKNOWN, ([word]) => KINDS[word?.toUpperCase() ?? '']);
  return item.uncertain ? UNKNOWN : kind;
}

function timeoutOf(item: Item, key: string, source: Source, whole: boolean): Setting<number> {
  if (!item.settings.has('timeout')) return whole && !item.uncertain ? byDefault(PERSISTENCE_MINUTES * 60) : UNKNOWN;
  const cookie = source.upper(item, 'persistenceType') === 'COOKIEINSERT';
  const minutes = source.setting(item, 'timeout', key, byDefault(PERSISTENCE_MINUTES), ([word]) => numberOf(word));
  if (minutes.state === 'unknown' || (minutes.value === 0 && !cookie)) return UNKNOWN;
  const seconds = minutes.value === 0 ? Infinity : minutes.value * 60;
  return minutes.state === 'default' ? byDefault(seconds) : stated(seconds, minutes.at);
}

function backupOf(item: Item, key: string, source: Source, whole: boolean): Setting<PersistenceKind> {
  if (!item.settings.has('persistenceBackup')) return whole && !item.uncertain ? byDefault('none') : UNKNOWN;
  return source.setting(item, 'persistenceBackup', key, byDefault('none'), ([word]) => KINDS[word?.toUpperCase() ?? '']);
}
