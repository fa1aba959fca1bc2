import { workspace, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { schemes, selectorOf } from './client.ts';

/** Starts the server anew when a folder is added whose file system is another one than those before: which documents go to it is settled at its start. */
export function followFolders(client: BaseLanguageClient): Disposable {
  const served = schemes();
  return workspace.onDidChangeWorkspaceFolders(() => {
    const added = [...schemes()].filter((scheme) => !served.has(scheme));
    if (added.length === 0) return;
    for (const scheme of added) served.add(scheme);
    client.clientOptions.documentSelector = selectorOf(served);
    // The client itself tells where that fails.
    void client
      .stop()
      .then(() => client.start())
      .catch(() => undefined);
  });
}
