import { commands, l10n, Range, Uri, window, workspace, type Disposable, type TextEditor } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CERTIFICATE, type CertificateParams, type CertificateResult } from '../../server/src/lsp/protocol.ts';
import { onActiveEditor } from './profile-commands.ts';
import type { ShownTexts } from './shown-texts.ts';

const EXTENSIONS = ['cer', 'crt', 'pem', 'der'];
/** More files than this nobody chooses from. */
const MOST_FILES = 200;

/** The command that writes the SHA-256 hash of a certificate at the cursor, and says whether the certificate does. The server does the work. */
export function certificateCommands(client: BaseLanguageClient, shown: ShownTexts): Disposable[] {
  return [
    commands.registerCommand('aovpn.insertCertificateHash', (certificate?: unknown) =>
      onActiveEditor((editor) => insertHash(client, shown, editor, certificate instanceof Uri ? certificate : undefined)),
    ),
  ];
}

/** @returns a sentence where nothing was done */
async function insertHash(client: BaseLanguageClient, shown: ShownTexts, editor: TextEditor, given: Uri | undefined): Promise<string | undefined> {
  const { document, selection } = editor;
  const { version } = document;
  const certificate = given ?? (await chooseCertificate());
  if (!certificate) return undefined;
  const uriOf = (uri: Uri): string => client.code2ProtocolConverter.asUri(uri);
  const params: CertificateParams = {
    certificate: uriOf(certificate),
    into: { uri: uriOf(document.uri), range: client.code2ProtocolConverter.asRange(selection) },
  };
  const result = await client.sendRequest<CertificateResult>(CERTIFICATE, params);
  if ('reason' in result) return result.reason;
  // Whoever has typed on in the meantime keeps what was typed.
  if (document.version !== version) return l10n.t('The document has changed in the meantime. Run the command again.');
  const done = await editor.edit((edit) => {
    for (const { range, newText } of result.edits)
      edit.replace(new Range(range.start.line, range.start.character, range.end.line, range.end.character), newText);
  });
  void tell(shown, result, done ? result.notWritten : l10n.t('The document cannot be changed.'));
  return undefined;
}

async function tell(shown: ShownTexts, { title, summary, text }: Extract<CertificateResult, { title: string }>, problem: string | undefined): Promise<void> {
  const details = l10n.t('Show Details');
  const answer = await window.showInformationMessage(problem === undefined ? summary : `${problem} ${summary}`, details);
  if (answer === details) await shown.show({ title, subject: title, text });
}

/** A certificate of the workspace, or one from elsewhere. */
async function chooseCertificate(): Promise<Uri | undefined> {
  const found = await workspace.findFiles(`**/*.{${EXTENSIONS.join(',')}}`, undefined, MOST_FILES);
  const browse = { label: `$(folder-opened) ${l10n.t('Choose another file…')}`, uri: undefined };
  const items = found.map((uri) => ({ label: workspace.asRelativePath(uri), uri })).sort((one, other) => one.label.localeCompare(other.label));
  const choice =
    items.length === 0 ? browse : await window.showQuickPick([...items, browse], { placeHolder: l10n.t('Certificate whose SHA-256 hash is to be written') });
  if (choice !== browse) return choice?.uri;
  const files = await window.showOpenDialog({ title: l10n.t('Certificate'), filters: { [l10n.t('Certificates')]: EXTENSIONS, [l10n.t('All files')]: ['*'] } });
  return files?.[0];
}
