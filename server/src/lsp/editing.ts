import {
  DocumentRangeFormattingRequest,
  FoldingRangeKind,
  SymbolKind,
  type Connection,
  type DocumentSymbol,
  type FoldingRange,
  type FormattingOptions,
  type InlayHint,
  type Range,
  type SelectionRange,
  type ServerCapabilities,
  type SymbolInformation,
  type TextEdit,
} from 'vscode-languageserver';
import type { SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { folds, type Fold } from '../features/folding.ts';
import { formatting } from '../features/formatting.ts';
import { inlayHints } from '../features/inlay-hints.ts';
import { linkedEditing } from '../features/linked-editing.ts';
import { pageLinks } from '../features/links.ts';
import { outline, type OutlineEntry } from '../features/outline.ts';
import { selection } from '../features/selection.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientFeatures } from './client-features.ts';
import type { Converter } from './convert.ts';
import type { Documents } from './documents.ts';
import type { Settings } from './settings.ts';

/** What the answers depend on once the client has said what it can do. */
export interface EditingSession {
  readonly converter: Converter;
  readonly features: ClientFeatures;
  readonly settings: Settings;
}

/** What the server says it can do for someone who edits. What is registered for single documents is not said for all. */
export function editingCapabilities({ registersFormatting, registersSelection }: ClientFeatures): ServerCapabilities {
  return {
    documentSymbolProvider: { label: 'Always On VPN' },
    foldingRangeProvider: true,
    ...(!registersSelection && { selectionRangeProvider: true }),
    linkedEditingRangeProvider: true,
    documentLinkProvider: {},
    inlayHintProvider: true,
    ...(!registersFormatting && { documentFormattingProvider: true, documentRangeFormattingProvider: true }),
  };
}

/**
 * Answers the requests about the shape of a document. A document of which nothing is known gets `null`, never an empty
 * list: an editor takes the list for the answer, and does nothing by its own means.
 */
export function serveEditing(connection: Connection, workspace: Workspace, documents: Documents, session: () => EditingSession | undefined): void {
  const ask = <T>(uri: string, answer: (file: SourceFile, session: EditingSession) => T | undefined): T | null => {
    const file = documents.get(uri);
    const current = session();
    return (file && current && answer(file, current)) ?? null;
  };

  connection.onDocumentSymbol(({ textDocument }) =>
    ask<DocumentSymbol[] | SymbolInformation[]>(textDocument.uri, (file, { converter, features }) => {
      const range = (span: Span): Range => converter.range(file, span);
      const entries = outline(workspace, file.uri);
      return features.nestedSymbols
        ? entries?.map((entry) => symbol(entry, range))
        : entries?.flatMap((entry) => flatSymbols(entry, textDocument.uri, range, undefined));
    }),
  );
  connection.onFoldingRanges(({ textDocument }) =>
    ask(textDocument.uri, (file, { converter }) => folds(workspace, file.uri)?.map((fold) => foldingRange(fold, converter.range(file, fold.span)))),
  );
  connection.onSelectionRanges(({ textDocument, positions }) =>
    ask(textDocument.uri, (file, { converter }) => {
      const found = positions.map((position) => {
        const spans = selection(workspace, file.uri, converter.offset(file, position));
        return spans && nested(spans.map((span) => converter.range(file, span)));
      });
      // The answers belong to the positions one by one.
      return found.every((each) => each !== undefined) ? found : undefined;
    }),
  );
  connection.languages.onLinkedEditingRange(({ textDocument, position }) =>
    ask(textDocument.uri, (file, { converter }) => {
      const spans = linkedEditing(workspace, file.uri, converter.offset(file, position));
      return spans && { ranges: spans.map((span) => converter.range(file, span)), wordPattern: '[^\\s<>/=\'"&]+' };
    }),
  );
  connection.onDocumentLinks(({ textDocument }) =>
    ask(textDocument.uri, (file, { converter }) =>
      pageLinks(workspace, file.uri).map(({ span, target, tooltip }) => ({ range: converter.range(file, span), target, tooltip })),
    ),
  );
  connection.languages.inlayHint.on(({ textDocument, range }) =>
    ask(textDocument.uri, (file, { converter, settings }) => {
      const within = { start: converter.offset(file, range.start), end: converter.offset(file, range.end) };
      return inlayHints(workspace, file.uri, within, settings.of(file.uri).hints).map(({ offset, label, tooltip }): InlayHint => ({
        position: converter.range(file, { start: offset, end: offset }).start,
        label,
        tooltip,
        paddingLeft: true,
      }));
    }),
  );
  const format = (uri: string, options: FormattingOptions, range?: Range): TextEdit[] | null =>
    ask(uri, (file, { converter, settings }) => {
      if (!settings.of(file.uri).formats) return undefined;
      const unit = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
      const within = range && { start: converter.offset(file, range.start), end: converter.offset(file, range.end) };
      const edits = formatting(workspace, file.uri, { unit, ...(within && { range: within }) });
      return edits?.map(({ span, newText }) => ({ range: converter.range(file, span), newText }));
    });
  connection.onDocumentFormatting(({ textDocument, options }) => format(textDocument.uri, options));
  connection.onRequest(DocumentRangeFormattingRequest.type, ({ textDocument, options, range }) => format(textDocument.uri, options, range));
}

const SYMBOL_KINDS: Readonly<Record<OutlineEntry['kind'], SymbolKind>> = {
  document: SymbolKind.Module,
  group: SymbolKind.Object,
  text: SymbolKind.String,
  boolean: SymbolKind.Boolean,
  number: SymbolKind.Number,
  choice: SymbolKind.EnumMember,
};

function symbol({ name, detail, kind, span, nameSpan, children }: OutlineEntry, range: (span: Span) => Range): DocumentSymbol {
  return {
    name,
    ...(detail !== undefined && { detail }),
    kind: SYMBOL_KINDS[kind],
    range: range(span),
    selectionRange: range(nameSpan),
    children: children.map((child) => symbol(child, range)),
  };
}

/** For a client that shows a list: each entry with the one around it. */
function flatSymbols({ name, kind, span, children }: OutlineEntry, uri: string, range: (span: Span) => Range, parent: string | undefined): SymbolInformation[] {
  const own = { name, kind: SYMBOL_KINDS[kind], location: { uri, range: range(span) }, ...(parent !== undefined && { containerName: parent }) };
  return [own, ...children.flatMap((child) => flatSymbols(child, uri, range, name))];
}

function foldingRange({ kind }: Fold, { start, end }: Range): FoldingRange {
  return {
    startLine: start.line,
    endLine: end.line,
    ...(kind !== 'element' && { kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region }),
  };
}

/** Ranges from the smallest to the largest as the protocol has them: each with the one around it. */
function nested(ranges: readonly Range[]): SelectionRange | undefined {
  return ranges.reduceRight<SelectionRange | undefined>((parent, range) => (parent ? { range, parent } : { range }), undefined);
}
