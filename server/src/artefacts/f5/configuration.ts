import { isBuiltInName } from '../../knowledge/load-balancer/f5-built-in.ts';
import { F5_KINDS } from '../../knowledge/load-balancer/f5.ts';
import { entries, entriesOf, listItems, type Entry, type ListItem, type Vocabulary } from '../../syntax/f5/entries.ts';
import { statementOf, type Statement } from '../../syntax/f5/statement.ts';
import type { F5Document, Item } from '../../syntax/f5/tree.ts';
import { ChangedList } from './list-changes.ts';
import { COMMON, fullName, partitionOf, wordOf } from './names.ts';

/** Kinds of objects that names are looked up among, whatever their type. */
export type ObjectClass =
  'virtual' | 'pool' | 'monitor' | 'persistence' | 'profile' | 'node' | 'virtual-address' | 'snatpool' | 'rule' | 'policy' | 'snat' | 'default-node-monitor';

const CLASSES: ReadonlySet<string> = new Set<ObjectClass>([
  'virtual', 'pool', 'monitor', 'persistence', 'profile', 'node', 'virtual-address', 'snatpool', 'rule', 'policy', 'snat', 'default-node-monitor',
]); // prettier-ignore

/** A setting with the statement that it stands in. */
export interface Placed {
  readonly entry: Entry;
  readonly statement: Statement;
}

/** An entry of a list, with the setting that it stands in. */
export interface PlacedItem extends Placed, ListItem {
  /** Its name as it is written, without quotes. */
  readonly word: string;
}

/** Settings that stand alone. */
const FLAGS = new Set([
  'disabled', 'enabled', 'internal', 'ip-forward', 'l2-forward', 'reject', 'stateless', 'dhcp-relay', 'vlans-disabled', 'vlans-enabled', 'up', 'down', 'all-properties',
]); // prettier-ignore

/** Settings with a value that are not in the table of those that matter. */
const MORE_VALUED = [
  'address-status', 'app-service', 'auth', 'auto-discovery', 'auto-lasthop', 'bwc-policy', 'clone-pools', 'cmp-enabled', 'creation-time', 'eviction-protected',
  'flow-eviction-policy', 'fw-enforced-policy', 'gtm-score', 'http-class', 'ip-intelligence-policy', 'last-hop-pool', 'last-modified-time', 'metadata', 'mirror', 'nat64',
  'per-flow-request-access-policy', 'rate-class', 'rate-limit', 'rate-limit-mode', 'security-log-profiles', 'serverssl-use-sni', 'service-down-immediate-action',
  'service-policy', 'snat', 'traffic-classes', 'traffic-matching-criteria', 'transparent-nexthop', 'vs-index', 'gateway-failsafe-device', 'ignore-persisted-weight',
  'min-up-members', 'min-up-members-action', 'min-up-members-checking', 'profiles', 'queue-depth-limit', 'queue-on-connection-limit', 'queue-time-limit', 'reselect-tries',
  'address', 'session', 'state', 'priority-group', 'ratio', 'dynamic-ratio', 'connection-limit', 'inherit-profile', 'logging', 'fqdn', 'monitor', 'type', 'pool', 'default',
  'context', 'rule', 'up-interval', 'transparent', 'cert', 'key', 'username', 'password', 'get-mode', 'run', 'args', 'origins', 'automap', 'snatpool', 'translation', 'cookie-name', 'method', 'expiration', 'always-send',
  'httponly', 'secure', 'cookie-encryption', 'cookie-encryption-passphrase', 'hash-length', 'hash-offset', 'hash-start-pattern', 'hash-end-pattern', 'hash-buffer-limit',
]; // prettier-ignore

const VOCABULARY: Vocabulary = {
  flags: FLAGS,
  valued: new Set([...F5_KINDS.flatMap(({ settings }) => settings.map(({ name }) => name)), ...MORE_VALUED].filter((name) => !FLAGS.has(name))),
};

/** One object, with everything that the file says of it. */
export class F5Object {
  readonly class: ObjectClass;
  /** `https`, for a monitor; empty where there are no types. */
  readonly type: string;
  /** With its folder. */
  readonly name: string;
  readonly key: string;
  /** What defines it, or the first change where nothing does. */
  readonly definition: Statement;
  readonly statements: Statement[];
  /** Whether the file has all of it, and not only changes. */
  complete = false;
  readonly #text: string;
  #entries: readonly Placed[] | undefined;

  constructor(text: string, objectClass: ObjectClass, type: string, name: string, definition: Statement) {
    this.definition = definition;
    this.statements = [definition];
    this.#text = text;
    this.class = objectClass;
    this.type = type;
    this.name = name;
    this.key = `${objectClass}/${name}`;
  }

  /** Whether no brace or quote is missing. */
  get closed(): boolean {
    return this.statements.every(({ node }) => node.closed);
  }

  get entries(): readonly Placed[] {
    this.#entries ??= this.statements.flatMap((statement) => entriesOf(this.#text, statement, VOCABULARY).map((entry) => ({ entry, statement })));
    return this.#entries;
  }

