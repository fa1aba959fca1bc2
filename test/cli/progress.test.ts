import { expect, test } from 'vitest';
import { folder, serverScript } from './support.ts';

const FILES = Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`${index}.ps1`, serverScript()]));

/** Runs a check in which each look at the clock finds it this much later, in milliseconds. */
async function drawn(step: number, env: Record<string, string> = {}, isTerminal = true): Promise<string> {
  let time = 0;
  let text = '';
  await folder(FILES).aovpn('check', { env, now: () => (time += step), stderr: { write: (part) => void (text += part), isTerminal } });
  return text;
}

test('a long run says at a terminal how far it is, in one line that is gone at the end', async () => {
  expect(await drawn(400)).toBe(
    '\rread 3 of 4 files\x1b[K\rread 4 of 4 files\x1b[K\r\x1b[K'.concat([1, 2, 3, 4].map((n) => `\rchecked ${n} of 4 files\x1b[K`).join(''), '\r\x1b[K'),
  );
});

test('the line is not drawn more often than anyone can read', async () => {
  expect((await drawn(260)).match(/files/g)?.length).toBe(5);
  expect((await drawn(60)).match(/files/g)).toBeNull();
});

test.for<[name: string, step: number, env: Record<string, string>, isTerminal: boolean]>([
  ['a short run', 50, {}, true],
  ['a file', 400, {}, false],
  ['a build server', 400, { CI: 'true' }, true],
  ['a terminal that cannot', 400, { TERM: 'dumb' }, true],
])('nothing for %s', async ([, step, env, isTerminal]) => {
  expect(await drawn(step, env, isTerminal)).toBe('');
});

test('colours at a terminal only', async () => {
  const { aovpn } = folder({ 's.ps1': serverScript({ DHGroup: 'Group1' }) });
  const out = async (env: Record<string, string>, isTerminal: boolean): Promise<string> => {
    let text = '';
    await aovpn('check', { env, stdout: { write: (part) => void (text += part), isTerminal } });
    return text;
  };
  expect(await out({}, true)).toContain('\x1b[31merror\x1b[0m');
  for (const [env, isTerminal] of [
    [{ NO_COLOR: '1' }, true],
    [{ TERM: 'dumb' }, true],
    [{}, false],
  ] as const)
    expect(await out(env, isTerminal)).not.toContain('\x1b');
});
