/** Writes the licences of the packages that the extension holds, beside its bundles. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagesIn } from './held.mjs';
import { noticesOf } from './notices.mjs';
import { EXTENSION_FILES } from './products.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
writeFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), noticesOf(packagesIn(root, 'dist', EXTENSION_FILES)));
