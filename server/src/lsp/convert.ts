import {
  CompletionItemKind,
  DiagnosticSeverity,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
  type Diagnostic,
  type Location as ProtocolLocation,
  type Range,
  type TextDocumentEdit,
  type CreateFile,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Edit } from '../core/edit.ts';
import { KeptFile } from '../core/kept-file.ts';
import { LineStarts, type Position } from '../core/line-index.ts';
import type { Location, SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import type { Completion } from '../features/completion.ts';
import type { Severity } from '../rules/rule.ts';
import type { Finding } from '../workspace/settle.ts';
import type { ClientFeatures } from './client-features.ts';
import type { Documents } from './documents.ts';
import { PackedPlaces } from './packed-places.ts';

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const COMPLETION_KIND: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  value: CompletionItemKind.EnumMember,
  parameter: CompletionItemKind.Property,
  element: CompletionItemKind.Property,
  'end-tag': CompletionItemKind.Property,
  block: CompletionItemKind.Struct,
  snippet: CompletionItemKind.Snippet,
};

/** Of so many versions is it known where their lines begin: a client's findings name few other files. */
const MOST_LINES = 16;

/** Between offsets, which everything inside speaks, and the protocol's positions. The only place that knows both. */
export class Converter {
  readonly #features: ClientFeatures;
  readonly #documents: Documents;
  readonly #packed = new PackedPlaces();
  /** Where the lines begin of the versions that were asked for last; the newest last. */
  readonly #lines: { readonly file: SourceFile; readonly lines: LineStarts }[] = [];

  constructor(features: ClientFeatures, documents: Documents) {
    this.#features = features;
    this.#documents = documents;
  }

  offset(file: SourceFile, position: Position): number {
    return this.#linesOf(file).offsetAt(position, file.text);
  }

  range(file: SourceFile, span: Span): Range {
    if (file instanceof KeptFile && file.isPacked) return this.#packed.range(file, span);
    const lines = this.#linesOf(file);
    return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
  }

  location({ file, span }: Location): ProtocolLocation {
    return { uri: this.clientUri(file.uri), range: this.range(file, span) };
  }

  /** The URI of a file as the client writes it. */
  clientUri(uri: string): string {
    return this.#documents.clientUri(uri);
  }

  /** A finding as a diagnostic; places that are gone are left out. */
  diagnostic(finding: Finding, current: (location: Location) => Location | undefined): Diagnostic {
    const at = current(finding.at) ?? finding.at;
    const related = this.#features.relatedInformation
      ? finding.related.flatMap(({ at: place, message }) => {
          const now = current(place);
          return now ? [{ location: this.location(now), message }] : [];
        })
      : [];
    return {
      range: this.range(at.file, at.span),
      severity: SEVERITY[finding.severity],
      code: finding.rule.id,
      source: 'aovpn',
      message: finding.message,
      ...(related.length > 0 && { relatedInformation: related }),
    };
  }

  /** Edits in the form that the client takes, tied to the versions they were worked out for; `undefined` when it cannot take them. */
  workspaceEdit(edits: readonly Edit[], { onlyNew = false } = {}): WorkspaceEdit | undefined {
    const byFile = new Map<SourceFile, TextEdit[]>();
    for (const { file, span, newText } of edits) byFile.set(file, [...(byFile.get(file) ?? []), { range: this.range(file, span), newText }]);
    const created = [...byFile.keys()].filter((file) => !this.#documents.exists(file.uri));
    if (!this.#features.documentChanges) {
      if (created.length > 0) return undefined;
      return { changes: Object.fromEntries([...byFile].map(([file, list]) => [this.#documents.clientUri(file.uri), list])) };
    }
    if (created.length > 0 && !this.#features.createsFiles) return undefined;
    const creations = created.map((file): CreateFile => ({ kind: 'create', uri: file.uri, options: { ignoreIfExists: !onlyNew } }));
    const changes = [...byFile].map(([file, list]): TextDocumentEdit => ({
      textDocument: { uri: this.#documents.clientUri(file.uri), version: this.#documents.version(file.uri) },
      edits: list,
    }));
    return { documentChanges: [...creations, ...changes] };
  }

  completion(file: SourceFile, completion: Completion): CompletionItem {
    const { snippets, keepsWhitespace } = this.#features;
    const { label, detail, documentation, filterText, sortText, newText, plainText, indent } = completion;
    const isSnippet = plainText !== undefined && snippets;
    const text = isSnippet ? newText : (plainText ?? newText);
    // One with snippets that cannot be told indents further lines by itself; one without them inserts what it gets.
    const isWhole = indent !== undefined && (keepsWhitespace || !snippets);
    return {
      label,
      kind: COMPLETION_KIND[completion.kind],
      detail,
      sortText,
      ...(filterText !== undefined && { filterText }),
      insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      ...(isWhole && keepsWhitespace && { insertTextMode: InsertTextMode.asIs }),
      textEdit: { range: this.range(file, completion.replace), newText: isWhole ? text.replaceAll('\n', `\n${indent}`) : text },
      ...(documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    };
  }

  #linesOf(file: SourceFile): LineStarts {
    const known = this.#lines.find((each) => each.file === file);
    if (known) return known.lines;
    const lines = new LineStarts(file.text);
    this.#lines.push({ file, lines });
    if (this.#lines.length > MOST_LINES) this.#lines.shift();
    return lines;
  }
}
