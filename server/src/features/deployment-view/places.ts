import type { Location } from '../../core/source-file.ts';
import { isDeciding } from '../../workspace/deciding-findings.ts';
import type { Finding } from '../../workspace/settle.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { ProblemView } from './view.ts';

/** Where a place is shown: in the file around it, and in its newest version. */
export function shownAt(workspace: Workspace, at: Location | undefined): Location | undefined {
  return at && workspace.current(at);
}

/**
 * The findings that stand on one of some places, the weightiest first. Hints and information are no reason to call something broken.
 * @param withRelated whether those count that stand elsewhere in the same files and name one of the places
 */
export function problemsAt(workspace: Workspace, places: readonly Location[], { withRelated = false } = {}): Problem[] {
  const shown = places.flatMap((place) => workspace.current(place) ?? []);
  const uris = new Set(shown.map(({ file }) => file.uri));
  const found = [...uris].flatMap((uri) => workspace.findings(uri)).filter(isProblem);
  const isIn = (at: Location): boolean => shown.some(({ file, span }) => file.uri === at.file.uri && at.span.start >= span.start && at.span.end <= span.end);
  const isOn = ({ at, related }: Finding): boolean => isIn(at) || (withRelated && related.some((each) => isIn(each.at)));
  return weightiestFirst(found.filter(isOn));
}

/** A finding that is a reason to call something broken, or a warning. */
type Problem = Finding & { readonly severity: ProblemView['severity'] };

function isProblem(finding: Finding): finding is Problem {
  return finding.severity === 'error' || finding.severity === 'warning';
}

/** First those that decide what becomes of a connection, then the errors. */
function weightiestFirst(problems: readonly Problem[]): Problem[] {
  const weight = ({ rule, severity }: Problem): number => (isDeciding(rule.id) ? 2 : 0) + (severity === 'error' ? 1 : 0);
  return [...problems].sort((a, b) => weight(b) - weight(a));
}

/** What is wrong with a party: what is reported on its places, and the errors that stand elsewhere in their files. */
export function problemsOf(workspace: Workspace, places: readonly Location[]): Problem[] {
  const errors = [...new Set(places.map(({ file }) => file.uri))].flatMap((uri) => workspace.findings(uri)).filter(({ severity }) => severity === 'error');
  return weightiestFirst([...new Set([...problemsAt(workspace, places), ...errors.filter(isProblem)])]);
}

/** Problems as they are shown; what is said twice is shown once. */
export function shownProblems(problems: readonly Problem[]): ProblemView[] {
  return [...new Map(problems.map(({ message, severity }) => [message, { text: message, severity }])).values()];
}
