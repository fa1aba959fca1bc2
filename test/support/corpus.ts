import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decode } from '../../server/src/core/encoding.ts';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import { ROOT } from './fixture.ts';

/** Where published files lie beside the project; they are no part of it. */
const FOLDER = process.env.AOVPN_CORPUS ?? fileURLToPath(new URL('../../../shared/corpus/dev', import.meta.url));

/** Whether they are there. */
export const HAS_CORPUS = existsSync(FOLDER);

/** All published files that are text, each under a name of its own in one folder. */
export function publishedFiles(): SourceFile[] {
  if (!HAS_CORPUS) return [];
  const entries = readdirSync(FOLDER, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.flatMap(({ parentPath, name }) => {
    const decoded = decode(readFileSync(join(parentPath, name)), name);
    return 'text' in decoded ? [{ uri: `${ROOT}/${encodeURIComponent(name)}`, text: decoded.text }] : [];
  });
}
