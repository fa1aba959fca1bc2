import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import { endedAsThere, narrowed } from '../../server/src/core/line-ends.ts';

/** The text with what stands between the brackets replaced. */
function after(marked: string, newText: string): string {
  const [before = '', old = '', behind = ''] = marked.split(/[⟦⟧]/);
  const text = before + old + behind;
  const span = { start: before.length, end: before.length + old.length };
  return applyEdits(text, [endedAsThere(text, { span, newText })]);
}

describe('lines that are written end as those around them', () => {
  test.each([
    ['behind a line', 'a\r\nb⟦⟧\nc\r\n', '\r\nx\r\ny', 'a\r\nb\nx\ny\nc\r\n'],
    ['in front of a line', 'a\n⟦⟧b\r\nc\n', 'x\n', 'a\nx\r\nb\r\nc\n'],
    ['within a line', 'a\n<b>⟦⟧</b>\r', '\nx\n', 'a\n<b>\rx\r</b>\r'],
    ['behind the last line, as the one before ends', 'a\r\nb⟦⟧', '\nx', 'a\r\nb\r\nx'],
    ['behind the last line end', 'a\r\n⟦⟧', 'x\n', 'a\r\nx\r\n'],
    ['in a text of one line, as they are written', 'a⟦⟧', '\r\nx\ny', 'a\r\nx\ny'],
    ['instead of as many, place by place', '⟦a\nb\r\nc⟧\r', 'x\ny\nz', 'x\ny\r\nz\r'],
    ['instead of fewer, but for those that stay', '⟦a\r\nb\nc\r\nd⟧\n', 'a\nx\ny\nc\nd', 'a\r\nx\r\ny\r\nc\r\nd\n'],
    ['instead of more, but for those that stay', '⟦a\r\nb\nc\nd\r\ne⟧\n', 'a\nd\ne', 'a\r\nd\r\ne\n'],
    ['in front of an LF of its own', 'a\r⟦⟧\nb', '\nx\r', 'a\r\rx\n\nb'],
    ['nowhere', 'a\n⟦b\r\n⟧c', '', 'a\nc'],
  ])('%s', (_, marked, newText, expected) => expect(after(marked, newText)).toBe(expected));
});

describe('an edit without what stays the same', () => {
  test.each([
    ['abcd', 'axd', [1, 3, 'x']],
    ['a\r\nb', 'a\rb', [1, 3, '\r']],
    ['a\nb', 'a\r\nb', [1, 2, '\r\n']],
    ['😀', '😁', [0, 2, '😁']],
    ['aa', 'aaa', [2, 2, 'a']],
    ['same', 'same', [4, 4, '']],
  ])('%j -> %j', (old, newText, expected) => {
    const { span, newText: text } = narrowed(`-${old}`, { span: { start: 1, end: old.length + 1 }, newText });
    expect([span.start - 1, span.end - 1, text]).toEqual(expected);
  });
});
