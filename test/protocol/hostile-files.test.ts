import { execFile } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, eventuallyReads, LspClient, PUSHING } from '../support/lsp-client.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const GIBIBYTE = 2 ** 30;
const GOOD = '<VPNProfile><x/></VPNProfile>\n';

/** By name: bytes that no editor would write. */
const ODD: Readonly<Record<string, Buffer>> = {
  'binary.ps1': Buffer.from('Set-VpnServerConfiguration\0 -CustomPolicy\r\n'),
  'halved.xml': Buffer.from([0xff, 0xfe, 0x3c, 0x00, 0x56]),
  'nul.xml': Buffer.from('<VPNProfile>\0<x/></VPNProfile>'),
  'undecodable.xml': Buffer.concat([Buffer.from('<VPNProfile>'), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from('<x/></VPNProfile>')]),
};
const MIXED = '<VPNProfile>\r\n<x/>\r<y/>\n\n\r<z/></VPNProfile>';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aovpn-'));
  for (const name of ['huge.ps1', 'huge.xml']) {
    await writeFile(join(folder, name), '');
    // Sparse: it has its size, and takes no room.
    await truncate(join(folder, name), GIBIBYTE);
  }
  for (const [name, bytes] of Object.entries(ODD)) await writeFile(join(folder, name), bytes);
  await writeFile(join(folder, 'good.xml'), GOOD);
  await writeFile(join(folder, 'mixed.xml'), MIXED);
});
afterAll(() => rm(folder, { recursive: true }));

interface Outcome {
  readonly code: number;
  readonly stderr: string;
  readonly found: readonly string[];
  readonly skipped: unknown;
}

/** Checks on the command line, with no more memory than the huge files would fill by themselves. */
function check(...paths: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--max-old-space-size=200', CLI, 'check', '--format', 'json', ...paths], { cwd: folder }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') {
        reject(new Error(`The command line was ended: ${error.message}`));
        return;
      }
      const { diagnostics, skipped } = JSON.parse(stdout) as { diagnostics: { file: string; range: { start: { line: number } } }[]; skipped: unknown };
      const found = diagnostics.map(({ file, range }) => `${file}:${range.start.line + 1}`);
      resolve({ code: Number(error?.code ?? 0), stderr, found, skipped });
    });
  });
}

test('a folder with files of a gibibyte and with such that are no text: each is named, the others are checked', async () => {
  const { code, found, skipped, stderr } = await check('--fail-on', 'error', '.');
  expect(code).toBe(0);
  expect(found).toEqual(['good.xml:1', 'mixed.xml:2', 'mixed.xml:3', 'mixed.xml:6']);
  expect(skipped).toEqual([
    { file: 'binary.ps1', reason: 'is a binary file' },
    { file: 'halved.xml', reason: 'is not the UTF-16LE that its byte order mark says' },
    { file: 'huge.ps1', reason: 'is larger than 5 MiB' },
    { file: 'huge.xml', reason: 'is larger than 5 MiB' },
    { file: 'nul.xml', reason: 'is a binary file' },
    { file: 'undecodable.xml', reason: 'is neither UTF-8 nor UTF-16' },
  ]);
  for (const { file, reason } of skipped as { file: string; reason: string }[]) expect(stderr).toContain(`aovpn: ${file} ${reason}; skipped\n`);
});

test('a file of a gibibyte that is named on the command line is an error of use, and the one beside it is checked', async () => {
  const { code, found, stderr } = await check('huge.xml', 'good.xml');
  expect(code).toBe(2);
  expect(stderr).toBe('aovpn: huge.xml is larger than 5 MiB\n');
  expect(found).toEqual(['good.xml:1']);
});

test('the server names them, and checks the others', async () => {
  const lsp = await LspClient.start({ ...ODD, 'good.xml': GOOD }, PUSHING, {}, {}, (_, client) => {
    writeFileSync(join(client.folder, 'huge.ps1'), '');
    truncateSync(join(client.folder, 'huge.ps1'), GIBIBYTE);
  });
  try {
    await eventually(
      () => lsp.pushed.get(lsp.uri('good.xml'))?.diagnostics.length,
      (count) => count === 1,
    );
    const unnamed = ['huge.ps1', ...Object.keys(ODD)].filter((name) => !lsp.logged.some((message) => message.includes(`/${name} `)));
    expect(unnamed).toEqual([]);
    expect(lsp.shown.filter((message) => message.includes('huge.ps1 (1024 MiB) is larger than 5 MiB and is not checked.'))).toHaveLength(1);
    // Text in the editor may hold anything; here are NUL, half of a surrogate pair and all line ends.
    const lines = (): readonly number[] | undefined => lsp.pushed.get(lsp.uri('mixed.xml'))?.diagnostics.map(({ range }) => range.start.line);
    await lsp.open('mixed.xml', 'xml', MIXED.replace('<z/>', '\0\ud800<z/>'));
    await eventuallyReads(lines, [5, 5]);
    await lsp.change('mixed.xml', 2, [{ text: MIXED }]);
    await eventuallyReads(lines, [1, 2, 5]);
    expect(lsp.errors).toEqual([]);
  } finally {
    await lsp.stop();
  }
});
