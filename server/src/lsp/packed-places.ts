import type { Range } from 'vscode-languageserver';
import type { KeptFile } from '../core/kept-file.ts';
import { LineStarts } from '../core/line-index.ts';
import type { Span } from '../core/span.ts';

/** Of so many places in a text is it known where they are. */
const MOST_PLACES = 8;
/** Start and end of a place, and line and character of both: a list of numbers takes the least memory. */
const SIZE = 6;

/**
 * Where places are in texts that are packed away. What was asked for is remembered: whenever a file changes that thousands of others are compared with, the
 * same places of these are named again, and none of their texts need be unpacked for that.
 */
export class PackedPlaces {
  readonly #known = new WeakMap<KeptFile, number[]>();

  range(file: KeptFile, { start, end }: Span): Range {
    const known = this.#known.get(file) ?? [];
    for (let at = 0; at < known.length; at += SIZE) if (known[at] === start && known[at + 1] === end) return rangeAt(known, at);
    const lines = new LineStarts(file.text);
    const range = { start: lines.positionAt(start), end: lines.positionAt(end) };
    if (known.length >= SIZE * MOST_PLACES) known.splice(0, SIZE);
    known.push(start, end, range.start.line, range.start.character, range.end.line, range.end.character);
    this.#known.set(file, known);
    return range;
  }
}

function rangeAt(known: readonly number[], at: number): Range {
  const [line = 0, character = 0, endLine = 0, endCharacter = 0] = known.slice(at + 2, at + SIZE);
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}
