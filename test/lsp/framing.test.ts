import { describe, expect, test } from 'vitest';
import { Framing } from '../../server/src/lsp/framing.ts';

/** What comes out of bytes that arrive in pieces of a length. */
function taken(text: string, length = Infinity): string | undefined {
  const framing = new Framing();
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += length) {
    const problem = framing.take(bytes.subarray(at, at + length));
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const message = (body: string, more = ''): string => `Content-Length: ${body.length}\r\n${more}\r\n${body}`;
const UNKNOWN_LENGTH = 'The header of a message does not say how long the message is.';

describe.each([1, 2, 3, 7, Infinity])('in pieces of %s bytes', (length) => {
  test('messages follow one another, whatever is in them', () => {
    const more = 'Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n';
    const bodies = ['{}', '', '\r\n\r\n', 'Content-Length: x\r\n\r\n', 'x'.repeat(20_000), '\u0000\u00ff'];
    expect(taken(bodies.map((body) => message(body) + message(body, more)).join(''), length)).toBeUndefined();
    expect(taken('content-length:2 \r\n\r\n{}', length)).toBeUndefined();
  });

  test.each(['', 'x', 'Content-Length: -1', 'Content-Length: 1x', 'Content-Length:', 'X-Content-Length: 2', 'Content-Length: 1\r\nContent-Length: 2'])(
    'the header %j is the end',
    (header) => {
      expect(taken(`${message('{}')}${header}\r\n\r\n`, length)).toBe(UNKNOWN_LENGTH);
    },
  );

  test('a header that never ends, and a message that is longer than any, are the end', () => {
    expect(taken(message('{}') + 'x'.repeat(10_000), length)).toBe('What was received is not the header of a message.');
    expect(taken('Content-Length: 99999999999\r\n\r\n', length)).toContain('announces 99999999999 bytes');
  });
});
