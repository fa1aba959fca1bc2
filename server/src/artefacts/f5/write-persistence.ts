import { IKE_PORT, NAT_TRAVERSAL_PORT } from '../../knowledge/sstp.ts';
import { builtInType } from '../../knowledge/load-balancer/f5-built-in.ts';
import { f5Kind } from '../../knowledge/load-balancer/f5.ts';
import type { Listener, LoadBalancer, Persistence } from '../../model/load-balancer/load-balancer.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import type { F5Object } from './configuration.ts';
import type { ObjectEditor } from './edit-object.ts';
import { folderOf, localName, wordOf } from './names.ts';
import { spelledName, type NewSetting } from './style.ts';

/** Makes one record of a client count for two listeners, with a persistence that is there or a new one. */
export function tieListeners(editor: ObjectEditor, balancer: LoadBalancer, first: F5Object, second: F5Object, seconds: number): boolean {
  const [one, other] = [first, second].map(({ key }) => balancer.listeners.find((each) => each.key === key));
  if (!one || !other || one === other) return false;
  const address = valueOf(one.address);
  return tie(editor, balancer, [first, second], address !== undefined && address === valueOf(other.address), seconds);
}

/** Gives virtual servers one persistence that counts for all of their ports, or addresses where these differ. */
export function tie(editor: ObjectEditor, balancer: LoadBalancer, objects: readonly F5Object[], sameAddress: boolean, seconds: number): boolean {
  const scope = sameAddress ? 'match-across-services' : 'match-across-virtuals';
  const present = ownPersistence(editor, balancer, objects);
  const name = present ? present.name : newPersistence(editor, objects, scope, seconds);
  if (present) {
    const object = editor.configuration.find('persistence', present.name);
    if (!object) return false;
    const held = valueOf(present.scope);
    if (held !== 'device' && !(sameAddress && held === 'address')) editor.set(object, scope, 'enabled');
    const timeout = valueOf(present.timeout);
    if (timeout === undefined || timeout < seconds) editor.set(object, 'timeout', String(seconds));
  }
  for (const object of objects) persistBy(editor, object, name);
  return true;
}

/** A persistence by source address that only these listeners use, and that no other one takes its values from. */
function ownPersistence(editor: ObjectEditor, { listeners, persistences }: LoadBalancer, tied: readonly F5Object[]): Persistence | undefined {
  return persistences.find(({ name, kind, builtIn }) => {
    if (builtIn || valueOf(kind) !== 'source-address' || !editor.configuration.find('persistence', name)?.complete) return false;
    if (isParent(editor, name)) return false;
    const users = listeners.filter((each) => uses(each, name));
    return users.length > 0 && users.every(({ key }) => tied.some((each) => each.key === key));
  });
}

function isParent({ configuration, text }: ObjectEditor, name: string): boolean {
  return configuration.all('persistence').some((each) => {
    const placed = each.last('defaults-from');
    const [value] = placed?.entry.values ?? [];
    return placed && value && each.name !== name && configuration.resolve(wordOf(text, value, placed.statement.quoting), placed.statement) === name;
  });
}

function uses({ persistence, fallback }: Listener, name: string): boolean {
  return [...(valueOf(persistence) ?? []), ...(valueOf(fallback) ?? [])].some((each) => each.name === name);
}

/** Makes a persistence before the first of the listeners that use it. */
function newPersistence(editor: ObjectEditor, objects: readonly F5Object[], scope: string, seconds: number): string {
  const first = firstOf(objects);
  return makePersistence(editor, first, [
    { key: scope, value: 'enabled' },
    { key: 'timeout', value: String(seconds) },
  ]);
}

function makePersistence(editor: ObjectEditor, user: F5Object, settings: readonly NewSetting[]): string {
  const { definition } = user;
  const full = editor.freshName(`${folderOf(user.name)}/persist_${stem(localName(user.name))}`);
  const parent = spelledName(editor.configuration, '/Common/source_addr', definition);
  editor.insertBefore(definition, 'ltm persistence source-addr', full, [{ key: 'defaults-from', value: parent }, ...settings]);
  return full;
}

