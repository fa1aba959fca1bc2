import type { Span } from '../../core/span.ts';
import type { Word } from '../reg-exe/words.ts';

/** A command of a batch file. */
export interface BatchCommand {
  readonly name: Word;
  readonly args: readonly Word[];
  /** From the name to the end of the last argument; redirections may lie in it. */
  readonly span: Span;
  /** From the first command of its line, with what decides about it, to the end of the last one. */
  readonly statement: Span;
  /** Ids of what decides whether it runs, outermost first: `if`, `for`, `&&`, `||`, and labels that are jumped to. */
  readonly branch: readonly number[];
  /** Whether it stands behind a label that is called, which may happen at any time. */
  readonly inSubroutine: boolean;
  /** Whether the output of another command is its input. */
  readonly piped: boolean;
  /** What it has `cmd` run in turn, `cmd /c "…"`; absent where it does not, or where that is not certain. */
  readonly handed?: readonly BatchCommand[];
}

/** What is known of a batch file. Plain data. */
export interface BatchScript {
  readonly text: string;
  /** In document order. */
  readonly commands: readonly BatchCommand[];
  /** What `rem` or `::` introduces, from its first character that is no blank. */
  readonly comments: readonly Span[];
}
