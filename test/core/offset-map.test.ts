import { describe, expect, test } from 'vitest';
import { MappedText, OffsetMap } from '../../server/src/core/offset-map.ts';
import { fc } from '../support/properties.ts';

describe('a text that was taken apart', () => {
  //               0123456789
  const original = 'a&amp;b&#x3c;c';
  const mapped = new MappedText(original);
  mapped.copy(0, 1);
  mapped.insert('&');
  mapped.copy(6, 7);
  mapped.insert('<');
  mapped.copy(13, 14);
  const { text, map } = mapped.finish();

  test('reads as it should', () => expect(text).toBe('a&b<c'));

  test.each([
    [0, 0],
    [2, 6],
    [4, 13],
    [5, 14],
  ])('what was copied: %i is %i outside', (inner, outer) => {
    expect(map.toOuter(inner)).toBe(outer);
    expect(map.toInner(outer)).toBe(inner);
  });

  test.each([
    [1, 1],
    [3, 7],
  ])('what was put in: %i is right behind what stands before it, %i outside', (inner, outer) => {
    expect(map.toOuter(inner)).toBe(outer);
  });

  test.each([2, 3, 4, 5, 8, 9, 12])('what was left out: %i is nowhere inside', (outer) => {
    expect(map.toInner(outer)).toBeUndefined();
  });

  test('a span', () => expect(map.spanToOuter({ start: 2, end: 5 })).toEqual({ start: 6, end: 14 }));
});

test('what stands before the first piece is at its start', () => {
  const mapped = new MappedText('0123456789');
  mapped.insert('xx');
  mapped.copy(4, 6);
  const { text, map } = mapped.finish();
  expect(text).toBe('xx45');
  expect([0, 1, 2, 3, 4].map((inner) => map.toOuter(inner))).toEqual([4, 4, 4, 5, 6]);
});

test('an empty piece is none', () => {
  const mapped = new MappedText('abc');
  mapped.copy(1, 1);
  mapped.copy(2, 1);
  expect(mapped.finish().text).toBe('');
  expect(mapped.finish().map.toInner(1)).toBeUndefined();
});

test('a map without pieces leads to the start', () => {
  const map = new OffsetMap([]);
  expect(map.toOuter(7)).toBe(0);
  expect(map.toInner(0)).toBeUndefined();
});

test('every character that was copied is found in both directions, and nothing changes places', () => {
  const step = fc.oneof(fc.record({ skip: fc.nat(3), copy: fc.integer({ min: 1, max: 4 }) }), fc.record({ insert: fc.string({ minLength: 1, maxLength: 3 }) }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const original = 'The quick brown fox jumps over the lazy dog, and back again.'.repeat(2);
      const mapped = new MappedText(original);
      const copied: [inner: number, outer: number][] = [];
      let inner = 0;
      let outer = 0;
      for (const each of steps) {
        if ('insert' in each) {
          mapped.insert(each.insert);
          inner += each.insert.length;
          continue;
        }
        // A blank between two pieces, else they would be one.
        outer += each.skip + 1;
        mapped.copy(outer, outer + each.copy);
        for (let i = 0; i < each.copy; i++) copied.push([inner + i, outer + i]);
        inner += each.copy;
        outer += each.copy;
      }
      const { text, map } = mapped.finish();
      expect(text).toHaveLength(inner);
      for (const [inside, outside] of copied) {
        expect(map.toOuter(inside)).toBe(outside);
        expect(map.toInner(outside)).toBe(inside);
        expect(text[inside]).toBe(original[outside]);
      }
      const all = Array.from({ length: text.length + 1 }, (_, at) => map.toOuter(at));
      expect(all).toEqual([...all].sort((a, b) => a - b));
    }),
  );
});
