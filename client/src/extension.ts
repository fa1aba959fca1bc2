import { commands, window, type ExtensionContext } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { CHANGE_SETTING, FIX_APPLIED, OPEN_TEXT } from '../../server/src/lsp/protocol.ts';
import { authoringCommands } from './authoring-commands.ts';
import { certificateCommands } from './certificate-commands.ts';
import { changeSetting } from './change-setting.ts';
import { goOnWithWalkthrough, sampleCommands } from './open-sample.ts';
import { openText } from './open-text.ts';
import { CLIENT_NAME, clientOptions } from './client.ts';
import { diagnoseCommand } from './diagnose-command.ts';
import { explainRuleCommand } from './explain-rule.ts';
import { readForServer } from './editor-files.ts';
import { announceFix } from './fix-applied.ts';
import { generateCommand } from './generate-command.ts';
import { FileStatusItem } from './file-status-item.ts';
import { policyCommands } from './policy-commands.ts';
import { profileCommands } from './profile-commands.ts';
import { ShownTexts } from './shown-texts.ts';
import { followFolders } from './virtual-folders.ts';
import { viewCommands } from './view/view-commands.ts';

/**
 * Starts the language server, and returns at once: commands that need it wait for it by themselves, and the rest of the editor need not.
 * @param clientWith makes the client, which differs with what the extension runs in
 */
export function start(context: ExtensionContext, clientWith: (options: LanguageClientOptions) => BaseLanguageClient): void {
  const log = window.createOutputChannel(CLIENT_NAME, { log: true });
  const client = clientWith(clientOptions(log));
  const shown = new ShownTexts();
  context.subscriptions.push(
    log,
    client,
    shown,
    followFolders(client),
    commands.registerCommand(FIX_APPLIED, announceFix),
    commands.registerCommand(OPEN_TEXT, openText),
    ...profileCommands(client),
    ...policyCommands(client, shown),
    ...certificateCommands(client, shown),
    ...authoringCommands(client),
    generateCommand(client),
    diagnoseCommand(client, shown),
    ...viewCommands(client, context),
    ...explainRuleCommand(client),
    ...sampleCommands(context),
    new FileStatusItem(client),
    client.onNotification(CHANGE_SETTING, changeSetting),
    ...readForServer(client),
  );
  // Where that fails, the client itself says so. The walkthrough comes last: the editor knows those of extensions a while after it has started them.
  void client
    .start()
    .then(() => goOnWithWalkthrough(context))
    .catch(() => undefined);
}
