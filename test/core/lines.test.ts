import { describe, expect, test } from 'vitest';
import { lineEndAt } from '../../server/src/core/lines.ts';

describe('how a line ends', () => {
  test.each([
    ['a\nb\r\nc', 0, '\n'],
    ['a\nb\r\nc', 2, '\r\n'],
    ['a\nb\r\nc', 5, '\r\n'],
    ['a\rb', 0, '\r'],
    ['a\rb', 3, '\r'],
    ['a\nb', 3, '\n'],
    ['\r\n', 2, '\r\n'],
    ['\n', 1, '\n'],
    ['abc', 1, '\n'],
    ['', 0, '\n'],
  ])('%j at %i: %j', (text, offset, expected) => expect(lineEndAt(text, offset)).toBe(expected));
});
