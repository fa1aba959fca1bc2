import { literally } from './texts.ts';
import { applyEdits, type Edit } from './edit.ts';
import { lastAtOrBefore } from './search.ts';
import type { Span } from './span.ts';

/** An edit of a text that need not be a file. */
export type TextEdit = Pick<Edit, 'span' | 'newText'>;

/**
 * A text that stands inside another one in some notation: unescaped, unquoted, decoded. It is read like a file, and what
 * is said of it is said of the text around it.
 */
export interface DerivedText {
  readonly text: string;
  /** The whole of it in the text around it. */
  readonly outer: Span;
  /** Stretches of the derived text that stand for what only a running program knows. */
  readonly unknown: readonly Span[];
  /** Where a span stands in the text around it: as exactly as the notation allows, and never less than the span. */
  toOuter(span: Span): Span;
  /** The offset in the derived text; `undefined` for one that is not in it. */
  toInner(offset: number): number | undefined;
  /**
   * Edits of the derived text as edits of the text around it, in its notation; `undefined` where one cannot be made
   * without losing or guessing something.
   */
  edits(edits: readonly TextEdit[]): TextEdit[] | undefined;
  /** A text as it is written there; `undefined` for one that cannot be. */
  written(text: string): string | undefined;
}

/** How a text is written in the notation around it; `undefined` where it cannot be. */
export type Writer = (text: string) => string | undefined;

/**
 * A stretch of the derived text and what it was made of. `copied` is the same in both; `written` is one character or a few
 * in another notation; `unknown` stands for what only a running program knows.
 */
interface Piece {
  readonly kind: 'copied' | 'written' | 'unknown';
  readonly inner: Span;
  readonly outer: Span;
}

/** Builds a derived text piece by piece, from left to right. */
export class DerivedTextBuilder {
  #text = '';
  readonly #pieces: Piece[] = [];
  readonly #source: string;

  /** @param source the text around it. */
  constructor(source: string) {
    this.#source = source;
  }

  get length(): number {
    return this.#text.length;
  }

  /** Takes a stretch of the source as it is. */
  copy({ start, end }: Span): void {
    if (end > start) this.#add('copied', this.#source.slice(start, end), { start, end });
  }

  /** Takes what a stretch of the source stands for. */
  write(value: string, outer: Span): void {
    this.#add('written', value, outer);
  }

  /** Notes a stretch of the source whose value nobody knows. The stand-in must occur nowhere else in the text, unless it means the same there. */
  unknown(standIn: string, outer: Span): void {
    this.#add('unknown', standIn, outer);
  }

  finish(outer: Span, writer: Writer): DerivedText {
    return new PiecedText(this.#source, this.#text, this.#pieces, outer, writer);
  }

  #add(kind: Piece['kind'], value: string, outer: Span): void {
    this.#pieces.push({ kind, inner: { start: this.#text.length, end: this.#text.length + value.length }, outer });
    this.#text += value;
  }
}

class PiecedText implements DerivedText {
  readonly text: string;
  readonly outer: Span;
  readonly unknown: readonly Span[];
  readonly #source: string;
  readonly #pieces: readonly Piece[];
  readonly #writer: Writer;

  constructor(source: string, text: string, pieces: readonly Piece[], outer: Span, writer: Writer) {
    this.#source = source;
    this.text = text;
    this.#pieces = pieces;
    this.unknown = pieces.filter(({ kind }) => kind === 'unknown').map(({ inner }) => inner);
    this.outer = outer;
    this.#writer = writer;
  }

