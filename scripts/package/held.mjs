import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Beside the bundles, and never handed out: which packages each of them holds. */
const NAME = 'held.json';

/** The folders of the packages that these files belong to, each once, sorted. Files of this repository belong to none. */
export function foldersOf(files) {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file.replaceAll('\\', '/'))?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/**
 * Writes down what the files of a build hold, in the words of the bundler itself: `results` are those of esbuild, `copied` the folders of packages by the
 * names of files that were taken as they are. A module of which nothing is left in a bundle does not count.
 */
export async function writeHeld(folder, copied, results) {
  const bundled = results.flatMap(({ metafile }) =>
    Object.entries(metafile.outputs).map(([output, { inputs }]) => [
      basename(output),
      foldersOf(Object.keys(inputs).filter((input) => inputs[input].bytesInOutput > 0)),
    ]),
  );
  const held = Object.fromEntries([...Object.entries(copied), ...bundled].sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(join(folder, NAME), `${JSON.stringify(held, undefined, 2)}\n`);
}

/**
 * The packages that these files of a production build hold, by name and version: `name`, `version`, `license` and `author` as they say themselves, and `folder`.
 * Throws where the build did not write down one of the files.
 */
export function packagesIn(root, built, files) {
  const held = JSON.parse(readFileSync(join(root, built, NAME), 'utf8'));
  const folders = files.flatMap((file) => {
    if (!held[file]) throw new Error(`${built}/${NAME} does not say what ${file} holds.`);
    return held[file];
  });
  return [...new Set(folders)].map((folder) => packageAt(join(root, folder))).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function packageAt(folder) {
  const { name, version, license, author, homepage, description } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { name, version, license, author: typeof author === 'object' ? author.name : author, homepage, description, folder };
}

function keyOf({ name, version }) {
  return `${name}@${version}`;
}
