import type { Span } from '../../core/span.ts';
import type { StringLiteral } from './strings.ts';

/** One value as the scanner leaves it: what it is at run time is found out later, with the tree and the variables. */
export type RawValue =
  | { readonly kind: 'string'; readonly span: Span; readonly literal: StringLiteral }
  | { readonly kind: 'variable'; readonly span: Span }
  /** A bracketed expression: `( … )`, `@( … )`, `@{ … }`, `$( … )`, `{ … }`; the tree has it at `span.start`. */
  | { readonly kind: 'group'; readonly span: Span }
  /** Member access, method call, index: never known. */
  | { readonly kind: 'dynamic'; readonly span: Span };

/** Values separated by commas; more than one, or a leading comma, makes an array. */
export interface RawList {
  readonly span: Span;
  readonly items: readonly RawValue[];
  readonly array: boolean;
}

export type RawArgument =
  | { readonly kind: 'parameter'; readonly span: Span; readonly nameSpan: Span; readonly value?: RawList }
  | { readonly kind: 'value'; readonly value: RawList }
  | { readonly kind: 'splat'; readonly span: Span };

/** A command as the scanner finds it. */
export interface RawCommand {
  /** Offset of the call operator or of the name. */
  readonly start: number;
  /** The name without quotes; undefined when only the running script knows it. */
  readonly name: string | undefined;
  readonly nameSpan: Span;
  readonly args: RawArgument[];
  /** End of the last argument. */
  end: number;
  /** Expression piped in, `unknown` for anything else that is piped in. */
  readonly input: Span | 'unknown' | undefined;
  /** An unclosed bracket or string, or `--%`: the arguments may be other ones than they seem. */
  broken: boolean;
  /** Inside `$( … )` of a string, which the tree does not see. */
  readonly inString: boolean;
}

/** A function, filter or workflow. */
export interface RawFunction {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

/** A stretch of the text that the grammar gets to see as something simpler of the same length. */
export interface Mask extends Span {
  readonly text: string;
}
