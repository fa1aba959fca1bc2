import type { CodeRange, Expectation } from '../../model/load-balancer/monitor.ts';

/** What may stand at one place of a status code: a digit, any digit, or a set of them. */
const DIGIT = String.raw`(?:\d|\\d|\.|\[[\d-]+\])`;
const CODE = `${DIGIT}{3}`;
const CODES = new RegExp(String.raw`^(?:${CODE}|\((?:\?:)?${CODE}(?:\|${CODE})*\))`);

/** What stands before the code: the version of HTTP, in one of the ways in which people write it. */
const VERSION = /^\^?(?:HTTP\/?(?:1|\[1\]|\\d)?(?:\\?\.|\[\.\])?(?:\d|\.|\\d|\[[\d-]+\]|\(\?:\d\|\d\)|\(\d\|\d\))?\*?)?(?: |\\s\+?|\\x20|\[ \])?(?:\.\*)?/i;

/** What may stand behind the code without changing which codes are meant. */
const REST = /^(?:(?:\.\*|\\b|\$|\s|\\s|[A-Za-z])*)$/;

/**
 * Which answers a receive string accepts, as far as it looks for a status code; `undefined` for one that looks for something else.
 *
 * @param text the regular expression, as it reaches the monitor
 */
export function expectationOf(text: string): Expectation | undefined {
  if (text === '' || text === 'none') return 'anything';
  const rest = text.slice(VERSION.exec(text)?.[0].length ?? 0);
  const codes = CODES.exec(rest)?.[0];
  if (codes === undefined || !REST.test(rest.slice(codes.length))) return undefined;
  const alternatives = codes.replace(/^\((?:\?:)?|\)$/g, '').split('|');
  // A text of any three characters looks for no code.
  if (alternatives.every((each) => /^(?:\.|\\d){3}$/.test(each))) return undefined;
  return { codes: ranges(matching(alternatives)) };
}

function matching(alternatives: readonly string[]): number[] {
  const pattern = new RegExp(`^(?:${alternatives.map((each) => each.replace(/(?<!\\)\./g, String.raw`\d`)).join('|')})$`);
  const digits = /^[1-5]\d\d$/.test(alternatives.join('')) ? [Number(alternatives[0])] : Array.from({ length: 500 }, (_, index) => index + 100);
  return digits.filter((code) => pattern.test(String(code)));
}

function ranges(codes: readonly number[]): CodeRange[] {
  const result: { from: number; to: number }[] = [];
  for (const code of codes) {
    const last = result.at(-1);
    if (last?.to === code - 1) last.to = code;
    else result.push({ from: code, to: code });
  }
  return result;
}
