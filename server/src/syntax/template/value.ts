import type { TooDeepAt } from '../../core/nesting.ts';
import type { Span } from '../../core/span.ts';

/** A value of a template of Azure, in JSON or Bicep. What is neither literal nor a plain name is `unread`. */
export type TemplateValue =
  /** `span` is the text between its quotes. */
  | { readonly kind: 'text'; readonly text: string; readonly span: Span }
  | TemplateObject
  | { readonly kind: 'list'; readonly items: readonly TemplateValue[]; readonly span: Span }
  /** The value of a variable or parameter, by its key in `definitions`. */
  | { readonly kind: 'reference'; readonly key: string; readonly span: Span }
  | { readonly kind: 'unread'; readonly span: Span };

export interface TemplateObject {
  readonly kind: 'object';
  readonly entries: readonly TemplateEntry[];
  readonly span: Span;
  /** Whether there may be more entries than these. */
  readonly partial: boolean;
}

export interface TemplateEntry {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: TemplateValue;
  /** From its name to the end of its value, quotes included. */
  readonly span: Span;
}

/**
 * What a name stands for: a variable's value, or the values that a parameter takes, where they are stated. A parameter's default
 * is none of it: files of parameters and command lines override it, which a template does not show.
 */
export type Definition = { readonly kind: 'variable'; readonly value?: TemplateValue } | { readonly kind: 'parameter'; readonly allowed?: TemplateValue };

export interface TemplateResource {
  /** Without the version. */
  readonly type: string;
  readonly body: TemplateValue;
  /** The names that it can use. */
  readonly definitions: ReadonlyMap<string, Definition>;
}

/** A template as far as gateways need it. */
export interface Template {
  readonly resources: readonly TemplateResource[];
  readonly comments: readonly Span[];
  /** Whether its brackets do not balance, or something in it is not of its language. */
  readonly broken?: true;
  /** The bracket behind which nothing is read, and how many levels are. */
  readonly tooDeep?: TooDeepAt;
}

/** The entries of an object under a name, in any letter case: more than one is a mistake that nobody can read. */
export function entriesOf(object: TemplateObject, name: string): readonly TemplateEntry[] {
  return object.entries.filter((entry) => entry.name.toLowerCase() === name.toLowerCase());
}

/** Variables of variables are followed this far; one that is defined by itself has no value. */
const MOST_STEPS = 8;

/** What a value is behind the names of variables: a reference to a parameter, or to nothing known, stays one. */
export function behindVariables(value: TemplateValue, definitions: ReadonlyMap<string, Definition>): TemplateValue {
  let behind = value;
  for (let step = 0; step < MOST_STEPS && behind.kind === 'reference'; step++) {
    const definition = definitions.get(behind.key);
    if (definition?.kind !== 'variable' || !definition.value) return behind;
    behind = definition.value;
  }
  return behind;
}
