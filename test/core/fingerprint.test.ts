import { expect, test } from 'vitest';
import { fingerprint } from '../../server/src/core/fingerprint.ts';
import { fc } from '../support/properties.ts';

test('texts that differ in one place have other fingerprints, the same texts have the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 40 }), (one, other) => {
      expect(fingerprint(one) === fingerprint(other)).toBe(one === other);
      expect(fingerprint(`${one}\n${other}`) === fingerprint(`${one} ${other}`)).toBe(false);
    }),
  );
});

test('sixty thousand short texts have sixty thousand fingerprints', () => {
  const texts = Array.from({ length: 60_000 }, (_, index) => `pool ${index}`);
  expect(new Set(texts.map(fingerprint)).size).toBe(texts.length);
});
