import { expect, test } from 'vitest';
import { Crashes } from '../../client/src/crashes.ts';

const MINUTE = 60_000;

test('the user is told of the first crash, and of no other that is outlived', () => {
  const crashes = new Crashes();
  expect([0, 1, 2, 10, 20, 30].map((minute) => crashes.add(minute * MINUTE))).toEqual([
    'restart-and-tell',
    'restart',
    'restart',
    'restart',
    'restart',
    'restart',
  ]);
});

test('five crashes in three minutes are too many', () => {
  const crashes = new Crashes();
  expect([1, 2, 3, 4, 5].map((second) => crashes.add(second * 1000))).toEqual(['restart-and-tell', 'restart', 'restart', 'restart', 'give-up']);
});

test('crashes of long ago do not count', () => {
  const crashes = new Crashes();
  for (const second of [1, 2, 3, 4]) crashes.add(second * 1000);
  expect(crashes.add(3 * MINUTE + 3500)).toBe('restart');
  expect(crashes.add(3 * MINUTE + 3600)).toBe('restart');
  expect(crashes.add(3 * MINUTE + 3700)).toBe('restart');
  expect(crashes.add(3 * MINUTE + 3800)).toBe('give-up');
});
