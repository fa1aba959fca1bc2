/**
 * The index of the first item that is not before a place; their number where all are before it.
 *
 * @param items in an order in which those before the place come first.
 */
export function firstNotBefore<T>(items: ArrayLike<T>, isBefore: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The index of the last item that starts at or before an offset; -1 where none does.
 *
 * @param items in ascending order of their starts.
 */
export function lastAtOrBefore<T>(items: ArrayLike<T>, offset: number, startOf: (item: T) => number): number {
  return firstNotBefore(items, (item) => startOf(item) <= offset) - 1;
}
