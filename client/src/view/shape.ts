/** What a message has to look like before anybody believes it: checks of shapes, put together like the types that they stand for. */
import type { ViewPlace } from '../../../server/src/lsp/protocol.ts';

/** Whether a value has the shape of a type. */
export type Check<T> = (value: unknown) => value is T;

/** A check for every property, so that none is forgotten; `optional` is for those that may be absent. */
type Checks<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? Optional<Exclude<T[K], undefined>> : Check<T[K]> };

interface Optional<T> {
  readonly optional: Check<T>;
}

export const text: Check<string> = (value) => typeof value === 'string';
export const yesOrNo: Check<boolean> = (value) => typeof value === 'boolean';
/** A whole number from 0. */
export const count: Check<number> = (value): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
/** How far something is scrolled: a part of a pixel as well, and beyond the beginning where a touch pad lets go. */
export const pixels: Check<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);

/** Of a property that may be absent. */
export function maybe<T>(optional: Check<T>): Optional<T> {
  return { optional };
}

/** One of some texts. */
export function oneOf<T extends string>(...known: readonly T[]): Check<T> {
  return (value): value is T => known.some((each) => each === value);
}

/** A list each of whose items passes a check. */
export function list<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(check);
}

/** An object by its own properties: what it inherits is not there, and what else it has is not looked at. */
export function object<T extends object>(checks: Checks<T>): Check<T> {
  const entries = Object.entries<Check<unknown> | Optional<unknown>>(checks);
  return (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    entries.every(([name, check]) => {
      const property: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
      return typeof check === 'function' ? check(property) : property === undefined || check.optional(property);
    });
}

const position = object<ViewPlace['range']['start']>({ line: count, character: count });

/** A place in a file. */
export const place = object<ViewPlace>({ uri: text, range: object<ViewPlace['range']>({ start: position, end: position }), name: text });
