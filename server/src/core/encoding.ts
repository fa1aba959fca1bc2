import { hasLoneSurrogate, singleByteTable, windows1252 } from './code-pages.ts';

/** How a text was stored. `name` is the encoding's name in the Encoding Standard: `utf-8`, `utf-16le`, `windows-1252`. */
export interface Encoding {
  readonly name: string;
  readonly bom: boolean;
}

export interface Decoded {
  /** Without its byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** Why bytes are no text, as the rest of a sentence that begins with the file's name: `is a binary file`. */
export interface NotText {
  readonly reason: string;
  /** In bytes, of a file that is too large. */
  readonly size?: number;
}

const BINARY: NotText = { reason: 'is a binary file' };
const MARKS: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], name: 'utf-8' },
  { bytes: [0xff, 0xfe], name: 'utf-16le' },
  { bytes: [0xfe, 0xff], name: 'utf-16be' },
];

/**
 * Windows reads these with the system's ANSI code page when they have no byte order mark. What is not UTF-8 is taken for
 * the Western one: commands, parameters and values are ASCII in all of them. So is what is redirected into a file, but for names.
 */
const ANSI_FILES = /\.(ps1|psm1|psd1|cmd|bat|reg|pbk|txt|log|out)$/i;

/**
 * The text of a file. A byte order mark decides; without one UTF-16 is recognised by its NUL bytes, an XML declaration is
 * believed, then UTF-8 is tried. Never throws: what is no text says why. An empty file is an empty text.
 * @param fileName the last part of its path, which says whether the Windows code page may be meant.
 */
export function decode(bytes: Uint8Array, fileName = ''): Decoded | NotText {
  const mark = MARKS.find((each) => each.bytes.every((byte, index) => bytes[index] === byte));
  if (mark)
    return decodedAs(mark.name, bytes.subarray(mark.bytes.length), true) ?? { reason: `is not the ${mark.name.toUpperCase()} that its byte order mark says` };
  const wide = wideByNuls(bytes);
  if (wide !== undefined) return decodedAs(wide, bytes, false) ?? BINARY;
  if (bytes.includes(0)) return BINARY;
  const declared = declaredEncoding(bytes);
  // Whoever can read the declaration byte by byte knows that UTF-16 is not true: scripts cut such documents out of strings.
  if (declared !== undefined && !/^(utf-?16|ucs-2|iso-10646-ucs-2|unicode)/i.test(declared)) return decodedAsDeclared(declared, bytes);
  const text = decodedAs('utf-8', bytes, false);
  if (text) return text;
  if (looksBinary(windows1252.decode(bytes))) return BINARY;
  if (ANSI_FILES.test(fileName) && isMostlyAscii(bytes)) return { text: windows1252.decode(bytes), encoding: { name: 'windows-1252', bom: false } };
  return { reason: 'is neither UTF-8 nor UTF-16' };
}

/**
 * The bytes of a text, the inverse of `decode`. `undefined` where they cannot be written so that the same text is read
 * again: a character that the encoding lacks, half a surrogate pair, or an encoding of several bytes for a character that
 * is neither UTF-8 nor UTF-16 (Shift_JIS, GBK, Big5, EUC, GB18030, ISO-2022-JP), which are read only.
 */
export function encode(text: string, { name, bom }: Encoding): Uint8Array | undefined {
  if (name === 'utf-8' || name === 'utf-16le' || name === 'utf-16be') {
    if (hasLoneSurrogate(text)) return undefined;
    const whole = bom ? `\uFEFF${text}` : text;
    return name === 'utf-8' ? new TextEncoder().encode(whole) : encodeWide(whole, name === 'utf-16be');
  }
  return (name === 'windows-1252' ? windows1252 : singleByteTable(name))?.encode(text);
}

function decodedAsDeclared(label: string, bytes: Uint8Array): Decoded | NotText {
  let name: string;
  try {
    name = new TextDecoder(label).encoding;
  } catch {
    return { reason: `has the unknown encoding ${JSON.stringify(label)}` };
  }
  return decodedAs(name, bytes, false) ?? { reason: `is not in the encoding ${JSON.stringify(label)} that it declares` };
}

/** `undefined` when the bytes are not valid in the encoding; a reason when they are valid and no text all the same. */
function decodedAs(name: string, bytes: Uint8Array, bom: boolean): Decoded | NotText | undefined {
  let text: string;
  try {
    // Node's own windows-1252 leaves 0x80 to 0x9F as control characters.
    text = name === 'windows-1252' ? windows1252.decode(bytes) : new TextDecoder(name, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
  return looksBinary(text) ? BINARY : { text, encoding: { name, bom } };
}

/** `<?xml version="1.0" encoding="…"?>`, which is ASCII in every encoding that has to be declared. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 256));
  const match = /^<\?xml\s[^>]*?\bencoding\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(head);
  return (match?.[1] ?? match?.[2])?.trim();
}

/**
 * UTF-16 without a mark: of a text that is ASCII for a good part every second byte is NUL, and hardly any other one.
 * Half of the bytes would do for a profile; comments in another script bring it down.
 */
function wideByNuls(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length < 2 || bytes.length % 2 !== 0) return undefined;
  const nuls: [even: number, odd: number] = [0, 0];
  const size = Math.min(bytes.length, 65536);
  for (let i = 0; i < size; i++) if (bytes[i] === 0) nuls[i % 2 === 0 ? 0 : 1]++;
  const [even, odd] = nuls;
  const enough = size * 0.15;
  if (odd >= enough && even * 10 <= odd) return 'utf-16le';
  return even >= enough && odd * 10 <= even ? 'utf-16be' : undefined;
}

/** NUL, or more control characters than a text with terminal escapes or a stray one has. */
function looksBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const controls = text.match(/[\x01-\x06\x0e-\x19\x1c-\x1f\x7f]/g)?.length ?? 0;
  return controls * 20 > text.length;
}

/** A script whose comments are in another alphabet still has its commands in ASCII; an image has nothing of the kind. */
function isMostlyAscii(bytes: Uint8Array): boolean {
  let ascii = 0;
  for (const byte of bytes) if (byte < 0x80) ascii++;
  return ascii * 3 >= bytes.length;
}

function encodeWide(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), !bigEndian);
  return bytes;
}
