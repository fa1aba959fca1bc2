import { decode, type Decoded, type NotText } from '../core/encoding.ts';
import { uriName } from '../core/uri.ts';

/** `link` is a symbolic link, whatever it leads to; `other` a pipe, a socket or a device. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other';

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

export interface FileStat {
  readonly kind: Exclude<EntryKind, 'link'>;
  /** In bytes. */
  readonly size: number;
  /** When it was written last, in milliseconds; absent where that is not known. */
  readonly modified?: number;
}

/** How a file looks from outside; empty where that tells nothing. */
export function stampOf({ kind, size, modified }: FileStat): string {
  return kind !== 'file' || modified === undefined ? '' : `${size} ${modified}`;
}

/** Where files come from: a disk, an editor's file system, a test. All URIs are normalised. A failure is a `FileError`. */
export interface FileSystem {
  /** Whether names that differ in letter case only are the same file. */
  readonly ignoresCase: boolean;
  readDirectory(uri: string): Promise<readonly DirectoryEntry[]>;
  readFile(uri: string): Promise<Uint8Array>;
  /** What a URI leads to, through symbolic links. */
  stat(uri: string): Promise<FileStat>;
  /** Where a symbolic link leads, which is not looked at; `undefined` for what is none, or is not there. Never rejects. */
  linkTarget(uri: string): Promise<string | undefined>;
}

/** Why something could not be read. The message is the rest of a sentence that begins with the file's name. */
export class FileError extends Error {
  readonly kind: 'missing' | 'other';

  constructor(message: string, kind: 'missing' | 'other' = 'other') {
    super(message);
    this.kind = kind;
  }
}

/** The reason that an error gives, as the rest of a sentence that begins with the file's name. */
export function reasonOf(error: unknown): string {
  return error instanceof FileError ? error.message : `cannot be read (${error instanceof Error ? error.message : String(error)})`;
}

/** A file larger than this is no configuration that a person wrote. */
export const DEFAULT_MAX_SIZE = 5 * 1024 * 1024;

/** Reads a file as text. Its size is looked at before its content. Never rejects: what cannot be read says why. */
export async function readText(fs: FileSystem, uri: string, maxSize = DEFAULT_MAX_SIZE): Promise<Decoded | NotText> {
  try {
    const { kind, size } = await fs.stat(uri);
    if (kind !== 'file') return { reason: kind === 'folder' ? 'is a folder' : 'is neither a file nor a folder' };
    if (size > maxSize) return tooLarge(maxSize, size);
    const bytes = await fs.readFile(uri);
    return bytes.length > maxSize ? tooLarge(maxSize, bytes.length) : decode(bytes, uriName(uri));
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** The reason for a file above the size limit; both in bytes. */
export function tooLarge(maxSize: number, size: number): NotText {
  const units = [
    ['MiB', 1024 * 1024],
    ['KiB', 1024],
  ] as const;
  const unit = units.find(([, size]) => maxSize >= size && maxSize % size === 0);
  return { reason: `is larger than ${unit ? `${maxSize / unit[1]} ${unit[0]}` : `${maxSize} bytes`}`, size };
}
