/** Writes the licences of the packages that the extension holds, beside its bundles. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noticesOf } from './notices.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
writeFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), await noticesOf(root, 'client/src/node.ts', 'client/src/browser.ts', 'server/src/lsp/main.ts'));
