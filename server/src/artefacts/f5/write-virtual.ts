import type { TextEdit } from '../../core/derived-text.ts';
import { IKE_PORT, NAT_TRAVERSAL_PORT } from '../../knowledge/sstp.ts';
import { builtInType } from '../../knowledge/load-balancer/f5-built-in.ts';
import type { LoadBalancer } from '../../model/load-balancer/load-balancer.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import type { F5Object, PlacedItem } from './configuration.ts';
import { renamed, type ObjectEditor } from './edit-object.ts';
import { localName, splitDestination, wordOf, wordSpan } from './names.ts';
import { spelledName } from './style.ts';
import { tie } from './write-persistence.ts';
import { withPort } from './write-pool.ts';

/** Seconds that a record of a new tie lasts: longer than a VPN stays silent. */
const TIE_SECONDS = 3600;

/** Settings that every virtual server has of its own. */
const OWN_SETTINGS: ReadonlySet<string> = new Set(['vs-index', 'creation-time', 'last-modified-time']);

/** Stops a virtual server from replacing the client's address. */
export function keepClientAddress(editor: ObjectEditor, virtual: F5Object): boolean {
  const placed = virtual.last('source-address-translation', 'snat', 'snatpool');
  if (!placed) return false;
  editor.setPlaced(placed, placed.entry.key === 'source-address-translation' ? [{ key: 'type', value: 'none' }] : 'none');
  return true;
}

/** The protocol that a virtual server listens to, with the profile that belongs to it. */
export function setTransport(editor: ObjectEditor, virtual: F5Object, transport: 'udp' | 'tcp'): boolean {
  const { configuration, text } = editor;
  const profiles = (virtual.list('profiles') ?? []).map((item) => ({ item, type: profileType(editor, item) }));
  if (profiles.some(({ type }) => type === undefined)) return false;
  const wrong = profiles.flatMap(({ item, type }) => ((type === 'tcp' || type === 'udp') && type !== transport ? [item] : []));
  const isThere = profiles.some(({ type }) => type === transport);
  for (const [index, item] of wrong.entries()) {
    const word = item.word.startsWith('/') ? `/Common/${transport}` : spelledName(configuration, `/Common/${transport}`, item.statement);
    if (isThere || index > 0) editor.removeItem(item);
    // One for each side becomes one for both.
    else if (wrong.length > 1) editor.replace({ start: item.name.start, end: item.end }, item.settings ? `${word} { }` : word);
    else editor.replace(wordSpan(text, item.name, item.statement.quoting), word);
  }
  editor.set(virtual, 'ip-protocol', transport);
  return true;
}

function profileType({ configuration }: ObjectEditor, { word, statement }: PlacedItem): string | undefined {
  const name = configuration.resolve(word, statement);
  return configuration.find('profile', name)?.type ?? builtInType('profile', localName(name));
}

