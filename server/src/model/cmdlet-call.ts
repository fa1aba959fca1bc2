import type { Location } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { observed } from './observed.ts';

/** What is given to a parameter, as far as the text tells. `at` is where the value is stated, which may be in a variable's assignment. */
export type ArgumentValue =
  | { readonly kind: 'text'; readonly text: string; readonly at: Location }
  | { readonly kind: 'number'; readonly number: number; readonly text: string; readonly at: Location }
  | { readonly kind: 'boolean'; readonly boolean: boolean; readonly at: Location }
  | { readonly kind: 'null'; readonly at: Location }
  | { readonly kind: 'list'; readonly items: readonly ArgumentValue[]; readonly at: Location }
  /** What the last of these commands returns: one object, several or none. */
  | { readonly kind: 'pipeline'; readonly stages: readonly PipelineStage[]; readonly at: Location }
  /** Something is there whose value cannot be known without running the script; with `each` it is one of these in each round of a loop, and all of them in the end. */
  | { readonly kind: 'unread'; readonly at: Location; readonly each?: readonly ArgumentValue[] };

/** One command of a pipeline. */
export interface PipelineStage {
  /** As written, in lower case. */
  readonly command: string;
  /** The whole command as written. */
  readonly text: string;
}

/** One parameter that a call gives. */
export interface CallArgument {
  /** Full name in Microsoft's letter case. */
  readonly name: string;
  readonly via: 'named' | 'positional' | 'splat' | 'pipeline';
  /** The name as written, or the key of the hashtable; absent for one given by position. */
  readonly nameAt?: Location;
  /** Absent while it is still to be typed. A switch that is just named is true. */
  readonly value?: ArgumentValue;
  /** What stands behind a switch, which takes no value there: PowerShell gives it to another parameter by position. */
  readonly stray?: ArgumentValue;
}

/** A call of a cmdlet that the catalogue knows. */
export interface CmdletCall {
  /** Stable name within its file. */
  readonly key: string;
  /** The cmdlet's own name, whichever alias is written. */
  readonly cmdlet: string;
  /** The name as written. */
  readonly at: Location;
  /** By full name. */
  readonly arguments: ReadonlyMap<string, CallArgument>;
  /** Whether everything that is passed is known, so that what is not seen is not there. */
  readonly complete: boolean;
  /** Set where a condition decides whether it is called, or whoever calls the function that it stands in. */
  readonly conditional?: true;
  /** Stands for the VPN connection that it is about: calls with the same text here are about the same one. Absent where that is not known. */
  readonly connection?: string;
  /** Whether the script has switched off that commands ask for confirmation. */
  readonly unasked: boolean;
  /** Names of all commands of the script, in lower case: other scripts and functions may do what this call leaves out. */
  readonly neighbours: ReadonlySet<string>;
  /** Order within the file. */
  readonly offset: number;
  /** The whole call as written, to tell whether it is still the same. */
  readonly text: string;
}

/** What other files can observe of a call: what it is given, without positions. */
export function observedCall({ cmdlet, complete, conditional, arguments: given }: CmdletCall): string {
  return observed([cmdlet, complete, conditional, [...given.values()].map(({ name, value }) => [name, value])]);
}

/** The value of a parameter that is one text; `undefined` for everything else. */
export function textArgument(call: CmdletCall, name: string): (ArgumentValue & { kind: 'text' }) | undefined {
  const value = call.arguments.get(name)?.value;
  return value?.kind === 'text' ? value : undefined;
}

/** The texts that a parameter is given: the one that is stated, or those of a loop over a list, one after the other; empty where nothing is known. */
export function textArguments(call: CmdletCall, name: string): readonly (ArgumentValue & { kind: 'text' })[] {
  const value = call.arguments.get(name)?.value;
  const all = value?.kind === 'unread' ? (value.each ?? []) : value ? [value] : [];
  return all.flatMap((each) => (each.kind === 'text' ? [each] : []));
}

/** The value of a parameter that is one number, in quotes or not, with its place; `undefined` for everything else. */
export function numberArgument(call: CmdletCall, name: string): { readonly number: number; readonly at: Location } | undefined {
  const value = call.arguments.get(name)?.value;
  if (value?.kind === 'number') return { number: value.number, at: value.at };
  return value?.kind === 'text' && /^\s*\d+\s*$/.test(value.text) ? { number: Number(value.text), at: value.at } : undefined;
}

/** Whether a switch is certainly on. */
export function isOn(call: CmdletCall, name: string): boolean {
  const value = call.arguments.get(name)?.value;
  return value?.kind === 'boolean' && value.boolean;
}

/** The values of a parameter: those of a list, or the only one; empty where it is not given. */
export function valuesOf(call: CmdletCall, name: string): readonly ArgumentValue[] {
  const value = call.arguments.get(name)?.value;
  if (!value) return [];
  return value.kind === 'list' ? value.items : [value];
}

/** Where the texts stand that calls are given, those in lists included. */
export function textSpans(calls: readonly CmdletCall[]): Span[] {
  const spansOf = (value: ArgumentValue): readonly Span[] =>
    value.kind === 'text' ? [value.at.span] : value.kind === 'list' ? value.items.flatMap(spansOf) : [];
  return calls.flatMap((call) => [...call.arguments.values()].flatMap(({ value }) => (value ? spansOf(value) : [])));
}
