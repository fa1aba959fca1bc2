import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { profile, server } from '../support/policies.ts';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/** What a page of the documentation says to put into an editor's configuration. */
function documented(page: string, language: string): string {
  const text = readFileSync(join(repository, 'docs/editors', page), 'utf8');
  const [, config] = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(text) ?? [];
  return config ?? expect.fail('the page has no configuration');
}

/**
 * Runs steps in an editor with the documented configuration, a command `aovpn` as npm installs it, and a folder of a client and a server that disagree.
 * @param how the arguments and variables of the editor, given the file with the configuration
 * @returns what the steps have written into the file that `AOVPN_RESULT` names
 */
export function staged(
  executable: string,
  page: { readonly name: string; readonly language: string },
  how: (config: string) => { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> },
): unknown {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'aovpn-editor-')));
  try {
    const [config, result, work, bin] = [`init.${page.language}`, 'result.json', 'work', 'bin'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
      string,
    ];
    write(config, documented(page.name, page.language));
    write(join(work, 'aovpn.json'), '{}');
    write(join(work, 'client/profile.xml'), profile({ DHGroup: 'ECP384' }));
    write(join(work, 'server/rras.ps1'), server());
    const command = join(bin, 'aovpn');
    write(command, `#!/bin/sh\nexec "${process.execPath}" "${join(repository, 'dist/cli.cjs')}" "$@"\n`);
    chmodSync(command, 0o755);
    const { args, env } = how(config);
    // Nothing of the person who runs the test takes part.
    const own = { HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder };
    const all = { ...process.env, ...env, ...own, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, AOVPN_RESULT: result };
    const { stderr, status } = spawnSync(executable, args, { cwd: work, env: all, encoding: 'utf8', timeout: 100_000 });
    expect(status, stderr).toBe(0);
    return JSON.parse(readFileSync(result, 'utf8')) as unknown;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
