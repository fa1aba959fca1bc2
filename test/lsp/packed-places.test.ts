import { expect, test } from 'vitest';
import { KeptFile } from '../../server/src/core/kept-file.ts';
import type { Span } from '../../server/src/core/span.ts';
import { PackedPlaces } from '../../server/src/lsp/packed-places.ts';

const TEXT = 'one\r\ntwo\nthree 😀 four';

/** Places in a file that is packed away, and how often its text has been unpacked for them. */
function packed(): { range: (span: Span) => unknown; unpacked: () => number } {
  const file = new KeptFile({ uri: 'file:///a.xml', text: TEXT });
  let count = 0;
  file.pack((whole) => () => {
    count++;
    return whole;
  });
  const places = new PackedPlaces();
  return { range: (span) => places.range(file, span), unpacked: () => count };
}

test('a place is known without the text once it has been asked for', () => {
  const { range, unpacked } = packed();
  const span = { start: TEXT.indexOf('two'), end: TEXT.indexOf('four') };
  const place = { start: { line: 1, character: 0 }, end: { line: 2, character: 9 } };
  expect([range(span), range({ ...span }), unpacked()]).toEqual([place, place, 1]);
});

test('it is another one where its end is', () => {
  const { range } = packed();
  const start = { line: 0, character: 0 };
  expect([3, 5, 8, 3].map((end) => range({ start: 0, end }))).toEqual([
    { start, end: { line: 0, character: 3 } },
    { start, end: { line: 1, character: 0 } },
    { start, end: { line: 1, character: 3 } },
    { start, end: { line: 0, character: 3 } },
  ]);
});

test('it is worked out again where many others have been asked for since', () => {
  const { range, unpacked } = packed();
  const ask = (): unknown => [...Array(9).keys()].map((start) => range({ start, end: TEXT.length }));
  const [first, again] = [ask(), ask()];
  expect([again, unpacked()]).toEqual([first, 18]);
});
