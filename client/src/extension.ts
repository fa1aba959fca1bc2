import { commands, window, type ExtensionContext } from 'vscode';
import { CHANGE_SETTING, FIX_APPLIED, OPEN_TEXT } from '../../server/src/lsp/protocol.ts';
import { authoringCommands } from './authoring-commands.ts';
import { certificateCommands } from './certificate-commands.ts';
import { changeSetting } from './change-setting.ts';
import { openText } from './open-text.ts';
import { startClient } from './client.ts';
import { diagnoseCommand } from './diagnose-command.ts';
import { explainRuleCommand } from './explain-rule.ts';
import { announceFix } from './fix-applied.ts';
import { generateCommand } from './generate-command.ts';
import { FileStatusItem } from './file-status-item.ts';
import { policyCommands } from './policy-commands.ts';
import { profileCommands } from './profile-commands.ts';
import { ShownTexts } from './shown-texts.ts';
import { viewCommands } from './view/view-commands.ts';

/** Starts the language server. VS Code calls this on the first document of a language that may matter. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('Always On VPN', { log: true });
  const client = startClient(context, log);
  const shown = new ShownTexts();
  context.subscriptions.push(
    log,
    client,
    shown,
    commands.registerCommand(FIX_APPLIED, announceFix),
    commands.registerCommand(OPEN_TEXT, openText),
    ...profileCommands(client),
    ...policyCommands(client, shown),
    ...certificateCommands(client, shown),
    ...authoringCommands(client),
    generateCommand(client),
    diagnoseCommand(client, shown),
    ...viewCommands(client, context),
    explainRuleCommand(client, context.extensionUri),
    new FileStatusItem(client),
    client.onNotification(CHANGE_SETTING, changeSetting),
  );
  await client.start();
}
