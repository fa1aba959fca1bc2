import { describe, expect, test } from 'vitest';
import { lately, nearest } from '../../server/src/rules/nearest.ts';
import { fc } from '../support/properties.ts';

const RULES = ['crypto-weak', 'crypto-broken', 'policy-mismatch', 'reg-type', 'reg-path'];

describe('nearest', () => {
  test.each([
    ['crypto-week', ['crypto-weak']],
    ['crypto-waek', ['crypto-weak']],
    ['cryptoweak', ['crypto-weak']],
    ['crypto--weak', ['crypto-weak']],
    ['CRYPTO-WEAK', ['crypto-weak']],
    ['kripto-weak', ['crypto-weak']],
    ['kriptoo-weak', []],
    ['reg-typ', ['reg-type']],
    ['reg-tpath', ['reg-path']],
    ['weak', []],
    ['', []],
  ])('%j is meant to be %j', (word, expected) => {
    expect(nearest(word, RULES)).toEqual(expected);
  });

  test.each([
    // Fewer than half of the word: nothing short is near anything.
    ['a', ['b'], []],
    ['ab', ['ac'], []],
    ['abc', ['abd'], ['abd']],
    ['abcd', ['abxy'], []],
    ['abcde', ['abcxy'], ['abcxy']],
    ['abcdefghij', ['abcdefgxyz'], []],
  ])('%j among %j: %j', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toEqual(expected);
  });

  test('the nearest first, among equals the first of the list, no more than asked for', () => {
    expect(nearest('Group1x', ['Group2', 'Group14', 'Group1', 'Group24'])).toEqual(['Group14', 'Group1', 'Group2']);
    expect(nearest('Group1x', ['Group2', 'Group14', 'Group1', 'Group24'], 1)).toEqual(['Group14']);
    expect(nearest('Group1', ['Group14', 'Group1'])).toEqual(['Group1', 'Group14']);
  });

  test('one slip in a word of some length is always seen', () => {
    const word = fc.stringMatching(/^[a-z]{3,12}$/);
    const slip = fc.constantFrom('drop', 'double', 'swap', 'change');
    fc.assert(
      fc.property(word, slip, fc.nat(), (right, kind, seed) => {
        const at = seed % right.length;
        const [before, letter, after] = [right.slice(0, at), right.charAt(at), right.slice(at + 1)];
        const typed = {
          drop: before + after,
          double: before + letter + letter + after,
          swap: before + after.charAt(0) + letter + after.slice(1),
          change: `${before}0${after}`,
        }[kind];
        fc.pre(typed.length >= 3);
        expect(nearest(typed, ['unrelated-word-of-length', right])).toEqual([right]);
      }),
    );
  });
});

test('a word of a million letters is near nothing, and that costs nothing', () => {
  const candidates = Array.from({ length: 200 }, (_, index) => `Candidate${index}`);
  for (let times = 0; times < 20; times++) expect(nearest('Candidate'.repeat(100_000), candidates)).toEqual([]);
});

test('what is asked for again is not worked out again, and no more than some hundreds are kept', () => {
  const asked: string[] = [];
  const work = lately((one, other) => {
    asked.push(one + other);
    return { both: one + other };
  });
  for (let time = 0; time < 3; time++) expect(work('a', 'b').both).toBe('ab');
  expect(work('ab', '').both).toBe('ab');
  expect(asked).toHaveLength(2);
  for (let number = 0; number < 1000; number++) work('a', String(number));
  work('a', 'b');
  expect(asked).toHaveLength(1003);
});
