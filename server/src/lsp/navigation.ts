import {
  CodeLensRefreshRequest,
  DocumentHighlightKind,
  LSPErrorCodes,
  MarkupKind,
  ResponseError,
  type CodeLens,
  type Connection,
  type ServerCapabilities,
  type SignatureInformation,
} from 'vscode-languageserver';
import type { SourceFile } from '../core/source-file.ts';
import { policyLenses } from '../features/code-lens.ts';
import { definition } from '../features/definition.ts';
import { objectNameAt, placesOf, rename } from '../features/object-names.ts';
import { references } from '../features/references.ts';
import { signatureHelp, type Signature } from '../features/signature-help.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientFeatures } from './client-features.ts';
import type { Documents } from './documents.ts';
import type { EditingSession } from './editing.ts';
import { SHOW_COMPARISON, type PolicyRef } from './protocol.ts';

export function navigationCapabilities({ registersNames }: ClientFeatures): ServerCapabilities {
  return {
    definitionProvider: true,
    referencesProvider: true,
    signatureHelpProvider: { triggerCharacters: [' ', '-'] },
    codeLensProvider: {},
    ...(!registersNames && { renameProvider: { prepareProvider: true }, documentHighlightProvider: true }),
  };
}

/** Asks for the code lenses again: what they say follows from other files too. */
export function refreshLenses(connection: Connection, { refreshesLenses }: ClientFeatures): void {
  // A client that is going away answers with an error, which changes nothing.
  if (refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
}

/** Answers the requests that lead from one place to another. Where nothing is known the answer is `null`, so that others are asked. */
export function serveNavigation(connection: Connection, workspace: Workspace, documents: Documents, session: () => EditingSession | undefined): void {
  const ask = <T>(uri: string, answer: (file: SourceFile, session: EditingSession) => T | undefined): T | null => {
    const file = documents.get(uri);
    const current = session();
    return (file && current && answer(file, current)) ?? null;
  };

  connection.onDefinition(({ textDocument, position }) =>
    ask(textDocument.uri, (file, { converter }) => {
      const places = definition(workspace, file.uri, converter.offset(file, position));
      return places.length > 0 ? places.map((place) => converter.location(place)) : undefined;
    }),
  );
  connection.onReferences(({ textDocument, position, context }) =>
    ask(textDocument.uri, (file, { converter }) => {
      const places = references(workspace, file.uri, converter.offset(file, position), context.includeDeclaration);
      return places.length > 0 ? places.map((place) => converter.location(place)) : undefined;
    }),
  );
  connection.onDocumentHighlight(({ textDocument, position }) =>
    ask(textDocument.uri, (file, { converter }) => {
      const named = objectNameAt(workspace, file.uri, converter.offset(file, position));
      const own = named && placesOf(workspace, named).filter(({ analysis }) => analysis.file.uri === file.uri);
      return own?.map(({ object }) => ({
        range: converter.range(file, object.span),
        kind: object.defines ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
    }),
  );
  connection.onPrepareRename(({ textDocument, position }) =>
    ask(textDocument.uri, (file, { converter }) => {
      const named = objectNameAt(workspace, file.uri, converter.offset(file, position));
      const isOwn = named && placesOf(workspace, named).some(({ object }) => object.defines);
      return isOwn ? converter.range(file, named.object.span) : undefined;
    }),
  );
  connection.onRenameRequest(({ textDocument, position, newName }) => {
    const answer = ask(textDocument.uri, (file, { converter }) => {
      const named = objectNameAt(workspace, file.uri, converter.offset(file, position));
      const edits = named && rename(workspace, named, newName);
      return edits && converter.workspaceEdit(edits);
    });
    return answer ?? new ResponseError(LSPErrorCodes.RequestFailed, `No object here can have the name ${JSON.stringify(newName)}.`);
  });
  connection.onSignatureHelp(({ textDocument, position }) =>
    ask(textDocument.uri, (file, { converter, features }) => {
      const help = signatureHelp(workspace, file.uri, converter.offset(file, position), features.completesPowerShell);
      return help && { activeSignature: help.active, signatures: help.signatures.map((signature) => signatureInformation(signature, features)) };
    }),
  );
  connection.onCodeLens(({ textDocument }) =>
    ask(textDocument.uri, (file, { converter, features, settings }) => {
      const lenses = settings.of(file.uri).lenses ? policyLenses(workspace, file.uri) : [];
      // Without the command the line says what it says and cannot be clicked.
      const command = features.showsComparisons ? SHOW_COMPARISON : '';
      const all = lenses.map(({ span, title, policy }): CodeLens => ({
        range: converter.range(file, span),
        command: { title, command, arguments: [textDocument.uri, policy satisfies PolicyRef] },
      }));
      return all.length > 0 ? all : undefined;
    }),
  );
}

function signatureInformation(
  { label, documentation, parameters, active }: Signature,
  { signatureOffsets, noActiveParameter }: ClientFeatures,
): SignatureInformation {
  const markdown = (value: string) => ({ kind: MarkupKind.Markdown, value });
  return {
    label,
    documentation: markdown(documentation),
    parameters: parameters.map(({ start, end, documentation: text }) => ({
      label: signatureOffsets ? [start, end] : label.slice(start, end),
      documentation: markdown(text),
    })),
    // An index behind the last one is how older clients are told that none is active.
    activeParameter: active ?? (noActiveParameter ? null : parameters.length),
  };
}
