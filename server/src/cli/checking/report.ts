import { LineIndex, type Position } from '../../core/line-index.ts';
import type { Location, SourceFile } from '../../core/source-file.ts';
import { secretLines, withoutSecrets } from '../../model/secret.ts';
import type { Span } from '../../core/span.ts';
import { compareTexts } from '../../core/texts.ts';
import { pathOf } from '../../host/node-files.ts';
import type { Severity } from '../../rules/rule.ts';
import { findingFingerprint } from '../../workspace/finding-fingerprint.ts';
import type { Finding } from '../../workspace/settle.ts';
import { verdictsOf, type Verdict } from '../../workspace/verdict.ts';
import type { WritableFix } from '../../workspace/remedies.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { shownPath } from '../paths.ts';
import { isAskedFor, type Loaded, type Skipped } from './loaded.ts';

/** Zero-based lines and UTF-16 columns. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Place {
  /** Relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly range: Range;
}

export interface ReportedFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly (Place & { readonly newText: string })[];
}

export interface Diagnostic extends Place {
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  readonly related: readonly (Place & { readonly message: string })[];
  /** Those that can be written, but for those that would repeat a key or password. Worked out only for a reporter that shows them. */
  readonly fixes: () => readonly ReportedFix[];
  /** The line on which it begins. */
  readonly sourceLine: () => string;
  /** See `findingFingerprint`. */
  readonly fingerprint: () => string;
}

/** The result of a check as plain data: what every reporter works from. */
export interface Report {
  /** Number of files that were checked. */
  readonly files: number;
  /** Their paths, in order. */
  readonly checked: readonly string[];
  readonly summary: Readonly<Record<Severity, number>>;
  /** In the order of files and places. */
  readonly diagnostics: readonly Diagnostic[];
  /** What a baseline file accepts, in the same order; `undefined` where none is used. */
  readonly keptBack: readonly Diagnostic[] | undefined;
  readonly skipped: readonly Skipped[];
  /** Those of `skipped` that the command line names, so that the check is not what was asked for. */
  readonly failed: readonly Skipped[];
  readonly verdicts: readonly Verdict[];
}

/** The findings of a workspace about what was loaded. */
export function reportOf(workspace: Workspace, loaded: Loaded, cwd: string, step: (done: number, total: number) => void = () => undefined): Report {
  const places = new Places(workspace, loaded, cwd);
  const checked = workspace.uris().filter((uri) => isAskedFor(loaded.files.get(uri)));
  const reported = checked.map((uri, index) => {
    const findings = workspace.reported(uri);
    step(index + 1, checked.length);
    return findings;
  });
  const inOrder = (findings: readonly Finding[]): Diagnostic[] => findings.map((finding) => places.diagnostic(finding)).sort(byPlace);
  const diagnostics = inOrder(reported.flatMap(({ told }) => told));
  const summary = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of diagnostics) summary[severity]++;
  const skipped = [...loaded.failed, ...loaded.skipped].map(({ file, reason }) => ({ file, reason }));
  return {
    files: checked.length,
    checked: checked.map((uri) => places.shown(uri)).sort(compareTexts),
    summary,
    diagnostics,
    keptBack: checked.some((uri) => workspace.baselineOf(uri)) ? inOrder(reported.flatMap(({ keptBack }) => keptBack)) : undefined,
    skipped: skipped.sort((a, b) => compareTexts(a.file, b.file)),
    failed: loaded.failed.map(({ file, reason }) => ({ file, reason })),
    // Of project files alone nobody asks what becomes of the clients.
    verdicts: loaded.around.length > 0 ? [] : verdictsOf(workspace),
  };
}

class Places {
  readonly #workspace: Workspace;
  readonly #loaded: Loaded;
  readonly #cwd: string;
  readonly #lines = new Map<SourceFile, LineIndex>();
  /** With asterisks for what is secret: a log is read by more people than the file. */
  readonly #shownLines = new Map<SourceFile, LineIndex>();
  readonly #secrets = new Map<SourceFile, readonly string[]>();

  constructor(workspace: Workspace, loaded: Loaded, cwd: string) {
    this.#workspace = workspace;
    this.#loaded = loaded;
    this.#cwd = cwd;
  }

  diagnostic(finding: Finding): Diagnostic {
    const { rule, severity, message, at } = finding;
    const place = this.#place(at);
    return {
      ...place,
      severity,
      rule: rule.id,
      message,
      related: finding.related.flatMap((each) => {
        const location = this.#workspace.current(each.at);
        return location ? [{ ...this.#place(location), message: each.message }] : [];
      }),
      fixes: () =>
        this.#workspace
          .fixesOf(finding)
          .filter((each) => !this.#repeatsSecret(each))
          .map((each) => this.#fix(each)),
      sourceLine: () => this.#shownLinesOf(at.file).lineText(place.range.start.line),
      fingerprint: () => findingFingerprint(rule.id, at),
    };
  }

  #shownLinesOf(file: SourceFile): LineIndex {
    const known = this.#shownLines.get(file);
    if (known) return known;
    const shown = withoutSecrets(file.text);
    const lines = shown === file.text ? this.#linesOf(file) : new LineIndex(shown);
    this.#shownLines.set(file, lines);
    return lines;
  }

  /** A fix that writes a line anew may have a password in it. With asterisks it would destroy the file, so it is left out; --fix knows it. */
  #repeatsSecret({ edits }: WritableFix): boolean {
    return edits.some(({ file, newText }) => this.#secretsOf(file).some((secret) => newText.includes(secret)));
  }

  #secretsOf(file: SourceFile): readonly string[] {
    let secrets = this.#secrets.get(file);
    if (!secrets) this.#secrets.set(file, (secrets = secretLines(file.text)));
    return secrets;
  }

  shown(uri: string): string {
    return this.#loaded.files.get(uri)?.shown ?? shownPath(pathOf(uri), this.#cwd);
  }

  #fix({ fix, edits }: WritableFix): ReportedFix {
    return { title: fix.title, safe: fix.safe, edits: edits.map((edit) => ({ ...this.#place(edit), newText: edit.newText })) };
  }

  #place({ file, span }: Pick<Location, 'file' | 'span'>): Place {
    return { file: this.shown(file.uri), range: this.#range(file, span) };
  }

  #range(file: SourceFile, span: Span): Range {
    const lines = this.#linesOf(file);
    return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
  }

  #linesOf(file: SourceFile): LineIndex {
    let lines = this.#lines.get(file);
    if (!lines) this.#lines.set(file, (lines = new LineIndex(file.text)));
    return lines;
  }
}

/** The order of files and places. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compareTexts(a.file, b.file) || comparePositions(a.range.start, b.range.start) || comparePositions(a.range.end, b.range.end) || compareTexts(a.rule, b.rule)
  );
}

function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
