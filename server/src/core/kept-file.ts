import type { SourceFile } from './source-file.ts';

/** Makes a text small, and gives it back when it is called. */
export type Pack = (text: string) => () => string;

/**
 * A file whose text may be packed away while nobody asks for it: whoever holds a place in it holds the file, and of thousands of files
 * hardly one is looked at.
 */
export class KeptFile implements SourceFile {
  readonly uri: string;
  readonly languageId?: string;
  #text: string | undefined;
  #packed: (() => string) | undefined;

  constructor({ uri, text, languageId }: SourceFile) {
    this.uri = uri;
    this.#text = text;
    if (languageId !== undefined) this.languageId = languageId;
  }

  /** Unpacked for each question while it is packed: who asks often must keep it. */
  get text(): string {
    return this.#text ?? this.#packed?.() ?? '';
  }

  get isPacked(): boolean {
    return this.#text === undefined;
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
}
