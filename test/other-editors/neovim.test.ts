import { join } from 'node:path';
import { expect, test } from 'vitest';
import { editorOf } from '../../scripts/other-editors/debian.mjs';
import { repository, staged } from './stage.ts';

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

function run(executable: string, root: string | undefined): Result {
  const share = root === undefined ? {} : { VIMRUNTIME: join(root, 'usr/share/nvim/runtime'), LD_LIBRARY_PATH: join(root, 'usr/lib/x86_64-linux-gnu') };
  const steps = join(repository, 'test/other-editors/neovim.lua');
  return staged(executable, { name: 'neovim.md', language: 'lua' }, (config) => ({
    args: ['--headless', '-u', config, '-c', `luafile ${steps}`],
    env: share,
  })) as Result;
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
