import type { Span } from '../../core/span.ts';
import type { ShellVariables } from '../shell/variables.ts';

/**
 * How a text is written.
 * - `object`: as in a configuration file, one setting on each line
 * - `tmsh`: as typed into the shell of BIG-IP, everything of one command on one line
 * - `shell`: the same as arguments of `tmsh` in another shell
 * - `double`, `single`: within the quotes behind `tmsh -c`
 */
export type Quoting = 'object' | 'tmsh' | 'shell' | 'double' | 'single';

/** A stretch at the top of a file. All of them together are the whole text. */
export type F5Node = BlankNode | OpaqueNode | ObjectNode | CommandNode;

/** White space, comments, and what is no configuration: routing commands, certificates, lines of a script. */
interface BlankNode extends Span {
  readonly kind: 'blank' | 'comment' | 'routing';
}

/** Text that is not understood. */
interface OpaqueNode extends Span {
  readonly kind: 'text';
}

/** `ltm pool /Common/x { … }`. */
export interface ObjectNode extends Span {
  readonly kind: 'object';
  /** Behind the opening brace. */
  readonly bodyStart: number;
  /** Before the closing brace; the end where there is none. */
  readonly bodyEnd: number;
  /** Whether the closing brace is there. */
  readonly closed: boolean;
  /** Whether its body is a program whose quotes and comments are no concern of braces. */
  readonly script: boolean;
}

/** `create ltm pool x …`, without the `tmsh` and the quotes around it. */
export interface CommandNode extends Span {
  readonly kind: 'command';
  /** Where the whole line begins, with `tmsh` and everything else before it. */
  readonly lineStart: number;
  readonly quoting: Quoting;
  /** Whether all of its braces and quotes are closed. */
  readonly closed: boolean;
}

/** What a parser found wrong. */
export interface F5Problem {
  readonly span: Span;
  readonly message: string;
}

export interface F5Document {
  readonly text: string;
  readonly nodes: readonly F5Node[];
  readonly problems: readonly F5Problem[];
  /** What a script surely fills into its commands. */
  readonly variables?: ShellVariables;
}

/** A word, a quoted string, or what stands in braces. */
export interface Item extends Span {
  readonly kind: 'word' | 'string' | 'group';
  /** Whether it is the first one on its line. */
  readonly first: boolean;
  /** What stands in the braces of a group. */
  readonly items: readonly Item[];
  /** What a word or string says, where a shell fills something in. */
  readonly value?: string;
}

/** The span between the braces or quotes of an item; all of a word. Nothing, at its end, where one is all that there is: the other one is missing. */
export function innerSpan({ kind, start, end }: Pick<Item, 'kind' | keyof Span>, width = 1): Span {
  if (kind === 'word') return { start, end };
  const from = Math.min(start + width, end);
  return { start: from, end: Math.max(from, end - width) };
}
