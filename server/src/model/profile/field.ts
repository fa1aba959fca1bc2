import type { Location, Written } from '../../core/source-file.ts';

/**
 * The value of an element.
 * - `known`: a literal text
 * - `empty`: the element is there and says nothing
 * - `unread`: it is there, or may be there, and its value cannot be known: a deployment tool fills it in, or it
 *   is being typed. No place where it may not be there at all.
 * - `absent`: certainly not there
 */
export type Field =
  | { readonly state: 'known'; readonly written: Written<string> }
  | { readonly state: 'empty'; readonly at: Location }
  | { readonly state: 'unread'; readonly at?: Location }
  | { readonly state: 'absent' };

/** The text of a field; `undefined` unless it is known. */
export function fieldText(field: Field): string | undefined {
  return field.state === 'known' ? field.written.value : undefined;
}

/** Where the value of a field stands; `undefined` when nobody can say. */
export function fieldPlace(field: Field): Location | undefined {
  if (field.state === 'known') return field.written.at;
  return field.state === 'absent' ? undefined : field.at;
}

/** A boolean field; `undefined` unless it is certain. XML Schema has 1 and 0 beside true and false; letter case is taken as meant. */
export function fieldFlag(field: Field): boolean | undefined {
  const text = fieldText(field)?.toLowerCase();
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}

/** Whether a field is certainly not true: it says so, or is not there and defaults to false. */
export function isNotTrue(field: Field): boolean {
  return field.state === 'absent' || fieldFlag(field) === false;
}