  toOuter({ start, end }: Span): Span {
    const from = this.#outerStart(start);
    return { start: from, end: end > start ? this.#outerEnd(end) : from };
  }

  toInner(offset: number): number | undefined {
    const piece = this.#pieces[lastAtOrBefore(this.#pieces, offset, ({ outer }) => outer.start)];
    if (!piece) return offset === this.outer.start ? 0 : undefined;
    if (offset <= this.outer.end && offset >= piece.outer.end) return piece.inner.end;
    if (offset > piece.outer.end) return undefined;
    return isCopy(piece) ? piece.inner.start + (offset - piece.outer.start) : piece.inner.start;
  }

  edits(edits: readonly TextEdit[]): TextEdit[] | undefined {
    const result: TextEdit[] = [];
    for (const { span, newText } of edits) {
      const written = this.written(newText);
      if (written === undefined || !this.#isBoundary(span.start) || !this.#isBoundary(span.end)) return undefined;
      result.push({ span: this.toOuter(span), newText: written });
    }
    return this.#losesUnknown(edits) ? undefined : result;
  }

  written(text: string): string | undefined {
    const unknown = this.#unknown();
    // What was taken from one place of the text and put into another is written as it was.
    let result = '';
    for (const part of split(text, [...unknown.keys()])) {
      const written = unknown.get(part) ?? this.#writer(part);
      if (written === undefined) return undefined;
      result += written;
    }
    return result;
  }

  /** The stand-ins with what they stand for. */
  #unknown(): Map<string, string> {
    const pieces = this.#pieces.filter(({ kind }) => kind === 'unknown');
    return new Map(pieces.map(({ inner, outer }) => [this.text.slice(inner.start, inner.end), this.#source.slice(outer.start, outer.end)]));
  }

  /** Whether something unknown would be gone after the edits, or only a part of it would be left. */
  #losesUnknown(edits: readonly TextEdit[]): boolean {
    const removed = this.#pieces
      .filter(({ kind, inner }) => kind === 'unknown' && edits.some(({ span }) => span.start < inner.end && inner.start < span.end))
      .map(({ inner }) => this.text.slice(inner.start, inner.end));
    const added = edits.flatMap(({ newText }) => split(newText, removed));
    for (const text of removed) {
      const kept = added.indexOf(text);
      if (kept < 0) return true;
      added.splice(kept, 1);
    }
    return false;
  }

  #isBoundary(offset: number): boolean {
    const piece = this.#pieces[lastAtOrBefore(this.#pieces, offset, ({ inner }) => inner.start)];
    return !piece || piece.kind === 'copied' || offset === piece.inner.start || offset >= piece.inner.end;
  }

  #outerStart(offset: number): number {
    const piece = this.#pieces[lastAtOrBefore(this.#pieces, offset, ({ inner }) => inner.start)];
    if (!piece) return this.outer.start;
    if (offset >= piece.inner.end) return piece.outer.end;
    return isCopy(piece) ? piece.outer.start + (offset - piece.inner.start) : piece.outer.start;
  }

  #outerEnd(offset: number): number {
    const piece = this.#pieces[lastAtOrBefore(this.#pieces, offset - 1, ({ inner }) => inner.start)];
    if (!piece) return this.outer.start;
    return isCopy(piece) ? piece.outer.start + Math.min(offset, piece.inner.end) - piece.inner.start : piece.outer.end;
  }
}

/** A text cut before and behind each occurrence of one of the words, the longest one first. */
function split(text: string, words: readonly string[]): string[] {
  if (words.length === 0) return [text];
  const patterns = [...words].sort((a, b) => b.length - a.length).map(literally);
  return text.split(new RegExp(`(${patterns.join('|')})`));
}

/** Whether each character of the one stands for one of the other. */
function isCopy({ kind, inner, outer }: Piece): boolean {
  return kind === 'copied' || (kind === 'unknown' && inner.end - inner.start === outer.end - outer.start);
}

/** A text whose characters have no places of their own in the text around it: it is one value, read and written as a whole. */
export function wholeText(text: string, outer: Span, writer: Writer): DerivedText {
  return {
    text,
    outer,
    unknown: [],
    toOuter: () => outer,
    toInner: () => undefined,
    edits: (edits) => {
      if (edits.length === 0) return [];
      const newText = writer(applyEdits(text, edits));
      return newText === undefined ? undefined : [{ span: outer, newText }];
    },
    written: () => undefined,
  };
}

/** A stretch of a text as it is. */
export function partText(source: string, outer: Span): DerivedText {
  const builder = new DerivedTextBuilder(source);
  builder.copy(outer);
  return builder.finish(outer, (text) => text);
}

/** A text inside a text inside a text. */
export function composed(outer: DerivedText, inner: DerivedText): DerivedText {
  return {
    text: inner.text,
    outer: outer.toOuter(inner.outer),
    unknown: [...outer.unknown.flatMap((span) => spanWithin(inner, span) ?? []), ...inner.unknown],
    toOuter: (span) => outer.toOuter(inner.toOuter(span)),
    toInner: (offset) => {
      const between = outer.toInner(offset);
      return between === undefined ? undefined : inner.toInner(between);
    },
    edits: (edits) => {
      const between = inner.edits(edits);
      return between && outer.edits(between);
    },
    written: (text) => {
      const between = inner.written(text);
      return between === undefined ? undefined : outer.written(between);
    },
  };
}

function spanWithin(inner: DerivedText, { start, end }: Span): Span | undefined {
  const from = inner.toInner(start);
  const to = inner.toInner(end);
  return from === undefined || to === undefined ? undefined : { start: from, end: to };
}
