import { expect, test } from 'vitest';
import { Stretches } from '../../../server/src/syntax/powershell/stretches.ts';
import { fc } from '../../support/properties.ts';

const span = fc.tuple(fc.nat(30), fc.nat(10)).map(([start, length]) => ({ start, end: start + length }));

test('answers as a look at each of them would', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), span, (all, asked) => {
      const stretches = new Stretches();
      for (const each of all.toSorted((a, b) => a.start - b.start)) stretches.add(each);
      expect(stretches.touch(asked)).toBe(all.some(({ start, end }) => start <= asked.end && asked.start <= end));
    }),
  );
});
