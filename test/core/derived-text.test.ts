import { describe, expect, test } from 'vitest';
import { composed, DerivedTextBuilder, partText, wholeText, type DerivedText } from '../../server/src/core/derived-text.ts';
import { applyEdits } from '../../server/src/core/edit.ts';

/** `a&lt;b$xc`: a reference and something unknown. */
function sample(): { source: string; derived: DerivedText } {
  const source = '[a&lt;b$xc]';
  const builder = new DerivedTextBuilder(source);
  builder.copy({ start: 1, end: 2 });
  builder.write('<', { start: 2, end: 6 });
  builder.copy({ start: 6, end: 7 });
  builder.unknown('$x', { start: 7, end: 9 });
  builder.copy({ start: 9, end: 10 });
  return { source, derived: builder.finish({ start: 1, end: 10 }, (text) => (text.includes('!') ? undefined : text.replaceAll('<', '&lt;'))) };
}

describe('a text inside another one', () => {
  const { source, derived } = sample();
  const edited = (start: number, end: number, newText: string): string | undefined => {
    const edits = derived.edits([{ span: { start, end }, newText }]);
    return edits && applyEdits(source, edits);
  };

  test('reads as it should', () => expect([derived.text, derived.unknown]).toEqual(['a<b$xc', [{ start: 3, end: 5 }]]));

  test.each([
    [0, 1, 'a'],
    [1, 2, '&lt;'],
    [0, 2, 'a&lt;'],
    [1, 3, '&lt;b'],
    [2, 3, 'b'],
    [3, 5, '$x'],
    [5, 6, 'c'],
    [0, 6, 'a&lt;b$xc'],
    [6, 6, ''],
    [2, 2, ''],
  ])('%i to %i stands where %j is', (start, end, text) => {
    const outer = derived.toOuter({ start, end });
    expect(source.slice(outer.start, outer.end)).toBe(text);
  });

  test('an offset outside leads inside, as near as may be', () => {
    const inner = Array.from({ length: source.length + 1 }, (_, offset) => derived.toInner(offset));
    expect(inner).toEqual([undefined, 0, 1, 1, 1, 1, 2, 3, 4, 5, 6, undefined]);
  });

  test('what is put in is written as the notation wants it', () => {
    expect(edited(2, 3, '<<')).toBe('[a&lt;&lt;&lt;$xc]');
    expect(edited(1, 2, '')).toBe('[ab$xc]');
    expect(edited(6, 6, '<')).toBe('[a&lt;b$xc&lt;]');
    expect(edited(0, 0, '')).toBe(source);
  });

  test('what cannot be written there is not', () => expect(edited(2, 3, '!')).toBeUndefined());

  test('what nobody knows is neither lost nor cut', () => {
    expect(edited(3, 5, 'y')).toBeUndefined();
    expect(edited(2, 4, 'y')).toBeUndefined();
    expect(edited(4, 4, 'y')).toBeUndefined();
    expect(edited(2, 6, '')).toBeUndefined();
    expect(edited(2, 6, 'c$xb')).toBe('[a&lt;c$xb]');
    expect(edited(2, 6, '$xyb')).toBe('[a&lt;$xyb]');
  });

  test('a part of a text is itself', () => {
    const part = partText('abc', { start: 1, end: 2 });
    expect([part.text, part.toOuter({ start: 0, end: 1 }), part.toInner(2), part.toInner(3)]).toEqual(['b', { start: 1, end: 2 }, 1, undefined]);
  });

  test('a text that is one value is written as a whole', () => {
    const whole = wholeText('abc', { start: 5, end: 9 }, (text) => text.toUpperCase());
    expect(whole.toOuter({ start: 1, end: 2 })).toEqual({ start: 5, end: 9 });
    expect(whole.toInner(6)).toBeUndefined();
    expect(
      whole.edits([
        { span: { start: 0, end: 1 }, newText: 'x' },
        { span: { start: 2, end: 3 }, newText: 'y' },
      ]),
    ).toEqual([{ span: { start: 5, end: 9 }, newText: 'XBY' }]);
    expect(whole.edits([])).toEqual([]);
  });

  test('a text inside a text inside a text', () => {
    const inner = new DerivedTextBuilder(derived.text);
    inner.copy({ start: 1, end: 6 });
    const both = composed(
      derived,
      inner.finish({ start: 1, end: 6 }, (text) => `<${text}`),
    );
    expect([both.text, both.unknown, both.outer]).toEqual(['<b$xc', [{ start: 2, end: 4 }], { start: 2, end: 10 }]);
    expect(both.edits([{ span: { start: 1, end: 2 }, newText: 'z' }])).toEqual([{ span: { start: 6, end: 7 }, newText: '&lt;z' }]);
    expect(both.toInner(6)).toBe(1);
  });
});
