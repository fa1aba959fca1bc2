import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind, type ServerOptions } from 'vscode-languageclient/node';
import { CLIENT_ID, CLIENT_NAME } from './client.ts';
import { start } from './extension.ts';

/** Port on which the debugger finds the server when the extension itself is being debugged. */
const DEBUG_PORT = 6009;

/** Starts the extension where there is Node.js: the server is a process of its own. */
export function startInNode(context: ExtensionContext): void {
  const module = context.asAbsolutePath('dist/server.cjs');
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: [`--inspect=${DEBUG_PORT}`] } },
  };
  start(context, (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, serverOptions, options));
}
