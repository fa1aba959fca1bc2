import { lastAtOrBefore } from '../../core/search.ts';
import type { Span } from '../../core/span.ts';
import type { Listener, LoadBalancer, Pool } from '../../model/load-balancer/load-balancer.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import { isBlank, itemsOf } from '../../syntax/f5/items.ts';
import type { F5Document, F5Node, Item } from '../../syntax/f5/tree.ts';
import type { Fold, OutlineEntry } from '../editing.ts';
import type { Reading } from '../artefact.ts';
import { localName, wordOf } from './names.ts';
import type { F5Tree } from './read.ts';

/** Every object with its kind; a virtual server and a pool with what they are for. */
export function f5Outline({ tree, facts }: Reading<F5Tree>): OutlineEntry[] {
  const { configuration } = tree;
  const { text } = configuration;
  const details = detailsOf(facts.loadBalancer);
  return configuration.statements.flatMap((statement): OutlineEntry[] => {
    const { node, kind, kindSpan, name, verb, quoting } = statement;
    if (verb === 'cd' || verb === 'other') return [];
    const word = name ? wordOf(text, name, quoting) : '';
    const known = kind.startsWith('ltm ') && word !== '' ? details.get(`${kind.split(' ')[1] ?? ''}/${configuration.resolve(word, statement)}`) : undefined;
    const change = verb === 'define' || verb === 'create' ? kind : `${verb} ${kind}`;
    return [
      {
        name: word === '' ? kind : localName(word) || word,
        detail: known === undefined ? change : `${change} ${known}`,
        kind: 'group',
        span: { start: node.start, end: node.end },
        nameSpan: name ? { start: name.start, end: name.end } : kindSpan,
        children: [],
      },
    ];
  });
}

function detailsOf(balancer: LoadBalancer | undefined): ReadonlyMap<string, string> {
  return new Map([
    ...(balancer?.listeners.map((each): [string, string] => [each.key, listenerDetail(each)]) ?? []),
    ...(balancer?.pools.map((each): [string, string] => [each.key, poolDetail(each)]) ?? []),
  ]);
}

function listenerDetail({ address, ports, transport, pools }: Listener): string {
  const range = valueOf(ports);
  const port = range && (range.from === range.to ? String(range.from) : 'any port');
  const target = valueOf(pools)?.map(({ name }) => localName(name));
  return [valueOf(address), valueOf(transport), port, target && target.length > 0 ? `→ ${target.join(', ')}` : undefined]
    .filter((each) => each !== undefined)
    .join(' ');
}

function poolDetail({ members }: Pool): string {
  return members.length === 1 ? '1 member' : `${members.length} members`;
}

/** Objects and what is nested in them, and comments on lines that follow each other. */
export function f5Folds({ tree }: Reading<F5Tree>): Fold[] {
  return new Folder(tree.configuration.document).folds();
}

class Folder {
  readonly #document: F5Document;
  /** Where lines begin. */
  readonly #lines: readonly number[];
  readonly #folds: Fold[] = [];

  constructor(document: F5Document) {
    this.#document = document;
    this.#lines = [0, ...[...document.text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  folds(): Fold[] {
    const { nodes, text } = this.#document;
    let run: Span | undefined;
    for (const node of nodes) {
      if (node.kind === 'comment') run = { start: run?.start ?? node.start, end: node.end };
      else if (node.kind !== 'blank' || /\n[ \t]*\r?\n/.test(text.slice(node.start, node.end))) {
        if (run) this.#take(run, 'comment');
        run = undefined;
      }
      if (node.kind === 'object' || node.kind === 'command') this.#node(node);
    }
    if (run) this.#take(run, 'comment');
    return this.#folds;
  }

  #node(node: Extract<F5Node, { kind: 'object' | 'command' }>): void {
    const isObject = node.kind === 'object';
    // The line with the brace that closes it stays.
    this.#take({ start: node.start, end: isObject && node.closed ? this.#beforeBrace(node.bodyEnd) : node.end }, 'element');
    if (isObject && node.script) return;
    const open: Item[] = [...itemsOf(this.#document.text, isObject ? { start: node.bodyStart, end: node.bodyEnd } : node, isObject ? 'object' : node.quoting)];
    for (let item = open.pop(); item; item = open.pop()) {
      // What is nested in one line is in that line.
      if (item.kind !== 'group' || this.#line(item.start) === this.#line(item.end)) continue;
      this.#take({ start: item.start, end: this.#beforeBrace(item.end - 1) }, 'element');
      for (const each of item.items) open.push(each);
    }
  }

  #take(span: Span, kind: Fold['kind']): void {
    if (span.end > span.start && this.#line(span.start) !== this.#line(span.end)) this.#folds.push({ span, kind });
  }

  /** The end of the line before the one with a brace, if nothing else stands on that. */
  #beforeBrace(at: number): number {
    const start = this.#lines[this.#line(at)] ?? 0;
    for (let blank = start; blank < at; blank++) if (!isBlank(this.#document.text.charCodeAt(blank))) return at;
    return start > 0 ? start - 1 : at;
  }

  #line(offset: number): number {
    return lastAtOrBefore(this.#lines, offset, (start) => start);
  }
}
