import type { Span } from '../../core/span.ts';
import type { Quoting } from '../../syntax/f5/tree.ts';

/** A request as it goes over the wire, with the way back to where each character is written. */
export interface SendString {
  readonly lines: readonly SendLine[];
  /** Whether it ends in an empty line. */
  readonly ended: boolean;
  /** How line ends are written: one backslash, or two; the first one counts. */
  readonly backslashes: number | undefined;
  /** Line ends with more backslashes than any notation takes away, or with slashes. */
  readonly wrongEscapes: Span | undefined;
}

interface SendLine {
  readonly text: string;
  /** Where its characters are written. */
  readonly span: Span;
  /** How it ends. */
  readonly end: 'crlf' | 'lf' | 'none';
}

/**
 * Reads a send string. Line ends are written `\r\n`; stored ones, and some that were typed, have the backslash doubled, which is the same to
 * BIG-IP. A shell takes away half of them within double quotes.
 *
 * @param span the text between the quotes
 */
export function readSendString(text: string, span: Span, quoting: Quoting): SendString {
  const scanner = new SendScanner(text, span, quoting === 'shell' || quoting === 'double' ? 4 : 2);
  scanner.scan();
  const { lines, wrong, backslashes } = scanner;
  const [first] = wrong;
  const last = lines.at(-1);
  return {
    lines,
    ended: lines.length > 1 && last?.text === '' && last.end !== 'none',
    backslashes,
    wrongEscapes: first && { start: first.start, end: wrong.at(-1)?.end ?? first.end },
  };
}

class SendScanner {
  readonly lines: SendLine[] = [];
  readonly wrong: Span[] = [];
  backslashes: number | undefined;
  readonly #text: string;
  readonly #end: number;
  /** More backslashes than this before a line end reach the monitor. */
  readonly #most: number;
  #at: number;
  #line = '';
  #lineStart: number;
  /** Where the return of a line end begins that was read right before. */
  #return: number | undefined;

  constructor(text: string, { start, end }: Span, most: number) {
    this.#text = text;
    this.#at = this.#lineStart = start;
    this.#end = end;
    this.#most = most;
  }

  scan(): void {
    while (this.#at < this.#end) this.#next();
    if (this.#line !== '') this.#finish('none', this.#end, this.#end);
  }

  #next(): void {
    const count = this.#count();
    const sign = this.#text.charAt(this.#at + count);
    const isEnd = count > 0 && this.#at + count < this.#end && (sign === 'r' || sign === 'n');
    if (isEnd && count <= this.#most) this.#lineEnd(count, sign);
    else this.#other(count, sign, isEnd);
  }

  /** How many backslashes stand here. */
  #count(): number {
    let count = 0;
    while (this.#at + count < this.#end && this.#text.charCodeAt(this.#at + count) === 92) count++;
    return count;
  }

  #lineEnd(count: number, sign: string): void {
    this.backslashes ??= count;
    const start = this.#at;
    this.#at += count + 1;
    if (sign === 'n') this.#finish(this.#return === undefined ? 'lf' : 'crlf', this.#return ?? start, this.#at);
    else this.#return = start;
  }

  #other(count: number, sign: string, isEnd: boolean): void {
    const start = this.#at;
    const slashed = this.#text.startsWith('/r/n', start);
    if (isEnd) this.wrong.push({ start, end: start + count + 1 });
    if (slashed) this.wrong.push({ start, end: start + 4 });
    const piece = this.#text.slice(start, start + (slashed ? 4 : Math.max(1, count)));
    // An escaped sign is the sign.
    this.#line += count > 0 && /^["{}/]/.test(sign) ? piece.slice(1) : piece;
    this.#return = undefined;
    this.#at += piece.length;
  }

  #finish(end: SendLine['end'], upTo: number, next: number): void {
    this.lines.push({ text: this.#line, span: { start: this.#lineStart, end: upTo }, end });
    this.#line = '';
    this.#lineStart = next;
    this.#return = undefined;
  }
}

/** The parts of a request line. */
interface RequestLine {
  readonly method: string;
  readonly path: string;
  readonly version: '0.9' | '1.0' | '1.1' | undefined;
}

/** Reads `HEAD /path HTTP/1.1`; `undefined` for what is none. */
export function readRequestLine(text: string): RequestLine | undefined {
  const [method = '', path, ...rest] = text.trim().split(/ +/);
  if (path === undefined || !/^[A-Za-z]+$/.test(method)) return undefined;
  const version = rest.join(' ');
  const known = version === '' ? '0.9' : ({ 'HTTP/1.0': '1.0', 'HTTP/1.1': '1.1' } as Readonly<Record<string, '1.0' | '1.1'>>)[version];
  return { method, path, version: known };
}

/** The line with the Host header. */
export function hostLine({ lines }: SendString): SendLine | undefined {
  return lines.slice(1).find(({ text }) => /^host\s*:/i.test(text));
}

/** What the Host header says. */
export function hostValue({ text }: SendLine): string {
  return text.replace(/^host\s*:\s*/i, '').trimEnd();
}

/** Whether the backslash of a return was lost, so that an r is the host: `Host:r\n`. */
export function isBrokenHost(line: SendLine): boolean {
  return line.end === 'lf' && hostValue(line) === 'r';
}