/** Adds a virtual server for the other port of IKE, with a pool of its own, as copies of what is there, and ties the two. */
export function addTwin(editor: ObjectEditor, balancer: LoadBalancer, virtual: F5Object, port: 500 | 4500): boolean {
  const { configuration } = editor;
  const listener = balancer.listeners.find(({ key }) => key === virtual.key);
  const [reference, ...more] = valueOf(listener?.pools) ?? [];
  const pool = reference && configuration.find('pool', reference.name);
  if (!listener || !pool || more.length > 0 || !pool.list('members') || !pool.complete || !virtual.complete) return false;
  const old = port === IKE_PORT ? NAT_TRAVERSAL_PORT : IKE_PORT;
  const ported = pool.list('members')?.filter(({ word }) => splitDestination(word).port !== '0' && splitDestination(word).port !== 'any') ?? [];
  const poolName = ported.length === 0 ? pool.name : editor.freshName(nameForPort(pool.name, old, port));
  const name = editor.freshName(nameForPort(virtual.name, old, port));
  if (!tie(editor, balancer, [virtual], true, TIE_SECONDS)) return false;
  // What ties it stands in the copy as well.
  const common = virtual.statements.flatMap(({ node }) => editor.editsIn(node).filter(({ span }) => span.start > node.start));
  const isTied = virtual.list('persist')?.length === 1 || common.some(({ newText }) => newText.includes('persist'));
  if (!isTied) return false;
  const poolCopies = poolName === pool.name ? [] : copies(editor, pool, [...nameEdits(editor, pool, poolName), ...portEdits(editor, ported, port)]);
  const destination = virtual.last('destination');
  const [target] = destination?.entry.values ?? [];
  if (!destination || !target) return false;
  const moved: TextEdit[] = [
    ...common,
    ...nameEdits(editor, virtual, name),
    ...ownEdits(virtual),
    portEdit(editor, destination.statement.quoting, target, port),
    ...poolUses(editor, virtual, poolName),
  ];
  editor.insertAfter(lastStatement(virtual), [...poolCopies, ...copies(editor, virtual, moved)]);
  return true;
}

function lastStatement({ statements }: F5Object): F5Object['definition'] {
  return statements.reduce((last, each) => (each.node.start > last.node.start ? each : last));
}

/** The statements of an object after edits, as whole ones. */
function copies(editor: ObjectEditor, object: F5Object, edits: readonly TextEdit[]): string[] {
  return object.statements.map((statement) => {
    const { start, end } = statement.node;
    return editor.copy(
      statement,
      edits.filter(({ span }) => start <= span.start && span.end <= end),
    );
  });
}

function nameEdits(editor: ObjectEditor, object: F5Object, full: string): TextEdit[] {
  return object.statements.flatMap(({ name, quoting }) => {
    if (!name) return [];
    const span = wordSpan(editor.text, name, quoting);
    const word = editor.text.slice(span.start, span.end);
    return [{ span, newText: word.slice(0, word.length - localName(word).length) + localName(full) }];
  });
}

function portEdits(editor: ObjectEditor, items: readonly PlacedItem[], port: number): TextEdit[] {
  return items.map(({ name, statement }) => portEdit(editor, statement.quoting, name, port));
}

function portEdit({ text }: ObjectEditor, quoting: PlacedItem['statement']['quoting'], item: PlacedItem['name'], port: number): TextEdit {
  const span = wordSpan(text, item, quoting);
  return { span, newText: withPort(wordOf(text, item, quoting), port) };
}

/** What the copy must not have, each with its line. */
function ownEdits(virtual: F5Object): TextEdit[] {
  return virtual.entries.flatMap(({ entry, statement }, at) => {
    const before = virtual.entries[at - 1];
    const start = before?.statement === statement ? before.entry.end : statement.body.start;
    return OWN_SETTINGS.has(entry.key) ? [{ span: { start, end: entry.end }, newText: '' }] : [];
  });
}

function poolUses(editor: ObjectEditor, virtual: F5Object, full: string): TextEdit[] {
  return virtual.entries.flatMap(({ entry, statement }) => {
    const [value] = entry.values;
    if (entry.key !== 'pool' || !value) return [];
    const span = wordSpan(editor.text, value, statement.quoting);
    const word = editor.text.slice(span.start, span.end);
    return [{ span, newText: word.slice(0, word.length - localName(word).length) + localName(full) }];
  });
}

/** The name of a copy for another port: with the number in its name replaced, or added. */
function nameForPort(full: string, from: number, to: number): string {
  const local = localName(full);
  const number = new RegExp(String.raw`(?<!\d)${from}(?!\d)`);
  if (number.test(local)) return renamed(full, local.replace(number, String(to)));
  const word = from === IKE_PORT ? /isakmp/i : /nat-?t/i;
  return renamed(full, word.test(local) ? local.replace(word, to === IKE_PORT ? 'isakmp' : 'natt') : `${local}_${to}`);
}
