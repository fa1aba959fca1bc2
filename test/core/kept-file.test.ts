import { describe, expect, test } from 'vitest';
import { KeptFile } from '../../server/src/core/kept-file.ts';

const TEXT = 'one\r\ntwo\nthree 😀 four';

/** A file, and how often its text has been unpacked. */
function packed(text = TEXT): { file: KeptFile; unpacked: () => number } {
  const file = new KeptFile({ uri: 'file:///a.xml', text });
  let count = 0;
  file.pack((whole) => () => {
    count++;
    return whole;
  });
  return { file, unpacked: () => count };
}

test('a text that is packed away is still there', () => {
  const { file, unpacked } = packed();
  expect([file.text, file.text, unpacked()]).toEqual([TEXT, TEXT, 2]);
  file.unpack();
  expect([file.text, file.text, unpacked()]).toEqual([TEXT, TEXT, 3]);
});

describe('a place', () => {
  test('is known without the text once it has been asked for', () => {
    const { file, unpacked } = packed();
    const span = { start: TEXT.indexOf('two'), end: TEXT.indexOf('four') };
    const place = { start: { line: 1, character: 0 }, end: { line: 2, character: 9 } };
    expect([file.placeOf(span), file.placeOf({ ...span }), unpacked()]).toEqual([place, place, 1]);
  });

  test('is another one where its end is', () => {
    const { file } = packed();
    expect([3, 5, 8].map((end) => file.placeOf({ start: 0, end })?.end)).toEqual([
      { line: 0, character: 3 },
      { line: 1, character: 0 },
      { line: 1, character: 3 },
    ]);
  });

  test('is worked out again where many others have been asked for since', () => {
    const { file, unpacked } = packed();
    const starts = [...Array(9).keys()];
    const ask = (): unknown => starts.map((start) => file.placeOf({ start, end: TEXT.length })?.start);
    const [first, again] = [ask(), ask()];
    expect([again, unpacked()]).toEqual([first, 18]);
  });

  test('is not told of a text that is at hand', () => {
    expect(new KeptFile({ uri: 'file:///a.xml', text: TEXT }).placeOf({ start: 0, end: 1 })).toBeUndefined();
  });
});
