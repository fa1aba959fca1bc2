/** An encoding of one byte for each character. */
export interface SingleByteTable {
  decode(bytes: Uint8Array): string;
  /** `undefined` when a character is not in the table. */
  encode(text: string): Uint8Array | undefined;
}

/** What stands at 0x80 to 0x9F; the five bytes that have no character stand for the control of the same number. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Windows' Western code page, in the form of the Encoding Standard: all 256 bytes have a character, so any bytes survive a round trip. */
export const windows1252: SingleByteTable = table(
  Array.from({ length: 256 }, (_, byte) => (byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252[byte - 0x80] : String.fromCharCode(byte))),
);

/** The encodings of the Encoding Standard in which a character may take several bytes. */
const LONGER = new Set(['utf-8', 'utf-16le', 'utf-16be', 'gbk', 'gb18030', 'big5', 'euc-jp', 'iso-2022-jp', 'shift_jis', 'euc-kr']);

/**
 * The table of an encoding that `TextDecoder` knows by this name, made by decoding each byte alone; `undefined` when it is
 * none of one byte for each character.
 */
export function singleByteTable(name: string): SingleByteTable | undefined {
  if (LONGER.has(name)) return undefined;
  const decoder = new TextDecoder(name);
  const characters = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)));
  return table(characters.map((character) => (character === '\uFFFD' ? undefined : character)));
}

/** Whether half of a surrogate pair stands alone in a text: no encoding has bytes for it. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

function table(characters: readonly (string | undefined)[]): SingleByteTable {
  const bytes = new Map(characters.map((character, byte) => [character, byte]));
  return {
    decode: (source) => {
      let text = '';
      for (const byte of source) text += characters[byte] ?? '\uFFFD';
      return text;
    },
    encode: (text) => {
      const result = new Uint8Array(text.length);
      for (let i = 0; i < text.length; i++) {
        const byte = bytes.get(text[i]);
        if (byte === undefined) return undefined;
        result[i] = byte;
      }
      return result;
    },
  };
}
