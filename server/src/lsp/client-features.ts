import { InsertTextMode, type InitializeParams } from 'vscode-languageserver';
import { languageOf, type Language } from '../l10n/locale.ts';
import type { InitializationOptions } from './protocol.ts';

/** What the editor at the other end can do. Worked out once, at initialisation. */
export interface ClientFeatures {
  /** The language that the editor shows itself in, if something is translated into it. */
  readonly language: Language | undefined;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly snippets: boolean;
  /** Whether it can be told to insert lines as they are. */
  readonly keepsWhitespace: boolean;
  readonly watchesFiles: boolean;
  /** Watches single files, also outside of the workspace folders. */
  readonly watchesSingleFiles: boolean;
  readonly configuration: boolean;
  /** Tells of changed settings only where it has been asked to. */
  readonly registersConfiguration: boolean;
  readonly folderChanges: boolean;
  readonly announcesFixes: boolean;
  /** Asks for the edits of an action, and for what is to be done after them, once it is chosen. */
  readonly resolvesActions: boolean;
  readonly bringsSnippets: boolean;
  readonly completesPowerShell: boolean;
  readonly showsComparisons: boolean;
  readonly opensTexts: boolean;
  readonly changesSettings: boolean;
  readonly showsRules: boolean;
  readonly showsStatus: boolean;
  /** Reads files for the server. */
  readonly readsFiles: boolean;
  /** Takes an outline as a tree. */
  readonly nestedSymbols: boolean;
  /** Lets the server say for which documents it formats, for which it grows selections, and for which it renames and marks objects. */
  readonly registersFormatting: boolean;
  readonly registersSelection: boolean;
  readonly registersNames: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
  /** Takes places in the text of a signature, instead of its parts; and that none of its parameters is active. */
  readonly signatureOffsets: boolean;
  readonly noActiveParameter: boolean;
}

/** Reads the capabilities; what is not stated is not there. */
export function clientFeatures({
  capabilities,
  initializationOptions,
  locale,
}: Pick<InitializeParams, 'capabilities' | 'initializationOptions' | 'locale'>): ClientFeatures {
  const { workspace, textDocument } = capabilities;
  const options = (typeof initializationOptions === 'object' ? (initializationOptions ?? {}) : {}) as InitializationOptions;
  const item = textDocument?.completion?.completionItem;
  return {
    language: languageOf(locale),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: isTrue(workspace?.diagnostics?.refreshSupport),
    relatedInformation: isTrue(textDocument?.diagnostic?.relatedInformation) || isTrue(textDocument?.publishDiagnostics?.relatedInformation),
    documentChanges: isTrue(workspace?.workspaceEdit?.documentChanges),
    createsFiles: isTrue(workspace?.workspaceEdit?.resourceOperations?.includes('create')),
    snippets: isTrue(item?.snippetSupport),
    keepsWhitespace: isTrue(item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs)),
    ...watching(workspace),
    configuration: isTrue(workspace?.configuration),
    registersConfiguration: isTrue(workspace?.didChangeConfiguration?.dynamicRegistration),
    folderChanges: isTrue(workspace?.workspaceFolders),
    announcesFixes: isTrue(options.announcesFixes),
    bringsSnippets: isTrue(options.bringsSnippets),
    completesPowerShell: isTrue(options.completesPowerShell),
    showsComparisons: isTrue(options.showsComparisons),
    opensTexts: isTrue(options.opensTexts),
    changesSettings: isTrue(options.changesSettings),
    showsRules: isTrue(options.showsRules),
    showsStatus: isTrue(options.showsStatus),
    readsFiles: isTrue(options.readsFiles),
    ...editingFeatures(capabilities),
  };
}

function resolvesActions(action: NonNullable<InitializeParams['capabilities']['textDocument']>['codeAction']): boolean {
  return isTrue(action?.dataSupport) && ['edit', 'command'].every((property) => action?.resolveSupport?.properties.includes(property));
}

function watching(workspace: InitializeParams['capabilities']['workspace']) {
  const { dynamicRegistration, relativePatternSupport } = workspace?.didChangeWatchedFiles ?? {};
  const watchesFiles = isTrue(dynamicRegistration);
  return { watchesFiles, watchesSingleFiles: watchesFiles && isTrue(relativePatternSupport) };
}

function editingFeatures({ workspace, textDocument }: InitializeParams['capabilities']) {
  return {
    resolvesActions: resolvesActions(textDocument?.codeAction),
    nestedSymbols: isTrue(textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport),
    registersFormatting: registers(textDocument?.formatting, textDocument?.rangeFormatting),
    registersSelection: registers(textDocument?.selectionRange),
    registersNames: registers(textDocument?.rename, textDocument?.documentHighlight),
    refreshesHints: isTrue(workspace?.inlayHint?.refreshSupport),
    refreshesLenses: isTrue(workspace?.codeLens?.refreshSupport),
    signatureOffsets: isTrue(textDocument?.signatureHelp?.signatureInformation?.parameterInformation?.labelOffsetSupport),
    noActiveParameter: isTrue(textDocument?.signatureHelp?.signatureInformation?.noActiveParameterSupport),
  };
}

/** Whether each of them can be registered for single documents. */
function registers(...features: readonly ({ readonly dynamicRegistration?: boolean } | undefined)[]): boolean {
  return features.every((feature) => isTrue(feature?.dynamicRegistration));
}

function isTrue(flag: boolean | undefined): boolean {
  return flag === true;
}
