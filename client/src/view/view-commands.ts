import { commands, env, l10n, Uri, window, type Disposable, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { onActiveEditor, onShownEditor, told } from '../profile-commands.ts';
import { DeploymentPanel, VIEW_TYPE } from './deployment-panel.ts';
import type { Remembered } from './messages.ts';

const EXPORTS = [
  ['aovpn.exportDeployment.markdown', 'markdown'],
  ['aovpn.exportDeployment.csv', 'csv'],
  ['aovpn.exportDeployment.svg', 'svg'],
] as const;

/** The commands of the deployment view. */
export function viewCommands(client: BaseLanguageClient, context: ExtensionContext): Disposable[] {
  const panel = new DeploymentPanel(client, context);
  context.subscriptions.push(panel);
  const uriOf = (editor: { readonly document: { readonly uri: Parameters<typeof client.code2ProtocolConverter.asUri>[0] } }): string =>
    client.code2ProtocolConverter.asUri(editor.document.uri);
  return [
    // Where something leads here, it says of which file.
    commands.registerCommand('aovpn.showDeployment', (file?: unknown) =>
      file instanceof Uri
        ? told(() => panel.show({ uri: client.code2ProtocolConverter.asUri(file) }))
        : onShownEditor((editor) => panel.show({ uri: uriOf(editor) })),
    ),
    commands.registerCommand('aovpn.compareWithClipboard', () =>
      onActiveEditor(async (editor) => {
        const pasted = await env.clipboard.readText();
        if (pasted.trim() === '') return l10n.t('The clipboard holds no text. Copy what a server or a client has printed first.');
        return panel.show({ uri: uriOf(editor), pasted });
      }),
    ),
    ...EXPORTS.map(([command, format]) => commands.registerCommand(command, () => told(() => panel.export(format)))),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: (kept: WebviewPanel, state: unknown) => {
        if (isRemembered(state))
          panel.adopt(kept, {
            uri: state.uri,
            ...(state.key !== undefined && { key: state.key }),
            ...(state.pasted !== undefined && { pasted: state.pasted }),
          });
        else kept.dispose();
        return Promise.resolve();
      },
    }),
  ];
}

function isRemembered(state: unknown): state is Remembered {
  if (typeof state !== 'object' || state === null || !('uri' in state) || typeof state.uri !== 'string' || state.uri === '') return false;
  const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';
  return isText('key' in state ? state.key : undefined) && isText('pasted' in state ? state.pasted : undefined);
}
