// @ts-check
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const sampleWorkspace = join(repository, 'samples/contoso');
export const suiteSources = join(repository, 'test/editor/suite');
export const memoryExtension = join(repository, 'test/editor/memory/extension.ts');
/** The extension that the suite is a part of: the editor runs tests where the extension runs whose folder holds them. */
export const suiteExtension = join(repository, 'test/editor/out');
export const outputFolder = join(repository, 'test/editor/output');

/** Editors and browsers end up here; outside the repository it can be shared by several clones. */
export const cacheFolder = resolve(process.env.AOVPN_EDITOR_CACHE || join(repository, '.vscode-test'));

/** The extension as it is handed out, where `npm run package` puts it. */
export function vsixFile() {
  const { name, version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  return join(repository, 'dist', `${name}-${version}.vsix`);
}
