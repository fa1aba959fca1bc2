import { fc } from '../support/properties.ts';

/** Pieces that have broken readers of any notation: brackets without their other half, ends of lines of every kind, what no text should hold. */
const PIECES: readonly string[] = [
  ...'<>{}[]()"\'`$@#&;:,=|\\/%^!*?-_.~+ \t\n\r0Aa'.split(''),
  '\r\n',
  '\n\r',
  '\0',
  '\u0001',
  '\u001a',
  '\u001b[2J',
  '\ufeff',
  '\ufffe',
  '\u00a0',
  '\u200b',
  '\u200d',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u2066',
  '\u0085',
  '\ud83d',
  '\ude00',
  '😀',
  'İ',
  'ß',
  'ſ',
  'e\u0301',
  '–',
  '“',
  '’',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE a [<!ENTITY b "&b;&b;">]>',
  '&amp;',
  '&#x0;',
  '&#xD800;',
  '&#99999999999;',
  '&b;',
  '<?xml version="1.0" encoding="utf-16"?>',
  '<a b="c">',
  '</VPNProfile>',
  '@{',
  '$(',
  '"@',
  "'@",
  "\n@'\n",
  '@"\n',
  '<#',
  '#>',
  '`\n',
  '^\n',
  '\\\n',
  '\\u0000',
  '\\ud800',
  '\\"',
  '\\x',
  '%%',
  '%1',
  '!a!',
  '${',
  '\n}\n',
  ' {\n',
  'hex(7):',
  'hex:',
  'dword:',
  '[HKEY_LOCAL_MACHINE\\',
  '-99999999999999999999',
  '1e999',
  'NaN',
  '0x',
  '255.255.255.255',
  '::',
  '/33',
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  '# aovpn-disable',
  '<!-- aovpn-disable-next-line',
  '# aovpn-server: ',
  '../'.repeat(20),
];

/** One change of a text. Plain numbers, so that whatever is left of a list when it is cut down is a list of changes as well. Places are parts of a thousand. */
type Mutation =
  | { readonly do: 'delete'; readonly at: number; readonly length: number }
  | { readonly do: 'double'; readonly at: number; readonly length: number; readonly to: number }
  | { readonly do: 'insert'; readonly at: number; readonly text: string }
  | { readonly do: 'repeat'; readonly at: number; readonly text: string; readonly times: number }
  | { readonly do: 'splice'; readonly at: number; readonly from: number; readonly part: number; readonly length: number }
  | { readonly do: 'swap'; readonly at: number; readonly with: number; readonly length: number }
  | { readonly do: 'cut'; readonly at: number }
  | { readonly do: 'lines'; readonly end: '\r\n' | '\r' | '\n' | '\n\n' };

const place = fc.nat(1000);
const short = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 6 }) }, { weight: 1, arbitrary: fc.integer({ min: 7, max: 120 }) });
const piece = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) });

/** So many are enough for what goes wrong in pairs, and few enough for most of a text to stay what its reader takes it for. */
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('delete' as const), at: place, length: short }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('double' as const), at: place, length: short, to: place }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('insert' as const), at: place, text: piece }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat' as const), at: place, text: piece, times: fc.integer({ min: 2, max: 300 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('splice' as const), at: place, from: fc.nat(), part: place, length: fc.integer({ min: 1, max: 400 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('swap' as const), at: place, with: place, length: short }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const), at: place }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('lines' as const), end: fc.constantFrom('\r\n' as const, '\r' as const, '\n' as const, '\n\n' as const) }),
  },
);

function mutated(text: string, change: Mutation, seeds: readonly string[]): string {
  const offset = (part: number): number => Math.floor((text.length * part) / 1000);
  switch (change.do) {
    case 'delete':
      return text.slice(0, offset(change.at)) + text.slice(offset(change.at) + change.length);
    case 'double': {
      const copy = text.slice(offset(change.at), offset(change.at) + change.length);
      return text.slice(0, offset(change.to)) + copy + text.slice(offset(change.to));
    }
    case 'insert':
      return text.slice(0, offset(change.at)) + change.text + text.slice(offset(change.at));
    case 'repeat':
      return text.slice(0, offset(change.at)) + change.text.repeat(change.times) + text.slice(offset(change.at));
    case 'splice': {
      const other = seeds[change.from % seeds.length] ?? '';
      const start = Math.floor((other.length * change.part) / 1000);
      return text.slice(0, offset(change.at)) + other.slice(start, start + change.length) + text.slice(offset(change.at));
    }
    case 'swap': {
      const [first, second] = [offset(Math.min(change.at, change.with)), offset(Math.max(change.at, change.with))];
      const end = Math.min(first + change.length, second);
      const otherEnd = second + (end - first);
      return text.slice(0, first) + text.slice(second, otherEnd) + text.slice(end, second) + text.slice(first, end) + text.slice(otherEnd);
    }
    case 'cut':
      return text.slice(0, offset(change.at));
    case 'lines':
      return text.replace(/\r\n|\r|\n/g, change.end);
  }
}

/** A text that is nearly one of the seeds, and hostile. Shrinks to fewer changes of an earlier seed. */
export function hostileTexts(seeds: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...seeds), fc.array(mutation, { maxLength: 8, size: 'max' }))
    .map(([seed, changes]) => changes.reduce((text, change) => mutated(text, change, seeds), seed));
}
