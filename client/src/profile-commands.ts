import { commands, env, l10n, Range, window, type Disposable, type TextEditor } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  CONVERT_PROFILE,
  PROFILE_FOR_INTUNE,
  type ConvertParams,
  type ConvertResult,
  type IntuneParams,
  type IntuneResult,
} from '../../server/src/lsp/protocol.ts';

/** The commands that bring a profile into another form. The server does the work; here texts are moved. */
export function profileCommands(client: BaseLanguageClient): Disposable[] {
  const command = (name: string, run: (editor: TextEditor) => Promise<string | undefined>): Disposable =>
    commands.registerCommand(name, () => onActiveEditor(run));
  return [
    command('aovpn.unescapeProfile', (editor) => convert(client, editor, 'plain')),
    command('aovpn.escapeProfile', (editor) => convert(client, editor, 'escaped')),
    command('aovpn.copyForIntune', (editor) => copyForIntune(client, editor)),
  ];
}

/** Runs a command on the active editor and shows what it has to say. */
export function onActiveEditor(run: (editor: TextEditor) => Promise<string | undefined>): Promise<void> {
  return onEditor(window.activeTextEditor, run);
}

/** The same for a command that changes nothing: beside a page without a text, such as a walkthrough, the only document that is shown is meant. */
export function onShownEditor(run: (editor: TextEditor) => Promise<string | undefined>): Promise<void> {
  const [shown, ...others] = window.visibleTextEditors;
  return onEditor(window.activeTextEditor ?? (others.length === 0 ? shown : undefined), run);
}

async function onEditor(editor: TextEditor | undefined, run: (editor: TextEditor) => Promise<string | undefined>): Promise<void> {
  if (editor) await told(() => run(editor));
  else void window.showInformationMessage(l10n.t('Open a document with ProfileXML or PowerShell first.'));
}

/** Runs a command and shows what it has to say. */
export async function told(run: () => Promise<string | undefined>): Promise<void> {
  try {
    const message = await run();
    if (message !== undefined) void window.showInformationMessage(message);
  } catch (error) {
    void window.showErrorMessage(l10n.t('Always On VPN could not do this. {0}', error instanceof Error ? error.message : String(error)));
  }
}

/** Converts the selection; where nothing is selected, the profile at the cursor, or the whole document. */
async function convert(client: BaseLanguageClient, editor: TextEditor, to: ConvertParams['to']): Promise<string | undefined> {
  const { document, selection } = editor;
  const { version } = document;
  const position = ({ line, character }: { line: number; character: number }) => ({ line, character });
  const params: ConvertParams = {
    uri: client.code2ProtocolConverter.asUri(document.uri),
    range: { start: position(selection.start), end: position(selection.end) },
    to,
  };
  const result = await client.sendRequest<ConvertResult>(CONVERT_PROFILE, params);
  if ('reason' in result) return result.reason;
  // Whoever has typed on in the meantime keeps what was typed.
  if (document.version !== version) return l10n.t('The document has changed in the meantime. Run the command again.');
  const { start, end } = result.range;
  const range = new Range(start.line, start.character, end.line, end.character);
  const done = await editor.edit((edit) => edit.replace(range, result.text));
  return done ? undefined : l10n.t('The document cannot be changed. Save a copy of it and run the command there.');
}

async function copyForIntune(client: BaseLanguageClient, { document, selection }: TextEditor): Promise<string> {
  const { line, character } = selection.active;
  const params: IntuneParams = { uri: client.code2ProtocolConverter.asUri(document.uri), position: { line, character } };
  const result = await client.sendRequest<IntuneResult>(PROFILE_FOR_INTUNE, params);
  if ('reason' in result) return result.reason;
  await env.clipboard.writeText(result.text);
  return result.message;
}
