import { fork, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { RawServer } from '../support/raw-server.ts';

const SERVER = fileURLToPath(new URL('../../dist/server.cjs', import.meta.url));

let server: RawServer;
afterEach(() => server.kill());

/** The id of a process that has ended. */
async function endedProcess(): Promise<number | undefined> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
  return child.pid;
}

describe('the server ends', () => {
  test('when its client has died, whether it was started or forked, though the line stays open', async () => {
    server = new RawServer();
    const client = { processId: await endedProcess(), workspaceFolders: null, capabilities: {} };
    await server.initialize(client);
    const forked = fork(SERVER, ['--node-ipc'], { stdio: 'ignore' });
    const ended = new Promise((resolve) => forked.once('exit', resolve));
    const answered = new Promise((resolve) => forked.once('message', resolve));
    forked.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: client });
    expect(await answered).toMatchObject({ id: 1, result: { serverInfo: { name: 'aovpn' } } });
    expect(await Promise.all([server.ended, ended])).toEqual([1, 1]);
    expect(server.errors).toBe('');
  });

  test.each([true, false])('when standard input closes, once it serves: %s', async (serves) => {
    server = new RawServer();
    if (serves) await server.initialize();
    server.process.stdin.end();
    expect(await server.ended).toBe(1);
    expect(server.errors).toBe('');
  });

  test.each([true, false])('with 1 at `exit` without `shutdown`, once it serves: %s', async (serves) => {
    server = new RawServer();
    if (serves) await server.initialize();
    server.notify('exit');
    expect(await server.ended).toBe(1);
    expect(server.errors).toBe('');
  });

  test('with 0 when standard input closes after `shutdown`', async () => {
    server = new RawServer();
    await server.initialize();
    await server.request('shutdown');
    server.process.stdin.end();
    expect(await server.ended).toBe(0);
  });

  test('when nobody reads what it says', async () => {
    server = new RawServer();
    await server.initialize();
    server.process.stdout.destroy();
    server.notify('textDocument/didOpen');
    server.ask('textDocument/hover', {});
    expect(await server.ended).toBe(1);
  });
});
