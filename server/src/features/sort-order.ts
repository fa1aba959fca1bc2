/** The place in a list as a text that sorts like the number. @param index 0 to 999. */
export function order(index: number): string {
  return String(index).padStart(3, '0');
}
