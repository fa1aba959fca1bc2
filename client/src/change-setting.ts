import { ConfigurationTarget, workspace } from 'vscode';
import type { ChangeSetting } from '../../server/src/lsp/protocol.ts';

/** Changes one of the extension's settings where it is set: in the workspace where that has a value of its own, else for the user. */
export async function changeSetting({ key, value }: ChangeSetting): Promise<void> {
  if (!key.startsWith('aovpn.')) return;
  const configuration = workspace.getConfiguration();
  const isOfWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
  await configuration.update(key, value, isOfWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global);
}
