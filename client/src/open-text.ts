import { ViewColumn, window, workspace } from 'vscode';
import type { OpenText } from '../../server/src/lsp/protocol.ts';

/** Opens a text beside the active editor, in a document that has no name yet. */
export async function openText(argument?: unknown): Promise<void> {
  if (!isOpenText(argument)) return;
  const { language, text } = argument;
  const document = await workspace.openTextDocument({ language, content: text });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside });
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
