import { LineStarts, type Position } from './line-index.ts';
import type { SourceFile } from './source-file.ts';
import type { Span } from './span.ts';

/** Makes a text small, and gives it back when it is called. */
export type Pack = (text: string) => () => string;

/** Of so many places in a packed text is it known where they are. */
const MOST_PLACES = 8;

interface Place {
  readonly start: Position;
  readonly end: Position;
}

/**
 * A file whose text may be packed away while nobody asks for it: whoever holds a place in it holds the file, and of thousands of files
 * hardly one is looked at.
 */
export class KeptFile implements SourceFile {
  readonly uri: string;
  readonly languageId?: string;
  #text: string | undefined;
  #packed: (() => string) | undefined;
  /** Of each place start, end, and line and character of both: a list of numbers takes the least memory. */
  #places: number[] | undefined;

  constructor({ uri, text, languageId }: SourceFile) {
    this.uri = uri;
    this.#text = text;
    if (languageId !== undefined) this.languageId = languageId;
  }

  /** Unpacked for each question while it is packed: who asks often must keep it. */
  get text(): string {
    return this.#text ?? this.#packed?.() ?? '';
  }

  /** Packs the text away. */
  pack(pack: Pack): void {
    if (this.#text === undefined) return;
    this.#packed ??= pack(this.#text);
    this.#text = undefined;
  }

  /** Keeps the text at hand until it is packed again. */
  unpack(): void {
    this.#text ??= this.text;
  }

  /**
   * Where a span is, while the text is packed away; `undefined` while it is at hand. What was asked for is remembered: whenever a file changes that thousands of these are
   * compared with, the same places are named again, and none of the texts need be unpacked for that.
   */
  placeOf({ start, end }: Span): Place | undefined {
    if (this.#text !== undefined) return undefined;
    const places = (this.#places ??= []);
    for (let at = 0; at < places.length; at += 6) if (places[at] === start && places[at + 1] === end) return placeAt(places, at);
    const lines = new LineStarts(this.text);
    const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
    if (places.length >= 6 * MOST_PLACES) places.splice(0, 6);
    places.push(start, end, from.line, from.character, to.line, to.character);
    return { start: from, end: to };
  }
}

function placeAt(places: readonly number[], at: number): Place {
  const [line = 0, character = 0, endLine = 0, endCharacter = 0] = places.slice(at + 2, at + 6);
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}
