/**
 * What a text has before the first of some signs; all of it where there is none. An expression such as `/%.*$/` says the same and begins anew at
 * each of the signs, which takes the square of their number where a line end follows.
 */
export function upTo(text: string, sign: string | RegExp): string {
  const at = typeof sign === 'string' ? text.indexOf(sign) : text.search(sign);
  return at < 0 ? text : text.slice(0, at);
}
