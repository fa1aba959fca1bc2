/** Adds what another list holds, however long it is: a call with each of a hundred thousand as an argument of its own overflows the stack. */
export function append<T>(list: T[], more: Iterable<T>): void {
  for (const each of more) list.push(each);
}

/** The largest of some numbers, `-Infinity` of none. However many they are: see `append`. */
export function largest(numbers: Iterable<number>): number {
  let found = Number.NEGATIVE_INFINITY;
  for (const each of numbers) found = Math.max(found, each);
  return found;
}

/** The smallest of some numbers, `Infinity` of none. */
export function smallest(numbers: Iterable<number>): number {
  let found = Number.POSITIVE_INFINITY;
  for (const each of numbers) found = Math.min(found, each);
  return found;
}
