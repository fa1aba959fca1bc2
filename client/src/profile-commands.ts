import { commands, env, Range, window, type Disposable, type TextEditor } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  CONVERT_PROFILE,
  PROFILE_FOR_INTUNE,
  type ConvertParams,
  type ConvertResult,
  type IntuneParams,
  type IntuneResult,
} from '../../server/src/lsp/protocol.ts';

/** The commands that bring a profile into another form. The server does the work; here texts are moved. */
export function profileCommands(client: LanguageClient): Disposable[] {
  return [
    commands.registerTextEditorCommand('aovpn.unescapeProfile', (editor) => void convert(client, editor, 'plain')),
    commands.registerTextEditorCommand('aovpn.escapeProfile', (editor) => void convert(client, editor, 'escaped')),
    commands.registerTextEditorCommand('aovpn.copyForIntune', (editor) => void copyForIntune(client, editor)),
  ];
}

/** Converts the selection, or the whole document where nothing is selected. */
async function convert(client: LanguageClient, editor: TextEditor, to: ConvertParams['to']): Promise<void> {
  const { document, selection } = editor;
  const end = document.lineAt(document.lineCount - 1).range.end;
  const range = selection.isEmpty ? new Range(0, 0, end.line, end.character) : new Range(selection.start, selection.end);
  const { version } = document;
  const params: ConvertParams = { text: document.getText(range), to };
  const result = await client.sendRequest<ConvertResult>(CONVERT_PROFILE, params);
  if ('reason' in result) void window.showInformationMessage(result.reason);
  // Whoever has typed on in the meantime keeps what was typed.
  else if (document.version === version) await editor.edit((edit) => edit.replace(range, result.text));
}

async function copyForIntune(client: LanguageClient, { document, selection }: TextEditor): Promise<void> {
  const { line, character } = selection.active;
  const params: IntuneParams = { uri: document.uri.toString(), position: { line, character } };
  const result = await client.sendRequest<IntuneResult>(PROFILE_FOR_INTUNE, params);
  if ('reason' in result) {
    void window.showInformationMessage(result.reason);
    return;
  }
  await env.clipboard.writeText(result.text);
  void window.showInformationMessage(result.message);
}
