import type { Location } from '../../core/source-file.ts';
import { isDeciding } from '../../workspace/outcome.ts';
import type { Finding } from '../../workspace/settle.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** Where a place is shown: in the file around it, and in its newest version. */
export function shownAt(workspace: Workspace, at: Location | undefined): Location | undefined {
  return at && workspace.current(at);
}

/**
 * The findings that stand on one of some places: first those that decide what becomes of a connection, then the errors. Hints and information are no
 * reason to call something broken.
 * @param withRelated whether those count that stand elsewhere in the same files and name one of the places
 */
export function problemsAt(workspace: Workspace, places: readonly Location[], { withRelated = false } = {}): Finding[] {
  const shown = places.flatMap((place) => workspace.current(place) ?? []);
  const uris = new Set(shown.map(({ file }) => file.uri));
  const found = [...uris].flatMap((uri) => workspace.findings(uri)).filter(({ severity }) => severity === 'error' || severity === 'warning');
  const isIn = (at: Location): boolean => shown.some(({ file, span }) => file.uri === at.file.uri && at.span.start >= span.start && at.span.end <= span.end);
  const isOn = ({ at, related }: Finding): boolean => isIn(at) || (withRelated && related.some((each) => isIn(each.at)));
  const weight = ({ rule, severity }: Finding): number => (isDeciding(rule.id) ? 2 : 0) + (severity === 'error' ? 1 : 0);
  return found.filter(isOn).sort((a, b) => weight(b) - weight(a));
}
