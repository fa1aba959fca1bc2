import { FileSystemError, workspace, type Disposable, type Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  READ_FILE,
  READ_FOLDER,
  STAT_FILE,
  type EditorFileFailure,
  type EditorFileParams,
  type ReadFileResult,
  type ReadFolderResult,
  type StatFileResult,
} from '../../server/src/lsp/protocol.ts';

/** Longer lists of arguments than this some engines do not take. */
const AT_ONCE = 0x8000;

/** Reads files for the server that it cannot read by itself, from whatever file system the editor has. */
export function readForServer(client: BaseLanguageClient): Disposable[] {
  const on = <Result>(request: string, read: (uri: Uri) => Promise<Result>): Disposable =>
    client.onRequest(request, async ({ uri }: EditorFileParams): Promise<Result | { failure: EditorFileFailure }> => {
      try {
        return await read(client.protocol2CodeConverter.asUri(uri));
      } catch (error) {
        return { failure: failureOf(error) };
      }
    });
  return [
    on<StatFileResult>(STAT_FILE, async (uri) => {
      const { type, size, mtime } = await workspace.fs.stat(uri);
      return { type, size, modified: mtime };
    }),
    on<ReadFileResult>(READ_FILE, async (uri) => ({ base64: base64(await workspace.fs.readFile(uri)) })),
    on<ReadFolderResult>(READ_FOLDER, async (uri) => ({ entries: await workspace.fs.readDirectory(uri) })),
  ];
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += AT_ONCE) parts.push(String.fromCharCode(...bytes.subarray(at, at + AT_ONCE)));
  return btoa(parts.join(''));
}

function failureOf(error: unknown): EditorFileFailure {
  return { code: error instanceof FileSystemError ? error.code : '', message: error instanceof Error ? error.message : String(error) };
}
