import { dirname } from 'node:path';
import { compareTexts } from '../../core/texts.ts';
import { secretLines } from '../../model/secret.ts';
import { isWithin, shownPath } from '../paths.ts';
import { unifiedDiff } from './diff.ts';
import type { Fixed } from './fix.ts';
import type { Loaded } from './loaded.ts';

/** What the fixes would change, as `git apply` and `patch -p1` read it. */
export interface Patch {
  readonly text: string;
  /** Where it is to be applied, as a path. Neither tool takes a patch that leads out of the folder it is applied in. */
  readonly folder: string;
  /** Number of parts that are not in it, because a key or password stands beside the change. */
  readonly leftOut: number;
  /** The files in an encoding that neither tool reads, as their names in the patch: it shows what changes in them, and does not apply there. */
  readonly foreign: readonly string[];
}

/** The patch for the working directory, or, where a file lies outside of it, for the deepest folder that holds all of them. */
export function patchOf({ texts }: Fixed, { files }: Loaded, cwd: string): Patch {
  const changes = [...texts].flatMap(([uri, text]) => {
    const file = files.get(uri);
    if (!file) return [];
    const { name, bom } = file.encoding;
    const isForeign = name.startsWith('utf-16') || (name !== 'utf-8' && /[\u0080-\uFFFF]/.test(file.text + text));
    // Both tools take the byte order mark for a part of the first line.
    const mark = bom && !isForeign ? '\uFEFF' : '';
    return [{ path: file.path, before: mark + file.text, text: mark + text, isForeign }];
  });
  let folder = cwd;
  if (!changes.every(({ path }) => isWithin(path, cwd))) {
    folder = dirname(changes[0]?.path ?? cwd);
    while (!changes.every(({ path }) => isWithin(path, folder)) && dirname(folder) !== folder) folder = dirname(folder);
  }
  const named = changes.map((change) => ({ ...change, name: shownPath(change.path, folder) }));
  named.sort((a, b) => compareTexts(a.name, b.name));
  const diffs = named.map(({ name, before, text }) => {
    const secrets = [...secretLines(before), ...secretLines(text)];
    return unifiedDiff(name, before, text, (line) => !secrets.some((secret) => line.includes(secret)));
  });
  return {
    text: diffs.map(({ text }) => text).join(''),
    folder,
    leftOut: diffs.reduce((sum, { leftOut }) => sum + leftOut, 0),
    foreign: named.flatMap(({ isForeign, name }) => (isForeign ? [name] : [])),
  };
}
