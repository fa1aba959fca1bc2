/** A longer header is none: a real one has two lines. */
const LONGEST_HEADER = 8 * 1024;

/** A longer message cannot be read as one text by the engine underneath, which then would wait for what comes behind it for ever. */
const LONGEST_BODY = 512 * 1024 * 1024;

const END = '\r\n\r\n';

/**
 * Follows where messages begin and end on a line of bytes. A header that makes no sense means that nobody knows where the next message begins, and nothing that
 * comes after it can be read. Bodies are not looked at: one that is not JSON is one message that is lost.
 */
export class Framing {
  #header = '';
  /** Bytes of the message that are still to come. */
  #left = 0;

  /** Takes the next bytes. Returns why the line cannot be read any further, in a sentence; `undefined` while it can. */
  take(chunk: Uint8Array): string | undefined {
    for (let at = 0; at < chunk.length;) {
      if (this.#left > 0) {
        const skipped = Math.min(this.#left, chunk.length - at);
        this.#left -= skipped;
        at += skipped;
        continue;
      }
      const before = this.#header.length;
      this.#header += String.fromCharCode(...chunk.subarray(at, at + LONGEST_HEADER));
      const end = this.#header.indexOf(END, Math.max(0, before - END.length));
      if (end === -1) {
        if (this.#header.length >= LONGEST_HEADER) return 'What was received is not the header of a message.';
        return undefined;
      }
      at += end + END.length - before;
      const length = bodyLength(this.#header.slice(0, end));
      this.#header = '';
      if (length === undefined) return 'The header of a message does not say how long the message is.';
      if (length > LONGEST_BODY) return `The header of a message announces ${length} bytes, and no message has so many.`;
      this.#left = length;
    }
    return undefined;
  }
}

/** What the header says of the length, in bytes; `undefined` for a header that does not say it. */
function bodyLength(header: string): number | undefined {
  const lengths = header.split('\r\n').flatMap((line) => /^content-length:[ \t]*(\d+)[ \t]*$/iu.exec(line)?.[1] ?? []);
  return lengths.length === 1 ? Number(lengths[0]) : undefined;
}
