import { lastAtOrBefore } from './search.ts';

/** Zero-based line and UTF-16 column, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Where the lines of a text begin, without the text: what is needed to say where something is, in four bytes for each line. Lines end with CR LF, LF or CR. */
export class LineStarts {
  readonly #starts: Uint32Array;
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 0x0a || (code === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) starts.push(i + 1);
    }
    this.#starts = Uint32Array.from(starts);
    this.#length = text.length;
  }

  /** The position of an offset; one outside the text is moved to its nearest end. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#length));
    const line = lastAtOrBefore(this.#starts, at, (start) => start);
    return { line, character: at - (this.#starts[line] ?? 0) };
  }

  /** The offset of a position in the text; one past the end of its line, or of the text, is moved to that end. */
  offsetAt(position: Position, text: string): number {
    if (position.line < 0) return 0;
    const start = this.#starts[position.line];
    if (start === undefined) return text.length;
    return Math.min(start + Math.max(0, position.character), this.#endOfLine(position.line, text));
  }

  /** What a line of the text says, without its line end; empty for a line that does not exist. */
  lineText(line: number, text: string): string {
    const start = this.#starts[line];
    return start === undefined ? '' : text.slice(start, this.#endOfLine(line, text));
  }

  #endOfLine(line: number, text: string): number {
    const next = this.#starts[line + 1];
    if (next === undefined) return text.length;
    let end = next;
    if (end > 0 && text[end - 1] === '\n') end--;
    if (end > 0 && text[end - 1] === '\r') end--;
    return Math.max(end, this.#starts[line] ?? 0);
  }
}

/** Converts between offsets and positions of one text. */
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
    return this.#starts.offsetAt(position, this.#text);
  }

  /** The text of a line without its line end; empty for a line that does not exist. */
  lineText(line: number): string {
    return this.#starts.lineText(line, this.#text);
  }
}