/** What a name is about, without what says that it is a virtual server for a port. */
function stem(name: string): string {
  const rest = name.replace(/^(?:vs|vip|virtual)[_-]/i, '').replace(/[_-]?(?:4500|500|isakmp|nat-?t)/gi, '');
  return rest === '' ? 'ikev2' : rest;
}

function firstOf(objects: readonly F5Object[]): F5Object {
  return objects.reduce((first, each) => (each.definition.node.start < first.definition.node.start ? each : first));
}

/** Gives a listener one persistence by name. */
function persistBy(editor: ObjectEditor, listener: F5Object, full: string): void {
  const { configuration } = editor;
  const items = listener.list('persist') ?? [];
  const [only] = items;
  if (items.length === 1 && only && configuration.resolve(only.word, only.statement) === full) return;
  const statement = listener.last('persist')?.statement ?? listener.definition;
  const name = spelledName(configuration, full, statement);
  const value = [{ key: name, value: [{ key: 'default', value: 'yes' }] }];
  editor.setReference(listener, 'persist', value, configuration.find('persistence', full), 'replace-all-with');
}

/** Seconds until the records of a persistence are dropped. One of the product stays as it is: its users for IKE get one of their own. */
export function setPersistenceTimeout(editor: ObjectEditor, balancer: LoadBalancer, key: string, seconds: number): boolean {
  const name = key.slice(key.indexOf('/') + 1);
  const object = editor.configuration.find('persistence', name);
  if (object) {
    editor.set(object, 'timeout', String(seconds));
    return true;
  }
  if (builtInType('persistence', localName(name)) !== 'source-addr') return false;
  const users = ikeUsers(editor, balancer, name);
  if (users.length === 0) return false;
  const full = makePersistence(editor, firstOf(users), [{ key: 'timeout', value: String(seconds) }]);
  for (const user of users) persistBy(editor, user, full);
  return true;
}

/** Lets a persistence go by source address; instead of one of the product, the users for IKE take the other one of the product. */
export function persistBySource(editor: ObjectEditor, balancer: LoadBalancer, key: string): boolean {
  const name = key.slice(key.indexOf('/') + 1);
  const object = editor.configuration.find('persistence', name);
  if (!object) {
    const users = ikeUsers(editor, balancer, name);
    for (const user of users) persistBy(editor, user, '/Common/source_addr');
    return users.length > 0;
  }
  for (const { kindSpan } of object.statements) editor.replace({ start: kindSpan.end - object.type.length, end: kindSpan.end }, 'source-addr');
  const valid = new Set(f5Kind('ltm persistence source-addr')?.settings.map((each) => each.name));
  for (const placed of object.entries) {
    if (placed.entry.key === 'defaults-from') replaceParent(editor, placed);
    else if (!valid.has(placed.entry.key) && placed.entry.key !== 'app-service') editor.remove(placed);
  }
  return true;
}

/** The parent must be of the same type. */
function replaceParent(editor: ObjectEditor, placed: F5Object['entries'][number]): void {
  const [value] = placed.entry.values;
  const word = value && wordOf(editor.text, value, placed.statement.quoting);
  if (word === undefined || word === 'none') return;
  const parent = editor.configuration.resolve(word, placed.statement);
  const type = editor.configuration.find('persistence', parent)?.type ?? builtInType('persistence', localName(parent));
  if (type !== 'source-addr') editor.setPlaced(placed, word.startsWith('/') ? '/Common/source_addr' : 'source_addr');
}

function ikeUsers(editor: ObjectEditor, { listeners }: LoadBalancer, name: string): F5Object[] {
  return listeners.filter((each) => isIke(each) && uses(each, name)).flatMap((each) => editor.configuration.find('virtual', each.name) ?? []);
}

function isIke({ ports }: Listener): boolean {
  const range = valueOf(ports);
  return range !== undefined && range.from === range.to && (range.from === IKE_PORT || range.from === NAT_TRAVERSAL_PORT);
}

/** Keeps a client with its server by TLS session, and by source address where that fails. */
export function persistSstp(editor: ObjectEditor, listener: F5Object): boolean {
  persistBy(editor, listener, '/Common/ssl');
  const statement = listener.last('fallback-persistence')?.statement ?? listener.definition;
  editor.set(listener, 'fallback-persistence', spelledName(editor.configuration, '/Common/source_addr', statement));
  return true;
}
