import { describe, expect, test } from 'vitest';
import { compareSpans, encloses, overlaps, spanAt, textOf, touches, trimmed, type Span } from '../../server/src/core/span.ts';
import { fc } from '../support/properties.ts';

const span = (start: number, end: number): Span => ({ start, end });
/** Not empty. */
const anySpan = fc.tuple(fc.nat(8), fc.nat(4)).map(([start, more]) => span(start, start + more + 1));

test('spanAt and textOf', () => {
  expect(spanAt(3, 4)).toEqual(span(3, 7));
  expect(textOf('0123456789', span(3, 7))).toBe('3456');
  expect(textOf('0123456789', span(3, 3))).toBe('');
});

test('the cursor is on a span at either end as well', () => {
  expect([1, 2, 3, 5, 6].map((offset) => touches(span(2, 5), offset))).toEqual([false, true, true, true, false]);
  expect(touches(span(2, 2), 2)).toBe(true);
});

describe('overlaps', () => {
  test.each([
    [span(0, 3), span(2, 5), true],
    [span(0, 9), span(2, 5), true],
    [span(2, 5), span(2, 5), true],
    [span(0, 2), span(2, 5), false],
    [span(0, 1), span(2, 5), false],
    // A cursor, or an insertion.
    [span(2, 2), span(2, 5), true],
    [span(5, 5), span(2, 5), true],
    [span(3, 3), span(2, 5), true],
    [span(1, 1), span(2, 5), false],
    [span(6, 6), span(2, 5), false],
    [span(4, 4), span(4, 4), true],
    [span(4, 4), span(5, 5), false],
  ])('%o and %o: %s', (a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
    expect(overlaps(b, a)).toBe(expected);
  });

  test('holds wherever a code unit is shared', () => {
    const units = ({ start, end }: Span): number[] => Array.from({ length: end - start }, (_, index) => start + index);
    fc.assert(fc.property(anySpan, anySpan, (a, b) => overlaps(a, b) === units(a).some((unit) => units(b).includes(unit))));
  });
});

test('encloses', () => {
  expect(encloses(span(2, 5), span(2, 5))).toBe(true);
  expect(encloses(span(2, 5), span(3, 3))).toBe(true);
  expect(encloses(span(2, 5), span(1, 3))).toBe(false);
  expect(encloses(span(2, 5), span(4, 6))).toBe(false);
});

test('spans are in the order of their starts, the shorter one first', () => {
  expect([span(3, 4), span(1, 9), span(1, 2), span(1, 1)].sort(compareSpans)).toEqual([span(1, 1), span(1, 2), span(1, 9), span(3, 4)]);
});

describe('trimmed', () => {
  test.each([
    ['  ab\t', 'ab'],
    ['\r\n a b \n', 'a b'],
    ['ab', 'ab'],
    // Only what XML takes for white space.
    ['\u00a0ab', '\u00a0ab'],
  ])('%j', (text, expected) => {
    expect(textOf(text, trimmed(text, span(0, text.length)))).toBe(expected);
  });

  test('an empty span stays', () => expect(trimmed('abc', span(1, 1))).toEqual(span(1, 1)));
  test('white space alone is the empty span at its start', () => {
    expect(trimmed('a \n b', span(1, 4))).toEqual(span(1, 1));
  });
});
