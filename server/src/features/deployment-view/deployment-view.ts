import type { Location } from '../../core/source-file.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { matrixOf } from './matrix.ts';
import { negotiationsOf } from './negotiations.ts';
import { pastedSubject } from './pasted.ts';
import { pathOf } from './path.ts';
import { subjectsOf, type Subject } from './subject.ts';
import type { DeploymentView } from './view.ts';

/** The view with the deployments of the file to choose from. */
export interface ShownDeployment {
  readonly view: DeploymentView<Location>;
  /** Which one it is, and all that the file belongs to. */
  readonly key: string;
  readonly choices: readonly { readonly key: string; readonly title: string }[];
}

/**
 * The deployment of a file as it is shown; `undefined` for a file that belongs to none.
 * @param key the one to show, of a file that belongs to several; the first unless told
 */
export function deploymentView(workspace: Workspace, uri: string, key?: string): ShownDeployment | undefined {
  const subjects = subjectsOf(workspace, uri);
  const chosen = subjects.find((each) => each.key === key) ?? subjects[0];
  return (
    chosen && {
      view: viewOf(workspace, chosen.subject(), 'deployment'),
      key: chosen.key,
      choices: subjects.map((each) => ({ key: each.key, title: each.title })),
    }
  );
}

/** The policies of a file beside those of a text that stands in none, such as what a server printed; a sentence where there is nothing to compare. */
export function comparedWithText(workspace: Workspace, uri: string, text: string): DeploymentView<Location> | string {
  const subject = pastedSubject(workspace, uri, text);
  return typeof subject === 'string' ? subject : viewOf(workspace, subject, 'comparison');
}

function viewOf(workspace: Workspace, subject: Subject, kind: 'deployment' | 'comparison'): DeploymentView<Location> {
  const matrix = matrixOf(workspace, subject, { withProblems: kind === 'deployment' });
  const { shown, left } = negotiationsOf(workspace, subject);
  const { title, health, summary, advice } = subject;
  return {
    kind,
    title,
    health,
    summary,
    ...(advice !== undefined && { advice }),
    path: kind === 'comparison' ? { stages: [], links: [] } : pathOf(workspace, subject, matrix),
    matrix,
    negotiations: shown,
    negotiationsLeft: left,
  };
}
