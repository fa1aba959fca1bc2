/** Columns beyond the edges are made as well, so that scrolling shows no gaps. */
const BEYOND = 3;

/**
 * Which of many columns have to be made: those that are seen, and a few beside them.
 * @param count of all columns, each of one width
 * @param left how far the table is scrolled, in pixels
 * @returns the first one, and the one behind the last
 */
export function windowOf(count: number, width: number, left: number, room: number): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.floor(left / width) - BEYOND);
  const to = Math.min(count, Math.ceil((left + Math.max(room, width)) / width) + BEYOND);
  return { from: Math.min(from, to), to };
}
