import type { TextEdit } from '../../core/derived-text.ts';
import { IKE_PORT, NAT_TRAVERSAL_PORT } from '../../knowledge/sstp.ts';
import type { LoadBalancer } from '../../model/load-balancer/load-balancer.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import type { Item, Quoting } from '../../syntax/f5/tree.ts';
import type { F5Object, PlacedItem } from './configuration.ts';
import { renamed, type ObjectEditor } from './edit-object.ts';
import { folderOf, localName, splitDestination, wordSpan } from './names.ts';
import { readPool } from './read-pool.ts';
import type { Reader } from './reader.ts';
import { tie } from './write-persistence.ts';
import { portEdit } from './write-pool.ts';

/** Seconds that a record of a new tie lasts: longer than a VPN stays silent. */
const TIE_SECONDS = 3600;

/** Settings that every virtual server has of its own. */
const OWN_SETTINGS: ReadonlySet<string> = new Set(['vs-index', 'creation-time', 'last-modified-time']);

/** Adds a virtual server for the other port of IKE, with a pool of its own, as copies of what is there, and ties the two. */
export function addTwin(editor: ObjectEditor, balancer: LoadBalancer, virtual: F5Object, port: 500 | 4500): boolean {
  const { configuration } = editor;
  const listener = balancer.listeners.find(({ key }) => key === virtual.key);
  const [reference, ...more] = valueOf(listener?.pools) ?? [];
  const pool = reference && configuration.find('pool', reference.name);
  if (!listener || !pool || more.length > 0 || !canBeCopied(editor, virtual, pool)) return false;
  const old = port === IKE_PORT ? NAT_TRAVERSAL_PORT : IKE_PORT;
  const ported = pool.list('members')?.filter(({ word }) => splitDestination(word).port !== '0' && splitDestination(word).port !== 'any') ?? [];
  const present = ported.length === 0 ? pool : fittingPool(editor, virtual, pool, port);
  const poolName = present?.name ?? editor.freshName(nameForPort(pool.name, old, port), 'pool');
  const name = editor.freshName(nameForPort(virtual.name, old, port), 'virtual');
  if (!tie(editor, balancer, [virtual], true, TIE_SECONDS)) return false;
  // What ties it stands in the copy as well.
  const common = virtual.statements.flatMap(({ node }) => editor.editsIn(node).filter(({ span }) => span.start > node.start));
  const isTied = virtual.list('persist')?.length === 1 || common.some(({ newText }) => newText.includes('persist'));
  if (!isTied) return false;
  const poolCopies = present ? [] : copies(editor, pool, [...nameEdits(editor, pool, poolName), ...portEdits(editor, ported, port)]);
  const destination = virtual.last('destination');
  const [target] = destination?.entry.values ?? [];
  if (!destination || !target) return false;
  const moved: TextEdit[] = [
    ...common,
    ...nameEdits(editor, virtual, name),
    ...ownEdits(virtual),
    portEdit(editor.text, target, destination.statement.quoting, port),
    ...poolUses(editor, virtual, poolName),
  ];
  editor.insertAfter(placeFor(virtual, present), [...poolCopies, ...copies(editor, virtual, moved)]);
  return true;
}

/** Whether everything of a virtual server and its pool is known, and written in one way. */
function canBeCopied(editor: ObjectEditor, virtual: F5Object, pool: F5Object): boolean {
  return isKnown(virtual) && isKnown(pool) && hasPorts(pool) && areAlike(editor, virtual, pool);
}

/** Whether the file has all of an object. A name that a script fills in, and nobody knows how, cannot be changed. */
function isKnown({ complete, name }: F5Object): boolean {
  return complete && !name.includes('$');
}

/** Whether the members of a pool are known, each with its port. */
function hasPorts(pool: F5Object): boolean {
  return pool.list('members')?.every(({ word }) => splitDestination(word).port !== undefined) === true;
}

