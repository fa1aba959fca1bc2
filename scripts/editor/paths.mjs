// @ts-check
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const sampleWorkspace = join(repository, 'samples/contoso');
export const suiteSources = join(repository, 'test/editor/suite');
export const suiteBundle = join(repository, 'test/editor/out/suite.cjs');
export const outputFolder = join(repository, 'test/editor/output');

/** Editors and browsers end up here; outside the repository it can be shared by several clones. */
export const cacheFolder = resolve(process.env.AOVPN_EDITOR_CACHE || join(repository, '.vscode-test'));
