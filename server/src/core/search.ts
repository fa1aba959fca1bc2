/**
 * The index of the last item that starts at or before an offset; -1 where none does.
 *
 * @param items in ascending order of their starts.
 */
export function lastAtOrBefore<T>(items: ArrayLike<T>, offset: number, startOf: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(items[middle] as T) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
