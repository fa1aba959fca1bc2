import type { InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from './protocol.ts';

/** What the editor at the other end can do. Worked out once, at initialisation. */
export interface ClientFeatures {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly snippets: boolean;
  readonly watchesFiles: boolean;
  readonly configuration: boolean;
  readonly folderChanges: boolean;
  readonly announcesFixes: boolean;
  readonly bringsSnippets: boolean;
  /** Takes an outline as a tree. */
  readonly nestedSymbols: boolean;
  /** Lets the server say for which documents it formats, and for which it grows selections. */
  readonly registersFormatting: boolean;
  readonly registersSelection: boolean;
  readonly refreshesHints: boolean;
}

/** Reads the capabilities; what is not stated is not there. */
export function clientFeatures({ capabilities, initializationOptions }: Pick<InitializeParams, 'capabilities' | 'initializationOptions'>): ClientFeatures {
  const { workspace, textDocument } = capabilities;
  const options = (typeof initializationOptions === 'object' ? (initializationOptions ?? {}) : {}) as InitializationOptions;
  const stated = (flag: boolean | undefined): boolean => flag === true;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: stated(workspace?.diagnostics?.refreshSupport),
    relatedInformation: stated(textDocument?.diagnostic?.relatedInformation) || stated(textDocument?.publishDiagnostics?.relatedInformation),
    documentChanges: stated(workspace?.workspaceEdit?.documentChanges),
    createsFiles: stated(workspace?.workspaceEdit?.resourceOperations?.includes('create')),
    snippets: stated(textDocument?.completion?.completionItem?.snippetSupport),
    watchesFiles: stated(workspace?.didChangeWatchedFiles?.dynamicRegistration),
    configuration: stated(workspace?.configuration),
    folderChanges: stated(workspace?.workspaceFolders),
    announcesFixes: stated(options.announcesFixes),
    bringsSnippets: stated(options.bringsSnippets),
    nestedSymbols: stated(textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport),
    registersFormatting: stated(textDocument?.formatting?.dynamicRegistration) && stated(textDocument?.rangeFormatting?.dynamicRegistration),
    registersSelection: stated(textDocument?.selectionRange?.dynamicRegistration),
    refreshesHints: stated(workspace?.inlayHint?.refreshSupport),
  };
}
