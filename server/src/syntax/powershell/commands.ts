import type { TooDeepAt } from '../../core/nesting.ts';
import type { Span } from '../../core/span.ts';
import type { StringLiteral } from './strings.ts';
import type { PsValue } from './value.ts';

/** One argument in the order of the text. A parameter's value is with it only when a colon attaches it; else the next argument may be its value. */
export type PsArgument =
  | { readonly kind: 'parameter'; readonly name: string; readonly span: Span; readonly nameSpan: Span; readonly value?: PsValue }
  | { readonly kind: 'value'; readonly value: PsValue; readonly span: Span }
  | { readonly kind: 'splat'; readonly name: string; readonly span: Span; readonly value: PsValue };

/** A call of a command whose name stands in the text. */
export interface PsCommand {
  /** As written, without quotes and module. */
  readonly name: string;
  readonly module?: string;
  readonly nameSpan: Span;
  /** From the name, or the call operator before it, to the end of the last argument. */
  readonly span: Span;
  readonly args: readonly PsArgument[];
  /** What is piped in: absent for the first command of a pipeline, unknown for another command's output. */
  readonly input?: PsValue;
  /** Ids of the enclosing blocks that may or may not run, outermost first; commands of one block have the same ids. */
  readonly branch: readonly number[];
  /** The function that must be called for this command to run. */
  readonly functionName?: string;
  /** The command once for each call of the function that it stands in, with what the call gives; absent where no call is followed. */
  readonly runs?: readonly PsCommand[];
  /** The call of the function that this run is of; absent for a command as it is written. */
  readonly call?: Span;
  /** Runs on other computers: inside a script block of Invoke-Command. */
  readonly remote: boolean;
  /** False where brackets, quotes or the grammar fail, so that there may be other arguments than the ones found. */
  readonly reliable: boolean;
}

export interface PsFunction {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

/** A call of a static method: `[Type]::Method(…)`. */
export interface PsStaticCall {
  /** Name of the type as written, without brackets and blanks. */
  readonly type: string;
  /** As written. */
  readonly method: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** Each with the place of the argument itself. */
  readonly args: readonly { readonly value: PsValue; readonly span: Span }[];
  /** As of commands. */
  readonly branch: readonly number[];
  readonly functionName?: string;
  readonly remote: boolean;
  readonly reliable: boolean;
}

/** What is known of a script. Plain data. */
export interface PsScript {
  readonly text: string;
  /** In document order, nested ones included; commands named by a variable or expression are left out. */
  readonly commands: readonly PsCommand[];
  /** In document order. */
  readonly staticCalls: readonly PsStaticCall[];
  readonly comments: readonly Span[];
  /** Every quoted string and here-string, in document order. */
  readonly strings: readonly StringLiteral[];
  readonly functions: readonly PsFunction[];
  readonly hasErrors: boolean;
  /** The bracket behind which nothing is read, and how many levels are. */
  readonly tooDeep?: TooDeepAt;
  /** Whether there are commands whose name only the running script knows: `& $path`, `. (Join-Path …)`. */
  readonly hasUnnamed: boolean;
}
