import picomatch from 'picomatch';
import { lazy } from '../core/lazy.ts';
import type { Span } from '../core/span.ts';
import { uriScheme, uriSegments } from '../core/uri.ts';
import { isCheapGlob } from './glob-cost.ts';

/** A glob of a project file: a path relative to the folder of that file, with its place in it. */
export class Glob {
  readonly text: string;
  readonly span: Span;
  /** How many folders above its own the paths begin that it selects; more than 0 for one that begins with `../`. */
  readonly up: number;
  readonly #pattern: string;
  readonly #folder: string;
  readonly #base: () => readonly string[];
  #matches: ((path: string) => boolean) | undefined;

  /** @param folder URI of the folder of the file that it stands in */
  constructor(text: string, span: Span, folder: string) {
    this.text = text;
    this.span = span;
    this.#folder = folder;
    let rest = text;
    let up = 0;
    for (let lead = LEAD.exec(rest); lead; lead = LEAD.exec(rest)) {
      if (lead[1] === '..') up++;
      rest = rest.slice(lead[0].length);
    }
    this.up = up;
    this.#pattern = rest;
    this.#base = lazy(() => this.#segmentsAbove());
  }

  /** Whether it can be compared with paths; one that cannot selects nothing. */
  get isUsable(): boolean {
    return isCheapGlob(this.text);
  }

  /** Whether it selects a file. A folder stands for all that is in it, as in .gitignore. */
  matches(uri: string): boolean {
    if (this.text === '' || uriScheme(uri) !== uriScheme(this.#folder)) return false;
    const base = this.#base();
    const segments = uriSegments(uri);
    if (base.some((segment, index) => segments[index] !== segment)) return false;
    this.#matches ??= compiled(this.#pattern);
    return this.#matches(segments.slice(base.length).join('/'));
  }

  /** Segments of the folder, counted from the root of the disk, in which all lies that it can select. Letter case does not count. */
  get start(): readonly string[] {
    const fixed = fixedPart(this.#pattern);
    // Beyond ASCII, two letters may be the same to a glob and differ in lower case.
    const unsure = fixed.findIndex((segment) => /^\.{1,2}$|[^ -~]/.test(segment));
    return [...this.#base(), ...(unsure < 0 ? fixed : fixed.slice(0, unsure))];
  }

  /** Whether all that it can select lies in one of these folders. */
  isWithin(folders: readonly string[]): boolean {
    const start = [...this.#base(), ...fixedPart(this.#pattern)];
    return folders.some((folder) => uriScheme(folder) === uriScheme(this.#folder) && uriSegments(folder).every((segment, index) => start[index] === segment));
  }

  #segmentsAbove(): readonly string[] {
    const segments = uriSegments(this.#folder);
    // Beyond the root of the disk there is nothing, which no path begins with.
    return this.up > segments.length ? ['..'] : segments.slice(0, segments.length - this.up);
  }
}

const LEAD = /^(\.\.?)(?:\/+|$)/;

function compiled(pattern: string): (path: string) => boolean {
  if (!isCheapGlob(pattern)) return () => false;
  return picomatch(pattern === '' ? '**' : [pattern, `${pattern.replace(/\/$/, '')}/**`], { dot: true, nocase: true });
}

/** The folders that a pattern names without any sign of a glob in them. */
function fixedPart(pattern: string): string[] {
  const segments = pattern.split('/').filter((segment) => segment !== '');
  const first = segments.findIndex((segment) => /[*?[\]{}()!+@\\]/.test(segment));
  return first < 0 ? segments.slice(0, -1) : segments.slice(0, first);
}
