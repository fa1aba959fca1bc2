import { commands, window, type ExtensionContext } from 'vscode';
import { FIX_APPLIED } from '../../server/src/lsp/protocol.ts';
import { startClient } from './client.ts';
import { announceFix } from './fix-applied.ts';
import { policyCommands } from './policy-commands.ts';
import { profileCommands } from './profile-commands.ts';

/** Starts the language server. VS Code calls this on the first document of a language that may matter. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('Always On VPN', { log: true });
  const client = startClient(context, log);
  context.subscriptions.push(log, client, commands.registerCommand(FIX_APPLIED, announceFix), ...profileCommands(client), ...policyCommands(client));
  await client.start();
}
