import { describe, expect, test } from 'vitest';
import { Preparing, type PreparedFiles, type Surroundings } from '../../server/src/cli/threads/preparing.ts';
import { Pool, type Thread } from '../../server/src/cli/threads/pool.ts';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import { ROOT } from '../support/fixture.ts';
import { profile, server } from '../support/policies.ts';
import { folder, type Ran } from './support.ts';

/** A thread that answers at once, and ends after so many answers. */
class FakeThread implements Thread {
  ended = false;
  readonly #lifetime: number;
  #preparing: Preparing | undefined;
  #answers: PreparedFiles[] = [];
  #given = 0;

  constructor(lifetime = Infinity) {
    this.#lifetime = lifetime;
  }

  send(message: Surroundings | readonly SourceFile[]): void {
    if ('roots' in message) this.#preparing = new Preparing(message);
    else if (this.#preparing) this.#answers.push(this.#preparing.prepare(message));
  }

  next(): Promise<PreparedFiles> {
    const answer = this.#answers.shift();
    return answer && this.#given++ < this.#lifetime ? Promise.resolve(answer) : Promise.reject(new Error('The thread has ended.'));
  }

  end(): void {
    this.ended = true;
  }
}

const files = (count: number): SourceFile[] => Array.from({ length: count }, (_, index) => ({ uri: `${ROOT}/profile-${index}.xml`, text: profile() }));

async function taken(count: number, threads: readonly Thread[]): Promise<{ prepared: string[]; others: string[] }> {
  const [prepared, others]: string[][] = [[], []];
  const surroundings = { roots: [ROOT], reach: [ROOT], projects: [], bases: [] };
  const pool = new Pool(surroundings, threads);
  for (const [index, file] of files(count).entries()) {
    pool.add(file);
    // Threads answer while more files are found.
    if (index % 70 === 0) await Promise.resolve();
  }
  await pool.finish(
    ({ uri }, text) => (text === undefined ? others : prepared)?.push(uri),
    (message) => expect.fail(message),
  );
  return { prepared: prepared ?? [], others: others ?? [] };
}

describe('files are prepared in threads', () => {
  test.each([0, 1, 49, 50, 51, 333])('%i of them, each once', async (count) => {
    const threads = [new FakeThread(), new FakeThread(), new FakeThread()];
    const { prepared, others } = await taken(count, threads);
    expect(prepared.sort()).toEqual(
      files(count)
        .map(({ uri }) => uri)
        .sort(),
    );
    expect(others).toEqual([]);
    expect(threads.every(({ ended }) => ended)).toBe(true);
  });

  test.each([
    ['the only one', [0]],
    ['the only one, in the middle', [3]],
    ['one of two', [1, Infinity]],
    ['all', [2, 0, 1]],
  ])('none is lost when %s of the threads ends early', async (_which, lifetimes) => {
    const threads = lifetimes.map((lifetime) => new FakeThread(lifetime));
    const { prepared, others } = await taken(500, threads);
    expect([...prepared, ...others].sort()).toEqual(
      files(500)
        .map(({ uri }) => uri)
        .sort(),
    );
    expect(others.length).toBeGreaterThan(0);
    expect(threads.every(({ ended }) => ended)).toBe(true);
  });
});

describe('--threads', () => {
  const customer = (index: number): Record<string, string> => ({
    [`customer-${index}/client/user.xml`]: profile({ DHGroup: index % 2 === 0 ? 'ECP384' : 'Group2' }),
    [`customer-${index}/client/device.xml`]: profile().replace('<AlwaysOn>', '<DeviceTunnel>true</DeviceTunnel><AlwaysOn>'),
    [`customer-${index}/server/rras.ps1`]: server(),
  });
  const project = { 'aovpn.json': '{ "minimumWindows": "Windows 11 24H2", "rules": { "crypto-weak": "information" } }\n' };

  test('changes nothing in the result', async () => {
    const here = folder({ ...project, ...Object.fromEntries(Array.from({ length: 60 }, (_, index) => Object.entries(customer(index))).flat()) });
    let started = 0;
    const run = (...args: string[]): Promise<Ran> =>
      here.aovpn(['check', '--format', 'json', ...args], {
        processors: 8,
        startThread: () => {
          started++;
          return new FakeThread(started === 2 ? 1 : Infinity);
        },
      });
    const alone = await run('--threads', '1');
    expect(started).toBe(0);
    expect(alone.out).toContain('policy-mismatch');
    expect(await run('--threads', '3')).toEqual(alone);
    expect(started).toBe(3);
    // For so few files, threads take longer to start than they save.
    expect(await run()).toEqual(alone);
    expect(started).toBe(3);
  });

  test.each([
    ['one folder', ['.'], 2],
    // What holds in the second one is not known when the first one is read.
    ['a folder, and one with a project file of its own', ['customer-0', 'others'], 4],
    ['a file of standard input in place of one that was found', ['.', '-', '--stdin-filename', 'customer-1/client/user.xml'], 2],
    ['a folder that is named twice', ['customer-0', 'customer-0/client'], 2],
  ])('is the same for %s', async (_what, args, threads) => {
    const here = folder({
      ...customer(0),
      ...customer(1),
      ...Object.fromEntries(Object.entries(customer(2)).map(([path, text]) => [path.replace('customer-2', 'others/governed'), text])),
      'others/governed/aovpn.json': '{ "extends": "../../base.json" }',
      'base.json': '{ "rules": { "crypto-weak": "error", "policy-mismatch": "warning" } }',
    });
    const started: FakeThread[] = [];
    const run = (...more: string[]): Promise<Ran> =>
      here.aovpn(['check', '--format', 'json', ...args, ...more], {
        input: profile({ DHGroup: 'Group14' }),
        startThread: () => {
          const thread = new FakeThread();
          started.push(thread);
          return thread;
        },
      });
    const alone = await run('--threads', '1');
    expect(alone.out).toContain('policy-mismatch');
    expect(await run('--threads', '2')).toEqual(alone);
    expect(started).toHaveLength(threads);
    expect(started.every(({ ended }) => ended)).toBe(true);
  });

  test('are ended where nothing is checked', async () => {
    const started: FakeThread[] = [];
    const startThread = (): FakeThread => {
      const thread = new FakeThread();
      started.push(thread);
      return thread;
    };
    const ran = await folder({ ...customer(0), 'aovpn.json': '{ "rules": 5 }' }).aovpn(['check', '--threads', '2'], { startThread });
    expect(ran.err).toContain('nothing was checked');
    expect(started).toHaveLength(2);
    expect(started.every(({ ended }) => ended)).toBe(true);
  });

  test.each(['0', '65', '2.5', 'many'])('%s is no number of threads', async (count) => {
    expect(await folder({}).aovpn(['check', '--threads', count])).toEqual({
      code: 2,
      out: '',
      err: expect.stringContaining(`--threads takes a number from 1 to 64, not "${count}".`) as string,
    });
  });
});
