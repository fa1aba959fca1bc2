import { expect, test } from 'vitest';
import { spansInside } from '../../server/src/core/spans-inside.ts';
import { encloses } from '../../server/src/core/span.ts';
import { fc } from '../support/properties.ts';

const span = fc.tuple(fc.nat(12), fc.nat(6)).map(([start, length]) => ({ start, end: start + length }));

test('one of the spans lies within another one if it is enclosed', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), span, (spans, around) => {
      expect(spansInside(spans)(around)).toBe(spans.some((each) => encloses(around, each)));
    }),
  );
});
