import type { Position } from './line-index.ts';

/** Where the lines of a text begin, without the text: what is needed to say where something is, in four bytes for each line. */
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
    let line = 0;
    for (let end = this.#starts.length; end - line > 1;) {
      const middle = (line + end) >> 1;
      if ((this.#starts[middle] ?? 0) > at) end = middle;
      else line = middle;
    }
    return { line, character: at - (this.#starts[line] ?? 0) };
  }

  /** The offset at which a line begins; `undefined` for a line that does not exist. */
  startOf(line: number): number | undefined {
    return this.#starts[line];
  }
}
