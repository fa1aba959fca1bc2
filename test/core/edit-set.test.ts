import { expect, test } from 'vitest';
import { EditSet } from '../../server/src/core/edit-set.ts';
import type { Edit } from '../../server/src/core/edit.ts';
import { overlaps } from '../../server/src/core/span.ts';
import { fc } from '../support/properties.ts';

const edit = fc
  .tuple(fc.constantFrom('a', 'b'), fc.nat(20), fc.nat(4))
  .map(([uri, start, length]): Edit => ({ file: { uri, text: '' }, span: { start, end: start + length }, newText: '' }));

test('those that meet a place are those that overlap it', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), edit, (edits, asked) => {
      const set = new EditSet();
      const taken: Edit[] = [];
      for (const each of edits) {
        const met = taken.filter(({ file, span }) => file.uri === each.file.uri && overlaps(span, each.span));
        expect(new Set(set.meeting(each.file.uri, each.span))).toEqual(new Set(met));
        if (met.length > 0) continue;
        set.add([each]);
        taken.push(each);
      }
      expect(set.meeting(asked.file.uri, asked.span).length).toBe(
        taken.filter(({ file, span }) => file.uri === asked.file.uri && overlaps(span, asked.span)).length,
      );
      expect(set.all()).toHaveLength(taken.length);
      expect(set.size).toBe(taken.length);
    }),
  );
});

test('edits of one fix may touch', () => {
  const file = { uri: 'a', text: '' };
  const at = (start: number, end: number): Edit => ({ file, span: { start, end }, newText: 'x' });
  const set = new EditSet([at(5, 8), at(3, 5), at(5, 5)]);
  expect(set.all().map(({ span }) => [span.start, span.end])).toEqual([
    [3, 5],
    [5, 5],
    [5, 8],
  ]);
  expect(set.meeting('a', { start: 5, end: 5 })).toHaveLength(3);
});
