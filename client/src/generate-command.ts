import { commands, l10n, window, type Disposable, type QuickPickItem, type TextEditor } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { GENERATE, GENERATE_CHOICES, type GenerateChoices, type GenerateParams, type GenerateResult } from '../../server/src/lsp/protocol.ts';
import { openUnsaved } from './open-text.ts';
import { onActiveEditor } from './profile-commands.ts';

/** The command that generates one thing from another, such as the policy of the server from a profile. The server does the work. */
export function generateCommand(client: BaseLanguageClient): Disposable {
  return commands.registerCommand('aovpn.generate', () => onActiveEditor((editor) => generate(client, editor)));
}

/** @returns a sentence where there is something to say */
async function generate(client: BaseLanguageClient, { document, selection }: TextEditor): Promise<string | undefined> {
  const { line, character } = selection.active;
  const params: GenerateParams = { uri: client.code2ProtocolConverter.asUri(document.uri), position: { line, character } };
  const found = await client.sendRequest<GenerateChoices>(GENERATE_CHOICES, params);
  if ('reason' in found) return found.reason;
  const items = found.choices.map((choice): QuickPickItem & { id: string } => ({ ...choice }));
  const item = await window.showQuickPick(items, { title: l10n.t('Generate'), placeHolder: l10n.t('What is to be generated from this?'), matchOnDetail: true });
  if (!item) return undefined;
  const result = await client.sendRequest<GenerateResult>(GENERATE, { ...params, choice: item.id } satisfies GenerateParams);
  if ('reason' in result) return result.reason;
  await openUnsaved(result, document.uri);
  return result.notes.length > 0 ? result.notes.join(' ') : undefined;
}
