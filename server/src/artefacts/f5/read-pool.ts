import type { Member, Pool } from '../../model/load-balancer/load-balancer.ts';
import { byDefault, stated, UNKNOWN, type Reference, type Setting } from '../../model/load-balancer/setting.ts';
import type { Entry } from '../../syntax/f5/entries.ts';
import type { Item } from '../../syntax/f5/tree.ts';
import { settingsIn, type F5Object, type Placed, type PlacedItem } from './configuration.ts';
import { addressOf, folderOf, fullName, portOf, splitDestination, wordOf, wordSpan } from './names.ts';
import type { Reader } from './reader.ts';

/** A pool. */
export function readPool(reader: Reader, object: F5Object): Pool {
  const items = object.closed ? object.list('members') : undefined;
  const members = (items ?? []).filter((item) => !isSwitchedOff(reader, item)).map((item) => readMember(reader, object, item));
  const translation = reader.setting(object, ['allow-snat'], (word) => word === 'yes' || word === 'true', undefined);
  return {
    key: object.key,
    name: object.name,
    at: reader.at(object),
    whole: reader.whole(object),
    members,
    complete: items !== undefined,
    monitors: monitorsOf(reader, object, items),
    // Only no says something: with yes the virtual server decides.
    ...(translation.state === 'stated' && !translation.value && { translation }),
  };
}

function readMember(reader: Reader, object: F5Object, item: PlacedItem): Member {
  const { configuration, text } = reader;
  const { word, statement, name } = item;
  const { host, port } = splitDestination(word);
  const at = reader.part(object, wordSpan(text, name, statement.quoting), `member/${word}`);
  const number = portOf(port);
  const server = fullName(host, word.startsWith('/') ? folderOf(word) : configuration.folderOf(statement));
  const address = settingOf(reader, item, 'address') ?? addressOf(host) ?? addressOfNode(reader, server);
  const known = address === undefined ? undefined : (addressOf(address) ?? (address.includes('$') ? undefined : address));
  return {
    key: `${object.key}/member/${word}`,
    at,
    address: known === undefined ? UNKNOWN : stated(known, at),
    port: number === undefined ? UNKNOWN : stated(number, at),
    ...((addressOf(host) === undefined || configuration.find('node', server)) && { server: { name: server, at } }),
  };
}

/** A setting in the braces of a member. */
function settingOf({ text }: Reader, { settings, statement }: PlacedItem, key: string): string | undefined {
  const value = settingsIn(text, settings).findLast((each) => each.key === key)?.values[0];
  return value && value.kind !== 'group' ? wordOf(text, value, statement.quoting) : undefined;
}

/** The address of a node, or the host name that it stands for. */
function addressOfNode(reader: Reader, name: string): string | undefined {
  const node = reader.configuration.find('node', name);
  if (node?.closed !== true) return undefined;
  const address = node.last('address');
  const word = address && reader.word(address);
  if (word !== undefined && addressOf(word) !== 'any') return word;
  const fqdn = node.last('fqdn');
  return fqdn && hostName(reader, fqdn);
}

function hostName({ text }: Reader, { entry, statement }: Placed): string | undefined {
  const named = (each: Entry): boolean => each.key === 'name' || each.key === 'tm-name';
  const value: Item | undefined = settingsIn(text, entry.values[0]).find(named)?.values[0];
  return value && wordOf(text, value, statement.quoting).toLowerCase();
}

/** Whether an administrator has taken a member out, in its own settings or in those of its node: let it run empty, or forced it offline. */
function isSwitchedOff(reader: Reader, item: PlacedItem): boolean {
  if (settingOf(reader, item, 'session') === 'user-disabled' || settingOf(reader, item, 'state') === 'user-down') return true;
  const { host } = splitDestination(item.word);
  const folder = item.word.startsWith('/') ? folderOf(item.word) : reader.configuration.folderOf(item.statement);
  const node = reader.configuration.find('node', fullName(host, folder));
  const [session, state] = ['session', 'state'].map((key) => node?.last(key));
  return (session !== undefined && reader.word(session) === 'user-disabled') || (state !== undefined && reader.word(state) === 'user-down');
}

/** What tests the members. Without a monitor of its own, a pool goes by those of its nodes. */
function monitorsOf(reader: Reader, object: F5Object, members: readonly PlacedItem[] | undefined): Setting<readonly Reference[]> {
  if (!object.closed || !members || members.some((item) => settingOf(reader, item, 'monitor') !== undefined)) return UNKNOWN;
  const placed = object.last('monitor');
  if (placed) {
    const found = monitorReferences(reader, object, placed);
    if (found.length > 0) return stated(found, reader.place(object, placed));
  }
  if (testsNodes(reader, members)) return UNKNOWN;
  if (placed) return stated([], reader.place(object, placed));
  return object.complete ? byDefault([]) : UNKNOWN;
}

/** The monitors in `a and b`, in `min 1 of { a b }` and in `all a`. */
function monitorReferences(reader: Reader, object: F5Object, placed: Placed): Reference[] {
  const { entry, statement } = placed;
  const all = entry.values.flatMap((value) => (value.kind === 'group' ? value.items : [value]));
  const isCount = entry.values.some((value) => value.kind === 'group');
  const names = all.filter((item, index) => {
    const word = wordOf(reader.text, item, statement.quoting);
    if (item.kind === 'group' || word === 'and' || word === 'none' || word === 'default') return false;
    return !isCount || index > 2;
  });
  return reader.references(
    object,
    names.map((name) => ({ ...placed, name, end: name.end, word: wordOf(reader.text, name, statement.quoting) })),
  );
}

function testsNodes(reader: Reader, members: readonly PlacedItem[]): boolean {
  const { configuration } = reader;
  if (configuration.statements.some(({ kind }) => kind === 'ltm default-node-monitor')) return true;
  return members.some(({ word, statement }) => {
    const folder = word.startsWith('/') ? folderOf(word) : configuration.folderOf(statement);
    const monitor = configuration.find('node', fullName(splitDestination(word).host, folder))?.last('monitor');
    return monitor !== undefined && reader.word(monitor) !== 'none';
  });
}
