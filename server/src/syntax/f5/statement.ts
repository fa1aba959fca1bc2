import type { Span } from '../../core/span.ts';
import { itemsOf } from './items.ts';
import type { ShellVariables } from '../shell/variables.ts';
import type { CommandNode, F5Document, Item, ObjectNode, Quoting } from './tree.ts';

export type Verb = 'define' | 'create' | 'modify' | 'delete' | 'cd' | 'other';

/** An object that is defined, made, changed or deleted, with its settings not yet told apart. */
export interface Statement {
  readonly node: ObjectNode | CommandNode;
  readonly verb: Verb;
  /** `ltm virtual`, `ltm monitor https`. */
  readonly kind: string;
  readonly kindSpan: Span;
  /** The name as it is written, with quotes; absent for what has none. */
  readonly name?: Item;
  /** The text between the braces of an object, or behind the name of a command. */
  readonly body: Span;
  readonly quoting: Quoting;
  /** What a shell fills into it. */
  readonly variables?: ShellVariables;
}

/** Kinds with one more word before the name. */
const SUBTYPED = new Set(['auth', 'data-group', 'monitor', 'persistence', 'profile', 'message-routing', 'dns', 'lsn-pool', 'global-settings', 'cipher']);

const VERBS: ReadonlySet<string> = new Set(['create', 'modify', 'delete', 'cd']);

/** What an object or command is about; `undefined` where not even that can be told. */
export function statementOf({ text, variables }: F5Document, node: ObjectNode | CommandNode): Statement | undefined {
  return node.kind === 'object' ? objectStatement(text, node) : commandStatement(text, node, variables);
}

function objectStatement(text: string, node: ObjectNode): Statement | undefined {
  return plainObject(text, node) ?? quotedObject(text, node);
}

/** `ltm pool /Common/x {`, of which a file has thousands: three or four words and nothing in quotes. */
const PLAIN = /(ltm[ \t]+(?:virtual|pool|node|virtual-address|rule|snatpool|(?:monitor|persistence|profile)[ \t]+[a-z][\w-]*))[ \t]+([^\s{}"#]+)[ \t]*\{/y;

function plainObject(text: string, node: ObjectNode): Statement | undefined {
  PLAIN.lastIndex = node.start;
  const [, kind, name] = PLAIN.exec(text) ?? [];
  if (kind === undefined || name === undefined || PLAIN.lastIndex !== node.bodyStart) return undefined;
  const kindSpan = { start: node.start, end: node.start + kind.length };
  const start = text.indexOf(name, kindSpan.end);
  return {
    node,
    verb: 'define',
    kind: /[ \t]{2}|\t/.test(kind) ? kind.split(/[ \t]+/).join(' ') : kind,
    kindSpan,
    name: { kind: 'word', start, end: start + name.length, first: false, items: [] },
    body: { start: node.bodyStart, end: Math.max(node.bodyStart, node.bodyEnd) },
    quoting: 'object',
  };
}

function quotedObject(text: string, node: ObjectNode): Statement | undefined {
  const words = itemsOf(text, { start: node.start, end: node.bodyStart - 1 }, 'object');
  const head = headOf(text, words, 0, 'object');
  return head && { ...head, node, verb: 'define', body: { start: node.bodyStart, end: Math.max(node.bodyStart, node.bodyEnd) }, quoting: 'object' };
}

function commandStatement(text: string, node: CommandNode, variables: ShellVariables | undefined): Statement | undefined {
  const { quoting } = node;
  const words = itemsOf(text, node, quoting, variables);
  const [first] = words;
  if (!first) return undefined;
  const word = text.slice(first.start, first.end);
  const verb = VERBS.has(word) ? (word as Verb) : 'other';
  if (verb === 'cd') {
    const [, folder] = words;
    return folder && { node, verb, kind: 'cd', kindSpan: first, name: folder, body: { start: node.end, end: node.end }, quoting };
  }
  const head = headOf(text, words, 1, quoting);
  const body = { start: head?.name?.end ?? head?.kindSpan.end ?? node.end, end: node.end };
  return head && { ...head, node, verb, body, quoting, ...(variables && { variables }) };
}

/** Kind and name, from the words at an index on. */
function headOf(text: string, words: readonly Item[], index: number, quoting: Quoting): Pick<Statement, 'kind' | 'kindSpan' | 'name'> | undefined {
  const module = words[index];
  if (module?.kind !== 'word') return undefined;
  const first = text.slice(module.start, module.end).replace(/^\//, '');
  const type = words[index + 1];
  if (type?.kind !== 'word') return { kind: first, kindSpan: module };
  const second = text.slice(type.start, type.end);
  const subtype = words[index + 2];
  const hasSubtype = first === 'ltm' && SUBTYPED.has(second) && subtype?.kind === 'word';
  const rest = words.slice(index + (hasSubtype ? 3 : 2)).filter((item) => item.kind !== 'group');
  const last = hasSubtype ? subtype : type;
  // A command has the name right behind its kind, and settings behind that. Elsewhere what stands before the brace is the name.
  const name = quoting === 'object' || first !== 'ltm' ? rest.at(quoting === 'object' ? -1 : 0) : words[index + (hasSubtype ? 3 : 2)];
  return {
    kind: hasSubtype ? `${first} ${second} ${text.slice(subtype.start, subtype.end)}` : `${first} ${second}`,
    kindSpan: { start: module.start, end: last.end },
    ...(name && name.kind !== 'group' && { name }),
  };
}
