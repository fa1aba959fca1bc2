import { Disposable, EventEmitter, FileSystemError, FileType, Uri, type FileChangeEvent, type FileStat, type FileSystemProvider } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { RULE_PAGE, type RulePageParams, type RulePageResult } from '../../server/src/lsp/protocol.ts';

/** Scheme of the pages of rules. They are files for the editor, so that its preview follows the links between them. */
export const RULE_PAGE_SCHEME = 'aovpn-rule';

/** The page of a rule. */
export function rulePageUri(rule: string): Uri {
  return Uri.from({ scheme: RULE_PAGE_SCHEME, path: `/${rule}.md` });
}

/** A folder that nobody can write into, with a page for each rule. The server writes them when they are asked for. */
export class RulePages implements FileSystemProvider {
  readonly #client: BaseLanguageClient;
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  async stat(uri: Uri): Promise<FileStat> {
    if (uri.path === '/') return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const { length } = await this.readFile(uri);
    return { type: FileType.File, ctime: 0, mtime: 0, size: length };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const params: RulePageParams = { rule: /^\/([a-z0-9-]+)\.md$/.exec(uri.path)?.[1] ?? '' };
    const page = await this.#client.sendRequest<RulePageResult>(RULE_PAGE, params);
    if (page === null) throw FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(page);
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }
}
