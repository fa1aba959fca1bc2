import type { Span } from '../../core/span.ts';
import { once } from '../../core/once.ts';
import type { Entry } from '../../syntax/f5/entries.ts';
import type { Statement } from '../../syntax/f5/statement.ts';
import type { Item } from '../../syntax/f5/tree.ts';
import type { ObjectName } from '../editing.ts';
import type { Reading } from '../artefact.ts';
import { entriesIn, settingsIn, type Configuration, type ObjectClass } from './configuration.ts';
import { addressOf, folderOf, fullName, localName, splitDestination, wordSpan } from './names.ts';
import type { F5Tree } from './read.ts';

/** Kinds of objects whose names can be followed. */
const NAMED: ReadonlySet<string> = new Set<ObjectClass>([
  'virtual',
  'pool',
  'monitor',
  'persistence',
  'profile',
  'rule',
  'policy',
  'node',
  'snatpool',
  'virtual-address',
]);

/** Settings that name objects, by the kind of object they stand in; for most kinds they are the same. */
const USES: Readonly<Record<string, Readonly<Record<string, ObjectClass>>>> = {
  virtual: {
    pool: 'pool',
    'last-hop-pool': 'pool',
    'clone-pools': 'pool',
    persist: 'persistence',
    'fallback-persistence': 'persistence',
    profiles: 'profile',
    rules: 'rule',
    policies: 'policy',
    snatpool: 'snatpool',
  },
  pool: { monitor: 'monitor' },
  node: { monitor: 'monitor' },
  monitor: { 'defaults-from': 'monitor', 'ssl-profile': 'profile' },
  persistence: { 'defaults-from': 'persistence', rule: 'rule' },
  profile: { 'defaults-from': 'profile' },
};

/** Words between the names of monitors. */
const NO_NAME: ReadonlySet<string> = new Set(['and', 'none', 'default', 'min', 'of', 'all']);

/** Every place that names an object, in the order of the text. */
export function objectNames({ tree }: Reading<F5Tree>): readonly ObjectName[] {
  return once(tree, collect);
}

function collect({ configuration }: F5Tree): readonly ObjectName[] {
  return new Collector(configuration).collect();
}

/** How a name is written at a place of `objectNames`: the folder stays as it is. Where a shell fills it in, nothing can be written. */
export function spellName({ file }: Reading<F5Tree>, at: ObjectName, name: string): string | undefined {
  const local = localName(name);
  if (file.text.slice(at.span.start, at.span.end).includes('$')) return undefined;
  if (name.includes('/') && folderOf(name) !== folderOf(at.name)) return undefined;
  return /^[A-Za-z_][\w.-]*$/.test(local) ? local : undefined;
}

class Collector {
  readonly #configuration: Configuration;
  readonly #found: ObjectName[] = [];

  constructor(configuration: Configuration) {
    this.#configuration = configuration;
  }

  collect(): readonly ObjectName[] {
    for (const statement of this.#configuration.statements) this.#statement(statement);
    return this.#found.sort((a, b) => a.span.start - b.span.start);
  }

  #statement(statement: Statement): void {
    const [module, kind = ''] = statement.kind.split(' ');
    if (module !== 'ltm' || !NAMED.has(kind)) return;
    if (statement.name) this.#take(kind as ObjectClass, statement.name, statement, statement.verb === 'define' || statement.verb === 'create');
    if (kind === 'rule') this.#program(statement);
    else {
      for (const entry of entriesIn(this.#configuration, statement)) this.#entry(kind, entry, statement);
    }
  }

  #entry(kind: string, entry: Entry, statement: Statement): void {
    const used = USES[kind]?.[entry.key];
    const { text } = this.#configuration;
    if (kind === 'pool' && entry.key === 'members') {
      for (const item of namesIn(entry)) this.#node(item, statement);
    } else if (entry.key === 'source-address-translation') {
      const pool = settingsIn(text, entry.values[0]).find(({ key }) => key === 'pool')?.values[0];
      if (pool) this.#take('snatpool', pool, statement, false);
    } else if (used) {
      for (const item of namesIn(entry)) if (!isWord(text, item, NO_NAME)) this.#take(used, item, statement, false);
    }
  }

  /** The node that a member stands for, where it has a name of its own. */
  #node(item: Item, statement: Statement): void {
    const { text } = this.#configuration;
    const span = wordSpan(text, item, statement.quoting);
    const word = item.value ?? text.slice(span.start, span.end);
    const { host } = splitDestination(word);
    const name = fullName(host, word.startsWith('/') ? folderOf(word) : this.#configuration.folderOf(statement));
    if (host.includes('$') || (addressOf(host) !== undefined && !this.#configuration.find('node', name))) return;
    const start = span.start + word.length - localName(word).length;
    this.#found.push({ kind: 'node', name, span: item.value === undefined ? { start, end: start + host.length } : span, defines: false });
  }

  /** The pools that an iRule names. */
  #program({ body }: Statement): void {
    const { text } = this.#configuration;
    const pattern = /\bpool[ \t]+(\/?[\w./-]+)/g;
    for (const match of text.slice(body.start, body.end).matchAll(pattern)) {
      const [all, word = ''] = match;
      const full = fullName(word, '/Common');
      const end = body.start + match.index + all.length;
      if (this.#configuration.find('pool', full)) this.#found.push({ kind: 'pool', name: full, span: localSpan(word, end), defines: false });
    }
  }

  #take(kind: ObjectClass, item: Item, statement: Statement, defines: boolean): void {
    const { text } = this.#configuration;
    const span = wordSpan(text, item, statement.quoting);
    const word = item.value ?? text.slice(span.start, span.end);
    if (word === '' || word.includes('$')) return;
    const name = defines ? fullName(word, this.#configuration.folderOf(statement)) : this.#configuration.resolve(word, statement);
    this.#found.push({ kind, name, span: item.value === undefined ? localSpan(word, span.end) : span, defines });
  }
}

/** The names in a setting: its words, or the entries of its list. */
function namesIn({ values }: Entry): Item[] {
  return values.flatMap((value) => (value.kind === 'group' ? value.items.filter(({ kind }) => kind !== 'group') : [value]));
}

function isWord(text: string, { kind, start, end }: Item, words: ReadonlySet<string>): boolean {
  const word = text.slice(start, end);
  return kind === 'word' && (words.has(word) || /^\d+$/.test(word));
}

/** The part of a name that ends at an offset behind its folder. */
function localSpan(word: string, end: number): Span {
  return { start: end - localName(word).length, end };
}
