/**
 * A text of a file or a file's name as it may go to a terminal: one line, and nothing in it that a terminal or the order
 * of writing would obey.
 */
export function printable(text: string): string {
  return text.replace(/[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}
