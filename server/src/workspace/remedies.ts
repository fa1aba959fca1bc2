import type { Edit } from '../core/edit.ts';
import { endedAsThere } from '../core/line-ends.ts';
import { uriName, uriScheme } from '../core/uri.ts';
import { fileOf } from '../model/change.ts';
import type { Fix } from '../rules/rule.ts';
import { spoils } from './agreement.ts';
import type { Analysis } from './analysis.ts';
import type { Deployments } from './deployments.ts';
import type { EmbeddedTexts } from './embedded-texts.ts';
import { editsOf } from './fixes.ts';
import { commonFolder, rootOf } from './folders.ts';
import { pinEdits } from './pin.ts';
import { PROJECT_FILE } from './project-file.ts';
import type { ProjectFiles } from './project-files.ts';
import type { RuleRunner } from './rule-runner.ts';
import type { Finding } from './settle.ts';
import { turnOffEdits, type TurnOffScope } from './turn-off.ts';

/** A fix with the edits that make it. */
export interface WritableFix {
  readonly fix: Fix;
  readonly edits: readonly Edit[];
}

/** A fix that may be made. Without its edits where it changes so many files that they are worked out for whoever chooses it. */
export interface OfferedFix {
  readonly fix: Fix;
  readonly edits?: readonly Edit[];
}

/** What remedies need of the workspace around them. */
export interface Patient {
  readonly runner: RuleRunner;
  readonly analysisOf: (uri: string) => Analysis | undefined;
  readonly embedded: EmbeddedTexts;
  readonly projects: ProjectFiles;
  readonly deployments: () => Deployments;
  readonly roots: () => readonly string[];
}

/** Writes what helps against a finding into the files: its fixes, and what a project file may say of its rule. */
export class Remedies {
  readonly #patient: Patient;

  constructor(patient: Patient) {
    this.#patient = patient;
  }

  /** See `Workspace.fixesOf`. */
  of(finding: Finding, counts: (fixes: readonly Fix[]) => boolean = () => true): WritableFix[] {
    return this.#guarded(finding, (fixes) => (counts(fixes) ? fixes.flatMap((fix) => this.#written(fix, finding)) : []));
  }

  /** See `Workspace.offeredFixes`. */
  offered(finding: Finding, most: number): OfferedFix[] {
    return this.#guarded(finding, (fixes) =>
      fixes.flatMap((fix) => {
        if (new Set(fix.changes.map((change) => fileOf(change)?.uri)).size <= most) return this.#written(fix, finding);
        return spoils(fix, finding, this.#patient) ? [] : [{ fix }];
      }),
    );
  }

  /** See `Workspace.chosenFix`. */
  chosen(finding: Finding, title: string): WritableFix | undefined {
    return this.#guarded(finding, (fixes) => {
      const fix = fixes.find((each) => each.title === title);
      return fix ? this.#written(fix, finding) : [];
    })[0];
  }

  #written(fix: Fix, finding: Finding): WritableFix[] {
    const edits = spoils(fix, finding, this.#patient) ? undefined : this.edits(fix);
    return edits ? [{ fix, edits }] : [];
  }

  #guarded<T>(finding: Finding, work: (fixes: readonly Fix[]) => T[]): T[] {
    return this.#patient.runner.guarded(finding.rule, () => work(finding.fixes()), []);
  }

  /** See `Workspace.edits`. */
  edits(fix: Fix): Edit[] | undefined {
    const { analysisOf, projects, embedded } = this.#patient;
    const edits = editsOf(fix, {
      analysisOf,
      isProjectFile: (uri) => uriName(uri) === PROJECT_FILE || projects.bases().has(uri) || projects.isApart(uri),
      pin: ({ client, server }) => {
        const from = client.file.uri;
        const project = projects.governed.of(from);
        return !project && this.#isGoverned(from) ? undefined : pinEdits(from, server.file.uri, project, commonFolder(from, server.file.uri));
      },
    });
    // A document of one line stands in a file of several, which says how they end.
    return edits && embedded.editsInFiles(edits.map(written))?.map(written);
  }

  /** See `Workspace.turnedOff`. */
  turnedOff(ruleId: string, uri: string, scope: TurnOffScope): Edit[] | undefined {
    if (uriScheme(uri) === 'untitled') return undefined;
    const { projects, roots } = this.#patient;
    const project = projects.governed.of(uri);
    if (!project && this.#isGoverned(uri)) return undefined;
    return turnOffEdits(ruleId, uri, scope, project, rootOf(uri, roots()), (file) => projects.resolve(file))?.map(written);
  }

  /** Whether somebody has chosen which project file holds for a file: a new one would not count. */
  #isGoverned(uri: string): boolean {
    return this.#patient.projects.chosen.at(uri) !== undefined;
  }
}

/** An edit as its file writes lines where it is made. */
function written(edit: Edit): Edit {
  return endedAsThere(edit.file.text, edit);
}