  /** The last one of a setting, which counts. */
  last(...keys: readonly string[]): Placed | undefined {
    return this.entries.findLast(({ entry }) => keys.includes(entry.key));
  }

  /** What a list holds after all changes; `undefined` where it is not known what it held before. */
  list(key: string): readonly PlacedItem[] | undefined {
    let list = this.complete ? new ChangedList<PlacedItem>([]) : undefined;
    for (const placed of this.entries) {
      if (placed.entry.key !== key) continue;
      const { modifier } = placed.entry;
      const found = this.#items(placed);
      if (modifier === undefined || modifier === 'replace-all-with') list = new ChangedList(found);
      else if (modifier === 'add') list?.add(found);
      else if (modifier === 'delete') list?.delete(found);
      else list?.modify(found);
    }
    return list?.items;
  }

  #items(placed: Placed): PlacedItem[] {
    const [value] = placed.entry.values;
    if (!value) return [];
    const { quoting } = placed.statement;
    const items = value.kind === 'group' ? listItems(value.items) : [{ name: value, end: value.end }];
    return items.map((item) => ({ ...placed, ...item, word: wordOf(this.#text, item.name, quoting) })).filter(({ word }) => word !== 'none');
  }
}

/** The settings in the braces of an entry of a list, or of a setting. */
export function settingsIn(text: string, group: Item | undefined): readonly Entry[] {
  return group?.kind === 'group' ? entries(text, group.items, VOCABULARY, false) : [];
}

/** The settings of one statement. */
export function entriesIn({ text }: Pick<Configuration, 'text'>, statement: Statement): readonly Entry[] {
  return statement.node.kind === 'object' && statement.node.script ? [] : entriesOf(text, statement, VOCABULARY);
}

/** All objects of a file by their class and name, as they are after its last line. */
export class Configuration {
  readonly text: string;
  readonly document: F5Document;
  readonly statements: readonly Statement[];
  /** The full names of all objects of whatever kind. */
  readonly names = new Set<string>();
  readonly partitions = new Set<string>();
  /** Whether BIG-IP wrote it. */
  readonly stored: boolean;
  readonly #folders = new Map<Statement, string>();
  readonly #objects = new Map<ObjectClass, Map<string, F5Object>>();

  constructor(document: F5Document) {
    this.document = document;
    this.text = document.text;
    this.stored = document.text.startsWith('#TMSH-VERSION');
    const statements: Statement[] = [];
    let folder = COMMON;
    for (const node of document.nodes) {
      if (node.kind !== 'object' && node.kind !== 'command') continue;
      const statement = statementOf(document, node);
      if (!statement) continue;
      statements.push(statement);
      if (statement.verb === 'cd') {
        folder = fullName(this.#word(statement, statement.name), COMMON).replace(/(?<=[^/]|^\/)\/+$/, '');
        continue;
      }
      if (folder !== COMMON) this.#folders.set(statement, folder);
      if (statement.name && statement.verb !== 'other') this.#take(statement);
    }
    this.statements = statements;
  }

  /** The folder that names without one are in, in a statement. */
  folderOf(statement: Statement): string {
    return this.#folders.get(statement) ?? COMMON;
  }

  all(objectClass: ObjectClass): readonly F5Object[] {
    return [...(this.#objects.get(objectClass)?.values() ?? [])];
  }

  find(objectClass: ObjectClass, name: string): F5Object | undefined {
    return this.#objects.get(objectClass)?.get(name);
  }

  /** The full name that a word stands for in a statement: in its folder, or in the common one if only that has it. */
  resolve(word: string, statement: Statement): string {
    const own = fullName(word, this.folderOf(statement));
    if (word.startsWith('/') || this.folderOf(statement) === COMMON || this.names.has(own)) return own;
    return this.names.has(`${COMMON}/${word}`) || isBuiltInName(word) ? `${COMMON}/${word}` : own;
  }

  #take(statement: Statement): void {
    const name = fullName(this.#word(statement, statement.name), this.folderOf(statement));
    if (statement.verb !== 'delete') {
      this.names.add(name);
      this.partitions.add(partitionOf(name));
    }
    const [module, objectClass = '', type = ''] = statement.kind.split(' ');
    if (module !== 'ltm' || !CLASSES.has(objectClass)) return;
    this.#object(statement, objectClass as ObjectClass, type, name);
  }

  #object(statement: Statement, objectClass: ObjectClass, type: string, name: string): void {
    const map = this.#objects.get(objectClass) ?? new Map<string, F5Object>();
    this.#objects.set(objectClass, map);
    if (statement.verb === 'delete') {
      map.delete(name);
      return;
    }
    const present = statement.verb === 'modify' ? map.get(name) : undefined;
    present?.statements.push(statement);
    const object = present ?? new F5Object(this.text, objectClass, type, name, statement);
    if (statement.verb !== 'modify') object.complete = true;
    map.set(name, object);
  }

  #word(statement: Statement, item: Item | undefined): string {
    return item ? wordOf(this.text, item, statement.quoting) : '';
  }
}
