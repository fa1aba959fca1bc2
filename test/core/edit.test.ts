import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import { fc } from '../support/properties.ts';

const edit = (start: number, end: number, newText: string): { span: { start: number; end: number }; newText: string } => ({ span: { start, end }, newText });

describe('applyEdits', () => {
  test.each([
    ['none', [], '0123456789'],
    ['a replacement', [edit(2, 5, 'abc')], '01abc56789'],
    ['an insertion', [edit(2, 2, 'x')], '01x23456789'],
    ['a deletion', [edit(2, 5, '')], '0156789'],
    ['in any order', [edit(8, 9, 'b'), edit(1, 2, 'aa')], '0aa234567b9'],
    ['side by side', [edit(2, 4, 'a'), edit(4, 6, 'b')], '01ab6789'],
    ['an insertion at the start of a replacement', [edit(2, 4, 'b'), edit(2, 2, 'a')], '01ab456789'],
    ['an insertion at the end of a replacement', [edit(4, 4, 'b'), edit(2, 4, 'a')], '01ab456789'],
    ['insertions at one place, in their order', [edit(3, 3, 'a'), edit(3, 3, 'b')], '012ab3456789'],
    ['at both ends', [edit(10, 10, '>'), edit(0, 0, '<')], '<0123456789>'],
  ])('%s', (_, edits, expected) => {
    expect(applyEdits('0123456789', edits)).toBe(expected);
  });

  test.each([
    ['overlap', [edit(2, 5, 'a'), edit(4, 6, 'b')]],
    ['lie in each other', [edit(2, 8, 'a'), edit(4, 6, 'b')]],
    ['insert into what another replaces', [edit(2, 5, 'a'), edit(3, 3, 'b')]],
    ['replace the same', [edit(2, 5, 'a'), edit(2, 5, 'a')]],
    ['lie behind the end', [edit(10, 11, '')]],
    ['lie before the start', [edit(-1, 0, '')]],
    ['end before they start', [edit(5, 4, '')]],
  ])('edits that %s throw', (_, edits) => {
    expect(() => applyEdits('0123456789', edits)).toThrow(RangeError);
  });

  test('edits apart from each other are the same as one after the other, the last first', () => {
    const pieces = fc.array(fc.record({ gap: fc.nat(3), length: fc.nat(3), newText: fc.string({ maxLength: 3 }) }), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, fc.nat(5), (all, rest) => {
        let at = 0;
        const edits = all.map(({ gap, length, newText }) => {
          const start = at + gap + 1;
          at = start + length;
          return edit(start, at, newText);
        });
        const text = 'x'.repeat(at + rest);
        const oneByOne = edits.toReversed().reduce((now, { span, newText }) => now.slice(0, span.start) + newText + now.slice(span.end), text);
        expect(applyEdits(text, edits)).toBe(oneByOne);
        expect(applyEdits(text, edits.toReversed())).toBe(oneByOne);
      }),
    );
  });
});
