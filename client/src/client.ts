import { extensions, workspace, type LogOutputChannel } from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { LANGUAGES, SCHEMES, type InitializationOptions } from '../../server/src/lsp/protocol.ts';
import { crashHandler } from './crash-handler.ts';

export const CLIENT_ID = 'aovpn';
export const CLIENT_NAME = 'Always On VPN';

/** Extensions that complete what PowerShell itself brings along. */
const POWERSHELL = ['ms-vscode.powershell', 'ms-vscode.powershell-preview'];

/** What the client is told wherever it runs. */
export function clientOptions(outputChannel: LogOutputChannel): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    announcesFixes: true,
    bringsSnippets: true,
    showsComparisons: true,
    opensTexts: true,
    changesSettings: true,
    readsFiles: true,
    showsRules: true,
    showsStatus: true,
    completesPowerShell: POWERSHELL.some((id) => extensions.getExtension(id) !== undefined),
  };
  return { documentSelector: selectorOf(schemes()), outputChannel, initializationOptions, errorHandler: crashHandler() };
}

/** Schemes of all documents that concern the server. */
export function schemes(): Set<string> {
  return new Set([...SCHEMES, ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]);
}

export function selectorOf(served: Iterable<string>): { scheme: string; language: string }[] {
  return [...served].flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));
}
