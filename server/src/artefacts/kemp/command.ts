import type { Span } from '../../core/span.ts';

export type KempVerb = 'add-service' | 'set-service' | 'remove-service' | 'split-service' | 'add-server' | 'set-server' | 'remove-server' | 'other';

/** What a command gives for one setting. */
export interface KempValue {
  /** Where it is written, without quotes. */
  readonly span: Span;
  /** The value, decoded; absent where only the running script knows it. */
  readonly text?: string;
  /** The same for two values that are surely equal, though it may not be known what they are. */
  readonly same?: string;
  /** Signs in it that the notation wants percent-encoded, where they stand. */
  readonly unencoded?: Span;
  /** For an index: the service that it surely stands for. */
  readonly service?: KempTarget;
}

/** How a command names its service. */
export type KempTarget =
  | {
      readonly kind: 'address';
      /** LoadMaster, address, port and protocol: each `=` and the value, another text for one that is not known, or nothing. */
      readonly parts: readonly (string | undefined)[];
    }
  /** The one that the command of this key makes. */
  | { readonly kind: 'made'; readonly by: string }
  | { readonly kind: 'unknown' };

/** One command to a LoadMaster, in whatever notation: a cmdlet, an address of the REST interface, or a body in JSON. */
export interface KempCommand {
  /** Unique in its file. */
  readonly key: string;
  readonly verb: KempVerb;
  /** Where findings about its service stand. */
  readonly at: Span;
  readonly whole: Span;
  readonly target: KempTarget;
  /** By their names in the REST interface, in lower case: `vs`, `port`, `prot`, `vsindex`, `rs`, `rsport`, `persist` … */
  readonly settings: ReadonlyMap<string, KempValue>;
  /** Whether there may be further settings. */
  readonly unread: boolean;
  /** Ids of the conditions that it stands under, outermost first. */
  readonly branch: readonly number[];
}

/** Whether a command surely runs where an earlier one has. */
export function runsAfter(later: KempCommand, earlier: KempCommand): boolean {
  return later.branch.every((id, index) => earlier.branch[index] === id);
}

/** Whether two commands name the same service: two that name it by address. */
export function compareTargets(a: KempTarget, b: KempTarget): 'same' | 'maybe' | 'no' {
  if (a.kind !== 'address' || b.kind !== 'address') return 'maybe';
  const pairs = a.parts.map((part, index) => [part, b.parts[index]] as const);
  if (pairs.some(([x, y]) => x !== y && x?.startsWith('=') && y?.startsWith('='))) return 'no';
  return pairs.every(([x, y]) => x !== undefined && x === y) ? 'same' : 'maybe';
}

/** How two values are compared: by what they are, else by what they are surely equal to. */
export function identity(value: KempValue | undefined): string | undefined {
  return value?.text === undefined ? value?.same : `=${value.text.trim().toLowerCase()}`;
}

/** Whether a setting is on; `undefined` where it is not known. */
export function flag(value: KempValue | undefined): boolean | undefined {
  const text = value?.text?.trim().toLowerCase();
  if (text === undefined) return undefined;
  if (['1', 'true', '$true', 'y', 'yes'].includes(text)) return true;
  return ['0', 'false', '$false', 'n', 'no'].includes(text) ? false : undefined;
}
