import type { Diagnostic } from 'vscode-languageserver';
import { fingerprint } from '../core/fingerprint.ts';
import type { Location } from '../core/source-file.ts';
import type { Finding } from '../workspace/settle.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Converter } from './convert.ts';

/** The diagnostics of a file as the client takes them. */
export interface Report {
  readonly items: () => Diagnostic[];
  /** Differs when the items do. */
  readonly resultId: string;
  readonly isEmpty: boolean;
}

interface Kept {
  /** With those that the baseline file keeps back. */
  readonly findings: readonly Finding[];
  readonly resultId: string;
  /** Where the places in other files are that the items name. */
  readonly elsewhere: string;
}

/**
 * The reports of all files. Of each is kept by what it is known again, not what is in it: that is worked out anew only where the findings
 * are others, or a place that they name has moved.
 */
export class Reports {
  readonly #workspace: Workspace;
  readonly #converter: Converter;
  readonly #kept = new Map<string, Kept>();

  constructor(workspace: Workspace, converter: Converter) {
    this.#workspace = workspace;
    this.#converter = converter;
  }

  /**
   * The report of a file, by its normalised URI; an empty one for a file that is not known. While others have to be checked first that may
   * have something to say about it, that is left out: nobody who edits a server waits for its ten thousand clients.
   */
  of(uri: string): Report {
    if (this.#workspace.isAwaitingOthers(uri)) return this.#meanwhile(uri);
    const all = this.#workspace.findings(uri);
    const findings = this.#workspace.reported(uri, all).told;
    const isEmpty = findings.length === 0;
    const kept = this.#kept.get(uri);
    const elsewhere = this.#elsewhere(uri, findings);
    if (kept?.findings === all && kept.elsewhere === elsewhere) return { items: () => this.#items(findings), resultId: kept.resultId, isEmpty };
    const items = this.#items(findings);
    const report = { findings: all, resultId: resultIdOf(items), elsewhere };
    if (isEmpty) this.#kept.delete(uri);
    else this.#kept.set(uri, report);
    return { items: () => items, resultId: report.resultId, isEmpty };
  }

  #meanwhile(uri: string): Report {
    const items = this.#items(this.#workspace.reported(uri, this.#workspace.findingsMeanwhile(uri)).told);
    return { items: () => items, resultId: resultIdOf(items), isEmpty: items.length === 0 };
  }

  #items(findings: readonly Finding[]): Diagnostic[] {
    return findings.map((finding) => this.#converter.diagnostic(finding, (location) => this.#workspace.current(location)));
  }

  #elsewhere(uri: string, findings: readonly Finding[]): string {
    const shown = findings.flatMap(({ related }) => related.flatMap(({ at }) => (at.file.uri === uri ? [] : this.#shown(at))));
    return shown.join(' ');
  }

  #shown(place: Location): string {
    const now = this.#workspace.current(place);
    if (!now) return '-';
    const { start, end } = this.#converter.range(now.file, now.span);
    return `${start.line}:${start.character}-${end.line}:${end.character}`;
  }
}

function resultIdOf(items: readonly Diagnostic[]): string {
  return fingerprint(JSON.stringify(items));
}
