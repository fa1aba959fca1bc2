import { l10n, languages, Position, Uri, ViewColumn, window, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import type { OpenText } from '../../server/src/lsp/protocol.ts';

/** Opens a text beside the active editor, in a document that has no name yet. */
export async function openText(argument?: unknown): Promise<void> {
  if (!isOpenText(argument)) return;
  const { language, text } = argument;
  const document = await workspace.openTextDocument({ language, content: text });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside });
}

/**
 * Opens a text beside the active editor, in a document that is not saved yet. It has a name beside another document where that lies on a disk, and is saved
 * there; nothing that is there is written over.
 */
export async function openUnsaved({ language, text, fileName }: OpenText & { readonly fileName: string }, source: Uri): Promise<void> {
  if (source.scheme !== 'file') {
    await openText({ language, text });
    return;
  }
  const uri = (await freeName(Uri.joinPath(source, '..'), fileName)).with({ scheme: 'untitled' });
  const empty = await workspace.openTextDocument(uri);
  const document = empty.languageId === language ? empty : await languages.setTextDocumentLanguage(empty, language);
  await fill(document, text);
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside });
}

async function fill({ uri }: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.insert(uri, new Position(0, 0), text);
  if (!(await workspace.applyEdit(edit))) throw new Error(l10n.t('The new document cannot be written into.'));
}

/** A name of a folder that no file has and no document that is open: `rras.ps1`, `rras-2.ps1`. */
async function freeName(folder: Uri, fileName: string): Promise<Uri> {
  const dot = fileName.lastIndexOf('.');
  for (let count = 1; ; count++) {
    const name = count === 1 ? fileName : `${fileName.slice(0, dot)}-${count}${fileName.slice(dot)}`;
    const uri = Uri.joinPath(folder, name);
    if (!(await isTaken(uri))) return uri;
  }
}

async function isTaken(uri: Uri): Promise<boolean> {
  if (workspace.textDocuments.some((document) => document.uri.path === uri.path)) return true;
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

function isOpenText(value: unknown): value is OpenText {
  return (
    typeof value === 'object' &&
    value !== null &&
    'language' in value &&
    'text' in value &&
    typeof value.language === 'string' &&
    typeof value.text === 'string'
  );
}
