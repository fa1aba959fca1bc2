import type { Location } from '../../core/source-file.ts';

/**
 * The value of a setting and how it is known.
 * - `stated`: written at a place
 * - `default`: not written; what the product documents for that, or what the object takes from its parent
 * - `unknown`: not understood, or nothing that is read says it. Every rule is silent about it.
 */
export type Setting<T> =
  { readonly state: 'stated'; readonly value: T; readonly at: Location } | { readonly state: 'default'; readonly value: T } | { readonly state: 'unknown' };

/** A name that stands for another object. */
export interface Reference {
  /** The full name of the object, in the spelling by which it is found. */
  readonly name: string;
  readonly at: Location;
}

export const UNKNOWN = { state: 'unknown' } as const;

/** A setting that is written at a place. */
export function stated<T>(value: T, at: Location): Setting<T> {
  return { state: 'stated', value, at };
}

/** A setting that nobody wrote. */
export function byDefault<T>(value: T): Setting<T> {
  return { state: 'default', value };
}

/** The value, however it is known; `undefined` if it is not. */
export function valueOf<T>(setting: Setting<T> | undefined): T | undefined {
  return setting && setting.state !== 'unknown' ? setting.value : undefined;
}

/** Where it is written; else the place given. */
export function placeOf(setting: Setting<unknown> | undefined, otherwise: Location): Location {
  return setting?.state === 'stated' ? setting.at : otherwise;
}