/** The pool that has the same servers at another port, if there is just one that nothing uses. */
function fittingPool(editor: ObjectEditor, virtual: F5Object, pool: F5Object, port: number): F5Object | undefined {
  const { configuration } = editor;
  const reader = editor.reader();
  const wanted = serversOf(reader, pool, port);
  const found = configuration.all('pool').filter((each) => {
    if (each === pool || !each.complete || !each.closed || wanted === undefined) return false;
    return serversOf(reader, each) === wanted && folderOf(each.name) === folderOf(pool.name) && areAlike(editor, virtual, each) && !isUsed(editor, each);
  });
  return found.length === 1 ? found[0] : undefined;
}

/** The servers of a pool and what tests them, at another port or their own; `undefined` where not all of that is known. */
function serversOf(reader: Reader, pool: F5Object, port?: number): string | undefined {
  const { members, complete, monitors, translation } = readPool(reader, pool);
  const servers = members.map((member) => [valueOf(member.address), port ?? valueOf(member.port)].join(' '));
  const known = complete && servers.length > 0 && members.every((member) => valueOf(member.address) !== undefined && valueOf(member.port) !== undefined);
  const tests = valueOf(monitors)?.map(({ name }) => name);
  // With several tests it matters how many of them a server must pass.
  const words = tests && tests.length > 1 ? pool.last('monitor')?.entry.values.map(({ start, end }) => reader.text.slice(start, end)) : [];
  return known && tests ? JSON.stringify([servers.sort(), tests, words, valueOf(translation)]) : undefined;
}

/** Whether copies of a virtual server and of a pool can stand behind either: all of both is written in the same way, and in the same folder. */
function areAlike({ configuration }: ObjectEditor, virtual: F5Object, pool: F5Object): boolean {
  const { definition } = virtual;
  return [...virtual.statements, ...pool.statements].every(
    (each) =>
      each.node.kind === definition.node.kind && each.quoting === definition.quoting && configuration.folderOf(each) === configuration.folderOf(definition),
  );
}

/** Whether anything but a comment names a pool beside the pool itself. */
function isUsed({ configuration, text }: ObjectEditor, pool: F5Object): boolean {
  const name = localName(pool.name).replace(/[^\w]/g, String.raw`\$&`);
  const pattern = new RegExp(String.raw`(?<![\w.-])${name}(?![\w.-])`);
  return configuration.statements.some((each) => !pool.statements.includes(each) && pattern.test(text.slice(each.node.start, each.node.end)));
}

/** The statement behind which a copy of a virtual server can stand: one of its own, or the one by which a pool that it names is whole. */
function placeFor(virtual: F5Object, pool: F5Object | undefined): F5Object['definition'] {
  const own = lastStatement(virtual);
  const made = pool && lastStatement(pool);
  return made?.node.kind === 'command' && made.node.start > own.node.start ? made : own;
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
    return name ? [nameEdit(editor, name, quoting, full)] : [];
  });
}

function portEdits(editor: ObjectEditor, items: readonly PlacedItem[], port: number): TextEdit[] {
  return items.map(({ name, statement }) => portEdit(editor.text, name, statement.quoting, port));
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
    return entry.key === 'pool' && value ? [nameEdit(editor, value, statement.quoting, full)] : [];
  });
}

/** Writes another name in the same folder, which is written as it is there. What a shell fills in gives way to the whole name. */
function nameEdit({ text }: ObjectEditor, item: Item, quoting: Quoting, full: string): TextEdit {
  const span = wordSpan(text, item, quoting);
  const word = item.value ?? text.slice(span.start, span.end);
  return { span, newText: word.slice(0, word.length - localName(word).length) + localName(full) };
}

/** The name of a copy for another port: with the number in its name replaced, or added. */
function nameForPort(full: string, from: number, to: number): string {
  const local = localName(full);
  const number = new RegExp(String.raw`(?<!\d)${from}(?!\d)`);
  if (number.test(local)) return renamed(full, local.replace(number, String(to)));
  const word = from === IKE_PORT ? /isakmp/i : /nat-?t/i;
  return renamed(full, word.test(local) ? local.replace(word, to === IKE_PORT ? 'isakmp' : 'natt') : `${local}_${to}`);
}
