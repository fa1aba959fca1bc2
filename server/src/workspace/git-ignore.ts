import ignore, { type Ignore } from 'ignore';
import { hasFewWildcards } from './glob-cost.ts';

/**
 * The `.gitignore` files that are in force in a folder, as one list of patterns relative to the repository's root. One list
 * and not one for each file, because git decides by the last pattern that matches, whichever file it stands in.
 */
export class GitIgnore {
  readonly #patterns: Ignore;
  readonly #ignoresCase: boolean;

  private constructor(patterns: Ignore, ignoresCase: boolean) {
    this.#patterns = patterns;
    this.#ignoresCase = ignoresCase;
  }

  static none(ignoresCase: boolean): GitIgnore {
    return new GitIgnore(ignore({ ignorecase: ignoresCase }), ignoresCase);
  }

  /** With one more file. `folder` is the path of its folder below the root, empty for the root itself. */
  with(folder: string, text: string): GitIgnore {
    const own = text.split(/\r?\n/).flatMap((line) => movedPattern(folder, line) ?? []);
    if (own.length === 0) return this;
    return new GitIgnore(ignore({ ignorecase: this.#ignoresCase }).add(this.#patterns).add(own), this.#ignoresCase);
  }

  /** Whether a path below the root is ignored, or lies in a folder that is. */
  ignores(path: string, isFolder: boolean): boolean {
    return this.#patterns.ignores(isFolder ? `${path}/` : path);
  }

  /** Whether nothing in a folder can be taken up: it is ignored, or all that it holds is (`build/*`). */
  ignoresAllOf(folder: string): boolean {
    return this.ignores(folder, true) || this.ignores(`${folder}/\u{1F50D}`, false);
  }
}

/** A pattern of a file in `folder` as one that means the same in the root; `undefined` for a line that is none. */
function movedPattern(folder: string, line: string): string | undefined {
  // What cannot be compared with paths in a bearable time ignores nothing: then more is checked, not less.
  if (line.trim() === '' || line.startsWith('#') || !hasFewWildcards(line)) return undefined;
  if (folder === '') return line;
  const negated = line.startsWith('!');
  const body = negated ? line.slice(1) : line;
  // A slash at the beginning or in the middle ties a pattern to its file's folder, without one it holds at any depth.
  const anchored = body.trimEnd().replace(/\/$/, '').includes('/');
  const place = `/${folder.replace(/[\\*?[\] ]/g, '\\$&')}`;
  return `${negated ? '!' : ''}${place}${anchored ? '' : '/**'}/${body.replace(/^\//, '')}`;
}
