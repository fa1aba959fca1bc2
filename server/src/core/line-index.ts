import { LineStarts } from './line-starts.ts';

/** Zero-based line and UTF-16 column, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets and positions of one text. Lines end with CR LF, LF or CR. */
export class LineIndex {
  readonly #starts: LineStarts;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#starts = new LineStarts(text);
  }

  /** The position of an offset; one outside the text is moved to its nearest end. */
  positionAt(offset: number): Position {
    return this.#starts.positionAt(offset);
  }

  /** The offset of a position; one past the end of its line, or of the text, is moved to that end. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.#starts.startOf(position.line);
    if (start === undefined) return this.#text.length;
    return Math.min(start + Math.max(0, position.character), this.#endOfLine(position.line));
  }

  /** The text of a line without its line end; empty for a line that does not exist. */
  lineText(line: number): string {
    const start = this.#starts.startOf(line);
    return start === undefined ? '' : this.#text.slice(start, this.#endOfLine(line));
  }

  #endOfLine(line: number): number {
    const next = this.#starts.startOf(line + 1);
    if (next === undefined) return this.#text.length;
    let end = next;
    if (end > 0 && this.#text[end - 1] === '\n') end--;
    if (end > 0 && this.#text[end - 1] === '\r') end--;
    return Math.max(end, this.#starts.startOf(line) ?? 0);
  }
}
