import type { Location, Log, Notification, Region, Result, Run } from 'sarif';
import { resolve } from 'node:path';
import { uriOf } from '../../host/node-files.ts';
import type { Skipped } from '../checking/loaded.ts';
import { byPlace, type Diagnostic, type Place, type Range, type Report, type ReportedFix } from '../checking/report.ts';
import { HOMEPAGE, VERSION } from '../version.ts';
import type { ReporterOptions } from './reporter.ts';
import { LEVELS, ruleDescriptor } from './sarif-rule.ts';

/** Under this name a result's fingerprint stands in the log. Its version is that of the algorithm of `findingFingerprint`. */
const FINGERPRINT = 'aovpn/v1';
const ROOT = '%SRCROOT%';

const ACCEPTED: Pick<Result, 'baselineState' | 'suppressions'> = {
  baselineState: 'unchanged',
  suppressions: [{ kind: 'external', status: 'accepted', justification: 'In the baseline file.' }],
};

/** A log in SARIF 2.1.0, as code scanning of GitHub, Azure DevOps and the viewers read it. */
export function sarif(report: Report, { cwd }: ReporterOptions): string {
  const writer = new Writer(cwd);
  const accepted = new Set(report.keptBack);
  const all = [...report.diagnostics, ...accepted].sort(byPlace);
  const ids = [...new Set(all.map(({ rule }) => rule))].sort();
  const run: Run = {
    tool: {
      driver: {
        name: 'aovpn',
        semanticVersion: VERSION,
        version: VERSION,
        ...(HOMEPAGE !== undefined && { informationUri: HOMEPAGE }),
        rules: ids.map(ruleDescriptor),
      },
    },
    invocations: [
      {
        executionSuccessful: report.failed.length === 0,
        toolExecutionNotifications: report.skipped.map((skipped) => writer.notification(skipped, report)),
        workingDirectory: { uri: folderUri(cwd) },
      },
    ],
    originalUriBaseIds: { [ROOT]: { uri: folderUri(cwd) } },
    columnKind: 'utf16CodeUnits',
    results: all.map((diagnostic) => ({
      ...writer.result(diagnostic, ids.indexOf(diagnostic.rule)),
      ...(report.keptBack && (accepted.has(diagnostic) ? ACCEPTED : { baselineState: 'new' as const })),
    })),
  };
  const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

class Writer {
  readonly #cwd: string;
  /** How often a fingerprint has occurred in a file. */
  readonly #occurrences = new Map<string, number>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  result(diagnostic: Diagnostic, ruleIndex: number): Result {
    const { rule, severity, message, related } = diagnostic;
    const fixes = diagnostic.fixes();
    return {
      ruleId: rule,
      ruleIndex,
      level: LEVELS[severity],
      message: { text: message },
      locations: [this.#location(diagnostic)],
      ...(related.length > 0 && { relatedLocations: related.map((each, id) => ({ id, ...this.#location(each), message: { text: each.message } })) }),
      ...(fixes.length > 0 && { fixes: fixes.map((fix) => this.#fix(fix)) }),
      partialFingerprints: { [FINGERPRINT]: this.#fingerprint(diagnostic) },
      properties: { severity },
    };
  }

  /** A file that is not part of the result. */
  notification({ file, reason }: Skipped, { failed }: Report): Notification {
    return {
      level: failed.some((each) => each.file === file) ? 'error' : 'warning',
      message: { text: `${file} ${reason}.` },
      locations: [{ physicalLocation: { artifactLocation: this.#artifact(file) } }],
    };
  }

  /** Findings that are alike are told apart by their order. */
  #fingerprint(diagnostic: Diagnostic): string {
    const fingerprint = diagnostic.fingerprint();
    const key = `${diagnostic.file}\n${fingerprint}`;
    const count = (this.#occurrences.get(key) ?? 0) + 1;
    this.#occurrences.set(key, count);
    return `${fingerprint}:${count}`;
  }

  #location({ file, range }: Place): Location {
    return { physicalLocation: { artifactLocation: this.#artifact(file), region: region(range) } };
  }

  #fix({ title, safe, edits }: ReportedFix): NonNullable<Result['fixes']>[number] {
    const files = [...new Set(edits.map(({ file }) => file))];
    return {
      description: { text: title },
      artifactChanges: files.map((file) => ({
        artifactLocation: this.#artifact(file),
        replacements: edits
          .filter((edit) => edit.file === file)
          .map(({ range, newText }) => ({ deletedRegion: region(range), ...(newText !== '' && { insertedContent: { text: newText } }) })),
      })),
      properties: { safe },
    };
  }

  /** Relative to the working directory, which a log may be moved away from; a file outside of it by its whole address. */
  #artifact(file: string): { uri: string; uriBaseId?: string } {
    if (/^(\.\.?$|\.\.\/|\/|[a-z]:)/i.test(file)) return { uri: uriOf(resolve(this.#cwd, file)) };
    return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
  }
}

/** Lines and columns of SARIF count from one; the end is the column behind the last character. */
function region({ start, end }: Range): Region {
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

function folderUri(path: string): string {
  return `${uriOf(path).replace(/\/$/, '')}/`;
}
