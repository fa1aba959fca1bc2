import type { Span } from '../../core/span.ts';
import type { Listener, LoadBalancer, Pool } from '../../model/load-balancer/load-balancer.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import { itemsOf } from '../../syntax/f5/items.ts';
import type { F5Node, Item } from '../../syntax/f5/tree.ts';
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
  const { document, text } = tree.configuration;
  const folds: Fold[] = [];
  let run: Span | undefined;
  const endRun = (): void => {
    if (run) folds.push({ span: run, kind: 'comment' });
    run = undefined;
  };
  for (const node of document.nodes) {
    if (node.kind === 'comment') run = { start: run?.start ?? node.start, end: node.end };
    else if (node.kind !== 'blank' || /\n[ \t]*\r?\n/.test(text.slice(node.start, node.end))) endRun();
    if (node.kind === 'object' || node.kind === 'command') foldNode(text, node, folds);
  }
  endRun();
  return folds.filter(({ span }) => text.slice(span.start, span.end).includes('\n'));
}

function foldNode(text: string, node: Extract<F5Node, { kind: 'object' | 'command' }>, folds: Fold[]): void {
  // The line with the brace that closes it stays.
  const end = node.kind === 'object' && node.closed ? lastLine(text, node.bodyEnd) : node.end;
  folds.push({ span: { start: node.start, end: Math.max(node.start, end) }, kind: 'element' });
  if (node.kind === 'object' && node.script) return;
  const open: Item[] = [
    ...itemsOf(text, node.kind === 'object' ? { start: node.bodyStart, end: node.bodyEnd } : node, node.kind === 'object' ? 'object' : node.quoting),
  ];
  for (let item = open.pop(); item; item = open.pop()) {
    if (item.kind !== 'group') continue;
    folds.push({ span: { start: item.start, end: Math.max(item.start, lastLine(text, item.end - 1)) }, kind: 'element' });
    for (const each of item.items) open.push(each);
  }
}

/** The end of the line before the one with a brace, if nothing else stands on that. */
function lastLine(text: string, at: number): number {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return start > 0 && text.slice(start, at).trim() === '' ? start - 1 : at;
}
