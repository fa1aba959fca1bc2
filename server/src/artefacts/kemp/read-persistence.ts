import type { Anchors } from '../../model/facts.ts';
import type { ImpossibleFollowing, Persistence, PersistenceKind } from '../../model/load-balancer/load-balancer.ts';
import { byDefault, stated, UNKNOWN, valueOf, type Reference, type Setting } from '../../model/load-balancer/setting.ts';
import type { KempCommand } from './command.ts';
import { numberIn, settingOf, type ReadService } from './reading.ts';
import { currentOf, findServices, type KempService } from './services.ts';

const KINDS: Readonly<Record<string, PersistenceKind>> = {
  none: 'none',
  src: 'source-address',
  ssl: 'tls-session',
  cookie: 'cookie',
  'active-cookie': 'cookie',
  'cookie-hash': 'cookie',
  'cookie-src': 'cookie',
  'active-cook-src': 'cookie',
};

/** A service that shares its records: with whom, or with one that is not known. */
type Following = KempService | 'unknown' | 'none';

interface Persistences {
  readonly persistences: readonly Persistence[];
  readonly used: ReadonlyMap<ReadService, Setting<readonly Reference[]>>;
}

/**
 * What keeps clients with their servers. Services that follow each other (port following) name the persistence of the first of them,
 * which then holds for the group. They must have the same persistence: where they have not, it is not known what the product makes of it.
 */
export function persistencesOf(services: readonly ReadService[]): Persistences {
  const kinds = new Map(services.map((each) => [each.service, kindOf(each)]));
  const own = services.map(({ service }) => service);
  const follows = new Map(services.map(({ service }) => [service, followedBy(service, own)]));
  const groups = groupsOf(own, follows);
  const byService = new Map(services.map((each) => [each.service, each]));
  const used = new Map<ReadService, Setting<readonly Reference[]>>();
  const persistences: Persistence[] = [];
  for (const read of services) {
    const { service, at } = read;
    const group = groups.get(service) ?? [service];
    const first = (group[0] && byService.get(group[0])) ?? read;
    const found = group.map((each) => kinds.get(each) ?? UNKNOWN);
    const kind = kinds.get(service) ?? UNKNOWN;
    const where = at('persistence');
    if (kind.state === 'unknown' || new Set(found.map((each) => valueOf(each))).size > 1) {
      used.set(read, UNKNOWN);
      continue;
    }
    if (kind.value === 'none') {
      used.set(read, { ...kind, value: [] });
      continue;
    }
    used.set(read, stated([{ name: first.label, at: kind.state === 'stated' ? kind.at : where }], kind.state === 'stated' ? kind.at : where));
    if (first !== read) continue;
    const isOpen = group.some((each) => follows.get(each) === 'unknown');
    persistences.push({
      key: `${service.command.key}/persistence`,
      name: read.label,
      at: where,
      whole: where,
      kind,
      scope: isOpen ? UNKNOWN : byDefault(group.length > 1 ? 'group' : 'listener'),
      timeout: settingOf(read, 'persisttimeout', wholeMinutes, UNKNOWN),
      ...backupOf(read),
    });
  }
  return { persistences, used };
}

function kindOf(read: ReadService): Setting<PersistenceKind> {
  return settingOf(
    read,
    'persist',
    ({ text }) => {
      const word = text?.trim().toLowerCase();
      return word === undefined || word === '' ? undefined : (KINDS[word] ?? 'other');
    },
    // Without it, the following service may take over what the other one has.
    read.service.settings.has('followvsid') || read.service.settings.has('portfollow') ? UNKNOWN : byDefault('none'),
  );
}

function backupOf({ service }: ReadService): Pick<Persistence, 'backup'> {
  const current = currentOf(service, 'persist');
  const word = current === undefined || current === 'unknown' ? undefined : current.value.text?.trim().toLowerCase();
  return word === 'cookie-src' || word === 'active-cook-src' ? { backup: byDefault('source-address') } : {};
}

/** Seconds; the product leaves out what is not a whole minute. */
function wholeMinutes(value: Parameters<typeof numberIn>[0]): number | undefined {
  const seconds = numberIn(value);
  return seconds === undefined ? undefined : Math.floor(seconds / 60) * 60;
}

function followedBy(service: KempService, all: readonly KempService[]): Following {
  if (currentOf(service, 'portfollow') !== undefined && service.settings.has('portfollow')) return 'unknown';
  const current = currentOf(service, 'followvsid');
  if (current === undefined) return 'none';
  if (current === 'unknown') return 'unknown';
  if (current.value.text?.trim() === '0') return 'none';
  return (current.value.service && findServices(all, current.value.service).same) ?? 'unknown';
}

/** Services that share one set of records, in the order of the text, for each of them. */
function groupsOf(all: readonly KempService[], follows: ReadonlyMap<KempService, Following>): ReadonlyMap<KempService, readonly KempService[]> {
  const groups = new Map<KempService, readonly KempService[]>();
  for (const [service, other] of follows) {
    if (typeof other === 'string' || other === service) continue;
    const members = new Set([...(groups.get(other) ?? [other]), ...(groups.get(service) ?? [service])]);
    const joined = all.filter((each) => members.has(each));
    for (const each of joined) groups.set(each, joined);
  }
  return groups;
}

/** Services that follow themselves, or one of the other transport. */
export function impossibleFollowing(services: readonly ReadService[], commands: readonly KempCommand[], anchors: Anchors): ImpossibleFollowing[] {
  const all = services.map(({ service }) => service);
  return commands.flatMap((command): ImpossibleFollowing[] => {
    const value = command.settings.get('followvsid');
    if (!value || value.text?.trim() === '0') return [];
    const at = anchors.at(value.span, `${command.key}/setting/followvsid`);
    const index = command.settings.get('vsindex')?.text?.trim();
    if (index !== undefined && index === value.text?.trim()) return [{ at, because: 'itself' }];
    const follower = command.verb === 'add-service' ? all.find((each) => each.command === command) : findServices(all, command.target).same;
    const followed = value.service && findServices(all, value.service).same;
    if (!follower || !followed) return [];
    if (follower === followed) return [{ at, because: 'itself' }];
    const [own, other] = [follower, followed].map((each) => each.command.settings.get('prot')?.text?.trim().toLowerCase());
    return own !== undefined && other !== undefined && own !== other ? [{ at, because: 'transport' }] : [];
  });
}
