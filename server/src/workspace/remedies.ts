import type { Edit } from '../core/edit.ts';
import { endedAsThere } from '../core/line-ends.ts';
import { uriName, uriScheme } from '../core/uri.ts';
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
    const writable = (): WritableFix[] => {
      const fixes = finding.fixes();
      if (!counts(fixes)) return [];
      return fixes.flatMap((fix) => {
        const edits = spoils(fix, finding, this.#patient) ? undefined : this.edits(fix);
        return edits ? [{ fix, edits }] : [];
      });
    };
    return this.#patient.runner.guarded(finding.rule, writable, []);
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
