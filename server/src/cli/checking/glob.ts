import { dirname } from 'node:path';
import picomatch from 'picomatch';
import { uriSegments } from '../../core/uri.ts';
import { uriOf } from '../../host/node-files.ts';
import { absolute } from '../paths.ts';

/** A pattern of the command line. */
export interface Glob {
  /** The folder that it starts from, the deepest one that it names without a wildcard. */
  readonly base: string;
  /** Whether a file in that folder, or a folder around it, is one that the pattern names. */
  readonly matches: (uri: string) => boolean;
}

/**
 * A path with wildcards, as shells understand them: `*`, `?`, `[ab]`, `{a,b}` and `**` for any folders. `undefined` for one
 * without. Where paths are written with backslashes these separate folders; elsewhere they take a wildcard's meaning away.
 */
export function globOf(given: string, cwd: string, { windows, ignoresCase }: { windows: boolean; ignoresCase: boolean }): Glob | undefined {
  const pattern = windows ? given.replaceAll('\\', '/') : given;
  if (!/[*?[{]|[@+!]\(/.test(pattern)) return undefined;
  const { base: written, glob } = picomatch.scan(pattern, { nonegate: true });
  if (glob === '') return undefined;
  const plain = windows ? written : written.replace(/\\(.)/g, '$1');
  const base = absolute(plain === '' ? '.' : plain, cwd);
  const depth = uriSegments(uriOf(base)).length;
  const isMatch = picomatch(glob.replace(/(?<!\/)\/+$/, ''), { nocase: ignoresCase, nonegate: true });
  const matches = (uri: string): boolean => {
    for (let path = uriSegments(uri).slice(depth).join('/'); path !== '' && path !== '.'; path = dirname(path)) if (isMatch(path)) return true;
    return false;
  };
  return { base, matches };
}
