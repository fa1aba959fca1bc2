import { lastAtOrBefore } from './search.ts';

/** Zero-based line and UTF-16 column, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets and positions of one text. Lines end with CR LF, LF or CR. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 0x0a || (code === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) this.#starts.push(i + 1);
    }
  }

  /** The position of an offset; one outside the text is moved to its nearest end. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#text.length));
    const line = lastAtOrBefore(this.#starts, at, (start) => start);
    return { line, character: at - (this.#starts[line] ?? 0) };
  }

  /** The offset of a position; one past the end of its line, or of the text, is moved to that end. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.#starts[position.line];
    if (start === undefined) return this.#text.length;
    return Math.min(start + Math.max(0, position.character), this.#endOfLine(position.line));
  }

  /** The text of a line without its line end; empty for a line that does not exist. */
  lineText(line: number): string {
    const start = this.#starts[line];
    return start === undefined ? '' : this.#text.slice(start, this.#endOfLine(line));
  }

  #endOfLine(line: number): number {
    const next = this.#starts[line + 1];
    if (next === undefined) return this.#text.length;
    let end = next;
    if (end > 0 && this.#text[end - 1] === '\n') end--;
    if (end > 0 && this.#text[end - 1] === '\r') end--;
    return Math.max(end, this.#starts[line] ?? 0);
  }
}
