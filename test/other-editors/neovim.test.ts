import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { editorOf } from '../../scripts/other-editors/debian.mjs';
import { profile, server } from '../support/policies.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

const editor = await editorOf({ command: 'nvim', packages: ['neovim'] });
const missing = 'reason' in editor ? editor.reason : undefined;

interface Result {
  readonly problem?: string;
  readonly messages?: string;
  readonly server?: string[];
  readonly client?: string[];
  readonly clients?: number;
  readonly hover?: string;
  readonly actions?: string[];
  readonly text?: string;
  readonly modified?: boolean;
  readonly ended?: boolean;
}

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/** What the documentation says to put into `init.lua`. */
const documented = (): string => {
  const page = readFileSync(join(repository, 'docs/editors/neovim.md'), 'utf8');
  const [, config] = /^```lua\n([^]*?)^```$/m.exec(page) ?? [];
  return config ?? expect.fail('the page has no configuration');
};

/** Runs the steps in a Neovim with the documented configuration and a command `aovpn`, as npm installs it. */
function run(executable: string, root: string | undefined): Result {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'aovpn-nvim-')));
  try {
    const [config, result, work, bin] = ['init.lua', 'result.json', 'work', 'bin'].map((name) => join(folder, name)) as [string, string, string, string];
    write(config, documented());
    write(join(work, 'aovpn.json'), '{}');
    write(join(work, 'client/profile.xml'), profile({ DHGroup: 'ECP384' }));
    write(join(work, 'server/rras.ps1'), server());
    const command = join(bin, 'aovpn');
    write(command, `#!/bin/sh\nexec "${process.execPath}" "${join(repository, 'dist/cli.cjs')}" "$@"\n`);
    chmodSync(command, 0o755);
    const share = root === undefined ? {} : { VIMRUNTIME: join(root, 'usr/share/nvim/runtime'), LD_LIBRARY_PATH: join(root, 'usr/lib/x86_64-linux-gnu') };
    const env = {
      ...process.env, ...share, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, AOVPN_RESULT: result,
      HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder,
    }; // prettier-ignore
    const steps = join(repository, 'test/other-editors/neovim.lua');
    const { stderr, status } = spawnSync(executable, ['--headless', '-u', config, '-c', `luafile ${steps}`], {
      cwd: work,
      env,
      encoding: 'utf8',
      timeout: 100_000,
    });
    expect(status, stderr).toBe(0);
    return JSON.parse(readFileSync(result, 'utf8')) as Result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.skipIf(missing !== undefined)(`Neovim, configured as documented${missing === undefined ? '' : ` (left out: ${missing})`}`, { timeout: 110_000 }, () => {
  if ('reason' in editor) return;
  const result = run(editor.executable, editor.root);
  expect(result.problem, result.messages).toBeUndefined();
  expect(result.server).toEqual(['policy-mismatch']);
  expect(result.client).toContain('policy-mismatch');
  // Both files are one system.
  expect(result.clients).toBe(1);
  expect(result.hover).toContain('ECP384');
  expect(result.actions?.slice(0, 2)).toEqual(["Use the server's value here (Group14)", "Use the client's value on the server (ECP384)"]);
  expect(result.actions?.filter((title) => title.startsWith('Explain'))).toEqual([]);
  expect(result.text).toContain('<DHGroup>Group14</DHGroup>');
  expect(result.modified).toBe(true);
  expect(result.ended).toBe(true);
  expect(result.messages).toBe('');
});
