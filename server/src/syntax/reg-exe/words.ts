import type { Span } from '../../core/span.ts';

/** One argument of a program, after the shell has taken its quotes and escapes away. */
export interface Word {
  /** As the program gets it; `undefined` where only the running script knows it. */
  readonly text: string | undefined;
  /** The whole argument as written, quotes included. */
  readonly span: Span;
  /** Between its quotes, where it has them all around; else the whole argument. */
  readonly inner: Span;
  readonly quote: 'none' | 'single' | 'double';
  /** Whether replacing the text of `inner` replaces the argument: not so where a variable or an escape takes part in it. */
  readonly editable: boolean;
}
