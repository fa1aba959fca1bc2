import type { Connection } from 'vscode-languageserver';
import { FileError, type DirectoryEntry, type EntryKind, type FileStat, type FileSystem } from '../workspace/file-system.ts';
import {
  FILE_TYPE,
  READ_FILE,
  READ_FOLDER,
  STAT_FILE,
  type EditorFileFailure,
  type EditorFileParams,
  type ReadFileResult,
  type ReadFolderResult,
  type StatFileResult,
} from './protocol.ts';

type Requests = Pick<Connection, 'sendRequest'>;

/** The files of the editor, whatever file system they are in: the client reads them. */
export class EditorFiles implements FileSystem {
  /** Nobody tells of a virtual file system. Two names that differ are two files then, as git has it. */
  readonly ignoresCase = false;
  readonly #connection: Requests;

  constructor(connection: Requests) {
    this.#connection = connection;
  }

  async readDirectory(uri: string): Promise<readonly DirectoryEntry[]> {
    const { entries } = await this.#ask<ReadFolderResult>(READ_FOLDER, uri);
    return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
  }

  async readFile(uri: string): Promise<Uint8Array> {
    const { base64 } = await this.#ask<ReadFileResult>(READ_FILE, uri);
    return Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
  }

  async stat(uri: string): Promise<FileStat> {
    const { type, size, modified } = await this.#ask<StatFileResult>(STAT_FILE, uri);
    // What a link leads to is told beside the link.
    const kind = kindOf(type & ~FILE_TYPE.link);
    return { kind: kind === 'link' ? 'other' : kind, size, ...(modified > 0 && { modified }) };
  }

  /** Nobody tells where a link of a virtual file system leads. Its provider decides what there is behind it. */
  linkTarget(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** @throws FileError */
  async #ask<Result extends object>(request: string, uri: string): Promise<Exclude<Result, { failure: EditorFileFailure }>> {
    const params: EditorFileParams = { uri };
    const result = await this.#connection.sendRequest<Result | { failure: EditorFileFailure }>(request, params);
    if ('failure' in result) throw asFileError(result.failure);
    return result as Exclude<Result, { failure: EditorFileFailure }>;
  }
}

function kindOf(type: number): EntryKind {
  if (type & FILE_TYPE.link) return 'link';
  if (type & FILE_TYPE.folder) return 'folder';
  return type & FILE_TYPE.file ? 'file' : 'other';
}

const WORDS: Readonly<Record<string, string>> = {
  NoPermissions: 'permission denied',
  Unavailable: 'its file system is not available',
};

function asFileError({ code, message }: EditorFileFailure): FileError {
  if (code === 'FileNotFound' || code === 'FileNotADirectory') return new FileError('does not exist', 'missing');
  return new FileError(`cannot be read (${WORDS[code] ?? message})`);
}
