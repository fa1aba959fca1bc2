import { ConfigurationTarget, Uri, workspace } from 'vscode';
import type { ChangeSetting } from '../../server/src/lsp/protocol.ts';

/**
 * Changes one of the extension's settings for some workspace folders, each time where it is set: for the folder or in the workspace where that has a
 * value of its own, else for the user.
 */
export async function changeSetting({ key, value, folders }: ChangeSetting): Promise<void> {
  if (!key.startsWith('aovpn.')) return;
  const scopes = folders.length > 0 ? folders.map((folder) => Uri.parse(folder)) : [undefined];
  for (const scope of scopes) {
    const configuration = workspace.getConfiguration(undefined, scope);
    const set = configuration.inspect(key);
    const isOfWorkspace = set?.workspaceValue !== undefined;
    const otherwise = isOfWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
    await configuration.update(key, value, set?.workspaceFolderValue !== undefined ? ConfigurationTarget.WorkspaceFolder : otherwise);
  }
}
