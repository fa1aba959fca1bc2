import { F5_KINDS } from '../../knowledge/load-balancer/f5.ts';
import type { Slot } from '../artefact.ts';
import type { Configuration } from './configuration.ts';

/** A line as far as it is typed: what stands before a command, its verb, and the words of a kind. */
const LINE = /^[ \t]*(?:(?:(?:sudo[ \t]+)?tmsh[ \t]+)?(create|modify|delete|list)[ \t]+)?((?:[a-z][\w-]*[ \t]+){0,2}[\w-]*)$/;

/** The kind of an object that begins at a line, in the notation of the file; a snippet where a word is typed that begins no kind. */
export function kindSlot(configuration: Configuration, offset: number): Slot | undefined {
  const { text } = configuration;
  const [, verb, typed] = LINE.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)) ?? [];
  if (typed === undefined) return undefined;
  const replace = { start: offset - typed.length, end: offset };
  const begun = typed.replace(/[ \t]+/g, ' ');
  const kinds = F5_KINDS.filter(({ kind }) => kind.startsWith(begun));
  const before = verb === undefined ? commandOf(configuration) : '';
  const atStart = verb === undefined && !begun.includes(' ');
  if (before === undefined || kinds.length === 0) return atStart ? { kind: 'snippet', replace } : undefined;
  return { kind: 'object-kind', kinds, before, snippets: atStart, replace };
}

/** What stands before a kind where the file has nothing but commands; `undefined` where that is more than a word or two. */
function commandOf({ statements }: Configuration): string | undefined {
  const last = statements.at(-1);
  if (!last || statements.some(({ node }) => node.kind === 'object')) return '';
  if (last.quoting === 'tmsh') return 'create ';
  return last.quoting === 'shell' ? 'tmsh create ' : undefined;
}
