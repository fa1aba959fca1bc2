import type { Connection } from 'vscode-languageserver';
import { fileStatus } from '../features/file-status.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Documents } from './documents.ts';
import { normaliseUri } from './documents.ts';
import { FILE_STATUS, type FileStatusParams, type FileStatusResult } from './protocol.ts';
import { mebibytes } from './size-notice.ts';

/** The session, as far as an answer needs it. */
interface Asked {
  readonly diagnostics: { checked(): Promise<void> };
  scanned(): Promise<void>;
}

/** Answers what is to be shown of a file as a whole. It waits until the folders have been read and checked, while others have their turns. */
export function serveFileStatus(connection: Connection, workspace: Workspace, documents: Documents, session: () => Asked | undefined): void {
  connection.onRequest<FileStatusResult | null, unknown>(FILE_STATUS, async ({ uri: clientUri }: FileStatusParams) => {
    const uri = normaliseUri(clientUri);
    const size = documents.tooLarge(uri);
    if (size !== undefined) return { text: `Not checked: ${mebibytes(size)} is too large`, detail: '', severity: 'warning' };
    const asked = session();
    if (!asked || !documents.isOpen(uri)) return null;
    await asked.scanned();
    await asked.diagnostics.checked();
    return fileStatus(workspace, uri) ?? null;
  });
}
