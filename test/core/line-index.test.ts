import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, test } from 'vitest';
import { LineIndex } from '../../server/src/core/line-index.ts';
import { fc } from '../support/properties.ts';

/** Texts with every line end, and characters of one and of two code units. */
const text = fc.array(fc.constantFrom('\r', '\n', '\r\n', 'a', 'ä', '\u{1F600}', '\t', '\u2028', ' '), { maxLength: 30 }).map((parts) => parts.join(''));

describe('positions', () => {
  //             0123 4 5678 9 1011
  const mixed = 'ab\r\ncd\re\n\u{1F600}f';
  const lines = new LineIndex(mixed);

  test.each([
    [0, 0, 0],
    [2, 0, 2],
    [4, 1, 0],
    [6, 1, 2],
    [7, 2, 0],
    [9, 3, 0],
    [11, 3, 2],
    [12, 3, 3],
  ])('offset %i is line %i, character %i', (offset, line, character) => {
    expect(lines.positionAt(offset)).toEqual({ line, character });
    expect(lines.offsetAt({ line, character })).toBe(offset);
  });

  test('between CR and LF is still the line they end', () => expect(lines.positionAt(3)).toEqual({ line: 0, character: 3 }));

  test('what is outside is moved to the nearest end', () => {
    expect(lines.positionAt(-1)).toEqual({ line: 0, character: 0 });
    expect(lines.positionAt(99)).toEqual({ line: 3, character: 3 });
    expect(lines.offsetAt({ line: -1, character: 5 })).toBe(0);
    expect(lines.offsetAt({ line: 9, character: 0 })).toBe(mixed.length);
    expect(lines.offsetAt({ line: 0, character: 99 })).toBe(2);
    expect(lines.offsetAt({ line: 1, character: 99 })).toBe(6);
    expect(lines.offsetAt({ line: 1, character: -1 })).toBe(4);
  });

  test('the text of a line has no line end', () => {
    expect([0, 1, 2, 3, 4, -1].map((line) => lines.lineText(line))).toEqual(['ab', 'cd', 'e', '\u{1F600}f', '', '']);
  });

  test('an empty text has one empty line', () => {
    const empty = new LineIndex('');
    expect(empty.positionAt(0)).toEqual({ line: 0, character: 0 });
    expect(empty.offsetAt({ line: 0, character: 0 })).toBe(0);
    expect(empty.lineText(0)).toBe('');
  });

  test('a line end at the end begins another line', () => {
    for (const end of ['\n', '\r', '\r\n']) expect(new LineIndex(`a${end}`).positionAt(1 + end.length)).toEqual({ line: 1, character: 0 });
  });
});

test('to a position and back is where one was, except between CR and LF', () => {
  fc.assert(
    fc.property(text, (source) => {
      const lines = new LineIndex(source);
      for (let offset = 0; offset <= source.length; offset++) {
        const inBreak = source[offset - 1] === '\r' && source[offset] === '\n';
        expect(lines.offsetAt(lines.positionAt(offset))).toBe(inBreak ? offset - 1 : offset);
      }
    }),
  );
});

test('positions are those of the language server', () => {
  fc.assert(
    fc.property(text, fc.nat(12), fc.nat(12), (source, line, character) => {
      const lines = new LineIndex(source);
      const document = TextDocument.create('file:///a', 'plaintext', 1, source);
      for (let offset = 0; offset <= source.length; offset++) {
        // The library moves an offset between CR and LF before both of them.
        if (source[offset - 1] === '\r' && source[offset] === '\n') continue;
        expect(lines.positionAt(offset)).toEqual(document.positionAt(offset));
      }
      expect(lines.offsetAt({ line, character })).toBe(document.offsetAt({ line, character }));
    }),
  );
});
