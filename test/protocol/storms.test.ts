import { afterEach, beforeEach, expect, test } from 'vitest';
import { RawServer } from '../support/raw-server.ts';

const URI = 'file:///nowhere/profile.xml';
const TEXT = '<VPNProfile>\n<x/>\n</VPNProfile>\n';
const CANCELLED = -32800;

let server: RawServer;
beforeEach(async () => {
  server = new RawServer();
  expect((await server.initialize({ capabilities: { textDocument: { diagnostic: {} } } })).error).toBeUndefined();
  server.open(URI, 'xml', TEXT);
});
afterEach(() => server.kill());

const change = (version: unknown, text: string, range?: object): void => {
  server.notify('textDocument/didChange', { textDocument: { uri: URI, version }, contentChanges: [{ text, ...(range && { range }) }] });
};

async function message(): Promise<string | undefined> {
  const { result } = await server.request('textDocument/diagnostic', { textDocument: { uri: URI } });
  return (result as { items: { message: string }[] }).items[0]?.message;
}

test('ten thousand edits at once, with a request between them now and then: each is seen', async () => {
  const asked: Promise<string | undefined>[] = [];
  server.process.stdin.cork();
  for (let count = 1; count <= 10_000; count++) {
    // The name of the element becomes one letter longer, and is cut to the first one now and then.
    const length = count % 50;
    const end = { line: 1, character: 1 + (length === 0 ? 50 : length) };
    change(count + 1, length === 0 ? 'x' : 'y', { start: length === 0 ? { line: 1, character: 1 } : end, end });
    if (count % 1000 === 25) asked.push(message());
  }
  server.process.stdin.uncork();
  const expected = `VPNProfile has no element x${'y'.repeat(25)}`;
  for (const answer of await Promise.all(asked)) expect(answer).toContain(expected);
  expect(await message()).toContain('VPNProfile has no element x,');
});

test('a thousand requests, all cancelled, some of them twice and some that were never made', async () => {
  const ids: number[] = [];
  server.process.stdin.cork();
  for (let count = 0; count < 1000; count++) {
    const id = server.ask(['textDocument/diagnostic', 'workspace/diagnostic', 'textDocument/documentSymbol'][count % 3] ?? '', {
      textDocument: { uri: URI },
      previousResultIds: [],
    });
    ids.push(id);
    if (count % 2 === 0) server.notify('$/cancelRequest', { id });
  }
  for (const id of [...ids, ...ids, 99_999]) server.notify('$/cancelRequest', { id });
  server.process.stdin.uncork();
  expect(await message()).toContain('VPNProfile has no element x,');
  // Each has got one answer, whatever it is.
  const answers = server.received.filter(({ id, method }) => method === undefined && ids.includes(id as number));
  expect(answers.map(({ id }) => id as number).sort((one, other) => one - other)).toEqual(ids);
  expect([...new Set(answers.flatMap(({ error }) => error?.code ?? []))].filter((code) => code !== CANCELLED)).toEqual([]);
});
