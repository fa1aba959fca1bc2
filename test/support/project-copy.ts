import { chmodSync, cpSync, mkdtempSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What is packaged, and what packages it. */
const PARTS = [
  '.vscodeignore',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'client',
  'docs',
  'esbuild.mjs',
  'l10n',
  'media',
  'package.json',
  'package.nls.de.json',
  'package.nls.ja.json',
  'package.nls.json',
  'samples',
  'scripts',
  'server',
  'snippets',
  'syntaxes',
  'test/editor',
  'tsconfig.json',
];

/** A copy of the project in a new folder, with the same packages: other tests run what is built in the real one. */
export function projectCopy(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/** Makes the files of a copy look as if they were checked out by somebody with another umask. */
export function withOtherModes(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    // Not the packages behind the link, which are everybody's.
    if (!name.startsWith('node_modules') && statSync(path).isFile()) chmodSync(path, 0o755);
  }
}
