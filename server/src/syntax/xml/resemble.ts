/** Whether two names differ by about one slip: but for letter case, they agree from both ends over at least half of the longer one. */
export function resemble(one: string, other: string): boolean {
  const a = one.toLowerCase();
  const b = other.toLowerCase();
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return 2 * (start + end) >= Math.max(a.length, b.length);
}
