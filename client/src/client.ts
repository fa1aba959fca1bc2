import { extensions, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { LanguageClient, TransportKind, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import { LANGUAGES, SCHEMES, type InitializationOptions } from '../../server/src/lsp/protocol.ts';

/** Port on which the debugger finds the server when the extension itself is being debugged. */
const DEBUG_PORT = 6009;

/** Extensions that complete what PowerShell itself brings along. */
const POWERSHELL = ['ms-vscode.powershell', 'ms-vscode.powershell-preview'];

/** The documents that the server looks at. */
export const SELECTOR = SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));

/** The client of the bundled language server, not yet started. */
export function startClient(context: ExtensionContext, outputChannel: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('dist/server.cjs');
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: [`--inspect=${DEBUG_PORT}`] } },
  };
  const initializationOptions: InitializationOptions = {
    announcesFixes: true,
    bringsSnippets: true,
    showsComparisons: true,
    opensTexts: true,
    changesSettings: true,
    showsRules: true,
    showsStatus: true,
    completesPowerShell: POWERSHELL.some((id) => extensions.getExtension(id) !== undefined),
  };
  const options: LanguageClientOptions = {
    documentSelector: SELECTOR,
    outputChannel,
    initializationOptions,
  };
  return new LanguageClient('aovpn', 'Always On VPN', serverOptions, options);
}
