import { InsertTextMode, type InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from './protocol.ts';

/** What the editor at the other end can do. Worked out once, at initialisation. */
export interface ClientFeatures {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly snippets: boolean;
  /** Whether it can be told to insert lines as they are. */
  readonly keepsWhitespace: boolean;
  readonly watchesFiles: boolean;
  readonly configuration: boolean;
  readonly folderChanges: boolean;
  readonly announcesFixes: boolean;
  readonly bringsSnippets: boolean;
}

/** Reads the capabilities; what is not stated is not there. */
export function clientFeatures({ capabilities, initializationOptions }: Pick<InitializeParams, 'capabilities' | 'initializationOptions'>): ClientFeatures {
  const { workspace, textDocument } = capabilities;
  const options = (typeof initializationOptions === 'object' ? (initializationOptions ?? {}) : {}) as InitializationOptions;
  const item = textDocument?.completion?.completionItem;
  const stated = (flag: boolean | undefined): boolean => flag === true;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: stated(workspace?.diagnostics?.refreshSupport),
    relatedInformation: stated(textDocument?.diagnostic?.relatedInformation) || stated(textDocument?.publishDiagnostics?.relatedInformation),
    documentChanges: stated(workspace?.workspaceEdit?.documentChanges),
    createsFiles: stated(workspace?.workspaceEdit?.resourceOperations?.includes('create')),
    snippets: stated(item?.snippetSupport),
    keepsWhitespace: stated(item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs)),
    watchesFiles: stated(workspace?.didChangeWatchedFiles?.dynamicRegistration),
    configuration: stated(workspace?.configuration),
    folderChanges: stated(workspace?.workspaceFolders),
    announcesFixes: stated(options.announcesFixes),
    bringsSnippets: stated(options.bringsSnippets),
  };
}
