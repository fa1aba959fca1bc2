import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { editorOf } from '../../scripts/other-editors/debian.mjs';
import { repository, staged } from './stage.ts';

// Only the one of the package, of which it is known that it has Eglot.
const editor = await editorOf({ command: 'emacs-nox', packages: ['emacs-nox', 'elpa-eglot'] });
const missing = 'reason' in editor ? editor.reason : undefined;

interface Result {
  readonly problem?: string;
  readonly server?: string;
  readonly client?: string;
  readonly hover?: string;
  readonly actions?: string[];
  readonly text?: string;
  readonly ended?: boolean;
}

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'obsolete')
    .map((entry) => join(entry.parentPath, entry.name));

/** How an Emacs is started that lies elsewhere than it was built for. */
function elsewhere(root: string): { args: string[]; env: Record<string, string> } {
  const share = join(root, 'usr/share/emacs');
  const version = readdirSync(share).find((name) => /^\d/.test(name)) ?? expect.fail('Emacs has no version');
  const data = join(share, version);
  const programs = join(root, 'usr/libexec/emacs', version);
  const [platform = ''] = readdirSync(programs);
  const lisp = join(data, 'lisp');
  const env = {
    LD_LIBRARY_PATH: join(root, 'usr/lib/x86_64-linux-gnu'),
    EMACSDATA: join(data, 'etc'),
    EMACSDOC: join(data, 'etc'),
    EMACSPATH: join(programs, platform),
    EMACSLOADPATH: [...foldersIn(join(share, 'site-lisp/elpa-src')), lisp, ...foldersIn(lisp)].join(':'),
  };
  return { args: [`--dump-file=${join(programs, platform, 'emacs.pdmp')}`], env };
}

test.skipIf(missing !== undefined)(
  `Emacs with Eglot, configured as documented${missing === undefined ? '' : ` (left out: ${missing})`}`,
  { timeout: 110_000 },
  () => {
    if ('reason' in editor) return;
    const start = editor.root === undefined ? { args: [], env: {} } : elsewhere(editor.root);
    const steps = join(repository, 'test/other-editors/emacs.el');
    const page = { name: 'emacs.md', language: 'elisp' };
    const args = (config: string): string[] => [...start.args, '-Q', '--batch', '-l', config, '-l', steps];
    const result = staged(editor.executable, page, (config) => ({ args: args(config), env: start.env })) as Result;
    expect(result.problem).toBeUndefined();
    expect(result.server).toContain('DHGroup is Group14 here, but profile.xml asks for ECP384');
    expect(result.client).toContain('DHGroup is ECP384 here but Group14 on the server (rras.ps1)');
    expect(result.hover).toContain('ECP384');
    expect(result.actions?.slice(0, 2)).toEqual(["Use the server's value here (Group14)", "Use the client's value on the server (ECP384)"]);
    expect(result.actions?.filter((title) => title.startsWith('Explain'))).toEqual([]);
    expect(result.text).toContain('<DHGroup>Group14</DHGroup>');
    expect(result.ended).toBe(true);
  },
);
