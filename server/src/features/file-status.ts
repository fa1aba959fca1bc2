import { withUnstated } from '../model/facts.ts';
import { SEVERITIES, type Severity } from '../rules/rule.ts';
import { uriScheme } from '../core/uri.ts';
import type { Outcome } from '../workspace/outcome.ts';
import { wordsOf } from '../workspace/verdict.ts';
import { fileDeployments, type FileDeployment } from '../workspace/file-deployments.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What an editor shows of a file where it shows what concerns the whole of it. */
export interface FileStatus {
  /** The deployment and what will become of it: `contoso: will fail (13868)`. */
  readonly text: string;
  /** How many problems there are. */
  readonly detail: string;
  readonly severity: 'error' | 'warning' | 'information';
}

/** The status of a file; `undefined` for one that nothing recognises. Looks at the files of its deployments, up to two hundred. */
export function fileStatus(workspace: Workspace, uri: string): FileStatus | undefined {
  if (!workspace.analysisOf(uri) && !workspace.projects().some(({ file }) => file.uri === uri)) return undefined;
  if (workspace.isExcluded(uri)) return { text: 'Not checked: left out by the project file', detail: '', severity: 'information' };
  const deployments = fileDeployments(workspace, uri);
  const own = counted(workspace, [uri]);
  const [first, ...more] = deployments;
  const text = first ? `${stateOf(first)}${more.length > 0 ? ` (and ${more.length} more)` : ''}` : unpaired(workspace, uri);
  const detail = `${own.text}${elsewhere(workspace, deployments)}`;
  const worst = [own.has('error') ? ('error' as const) : ('information' as const), ...deployments.map(severityOf)];
  return { text, detail, severity: (['error', 'warning'] as const).find((each) => worst.includes(each)) ?? 'information' };
}

/** What is said of a file that is compared with no other one. */
function unpaired(workspace: Workspace, uri: string): string {
  const [name] = workspace.deployments().selecting(uri);
  const sides = new Set(
    workspace
      .partsOf(uri)
      .flatMap(({ analysis: { facts } }) => [...withUnstated(facts).map(({ side }) => side), ...(facts.profiles.length > 0 ? ['client' as const] : [])]),
  );
  const other = sides.has('client') ? 'a server' : 'a client';
  const state = uriScheme(uri) === 'untitled' ? 'not compared, it has no file yet' : `not compared with ${other}`;
  if (name !== undefined) return sides.size > 0 ? `${name}: ${state}` : name;
  return sides.size > 0 ? state.charAt(0).toUpperCase() + state.slice(1) : 'Nothing to compare';
}

function stateOf({ name, verdict, isWhole, pairs }: FileDeployment): string {
  const [worst, ...others] = verdict?.outcomes ?? [];
  if (!verdict || !worst) return `${name}: ${pairs} clients`;
  const apart = verdict.otherErrors && worst.outcome.kind !== 'fails' ? ', apart from other errors' : '';
  if (!isWhole) return `${name}: for this file, ${words(worst.outcome)}${apart}`;
  const some = others.length > 0 ? `${worst.clients} of ${verdict.clients} clients: ` : '';
  return `${name}: ${some}${words(worst.outcome)}${apart}`;
}

/** As `wordsOf`, but short: the reasons stand in the problems. */
function words(outcome: Outcome): string {
  if (outcome.kind === 'fails') return `will fail${outcome.condition ? ' when IKEv2 is tried' : ''} (13868)`;
  if (outcome.kind === 'drops') return `will drop at the first rekey${outcome.condition ? ' if IKEv2 is used' : ''}`;
  return wordsOf(outcome);
}

function severityOf({ verdict }: FileDeployment): FileStatus['severity'] {
  const bad = (verdict?.outcomes ?? []).map(({ outcome }) => outcome).filter(({ kind }) => kind === 'fails' || kind === 'drops');
  if (verdict?.otherErrors || bad.some((outcome) => 'condition' in outcome && !outcome.condition)) return 'error';
  return bad.length > 0 ? 'warning' : 'information';
}

/** How many problems the deployments have as a whole; nothing where not all of their files are known. */
function elsewhere(workspace: Workspace, deployments: readonly FileDeployment[]): string {
  if (deployments.length === 0 || deployments.some(({ isWhole }) => !isWhole)) return '';
  const { total } = counted(workspace, new Set(deployments.flatMap(({ files }) => [...files])));
  return `; ${total} ${total === 1 ? 'problem' : 'problems'} in the ${deployments.length === 1 ? 'deployment' : 'deployments'}`;
}

/** How many problems some files have, by severity. */
function counted(workspace: Workspace, uris: Iterable<string>) {
  const counts = new Map<Severity, number>();
  for (const uri of uris) for (const { severity } of workspace.reported(uri).told) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  const all = SEVERITIES.flatMap((severity) => {
    const count = counts.get(severity);
    return count === undefined ? [] : [`${count} ${NOUNS[severity][count === 1 ? 0 : 1]}`];
  });
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { text: all.length > 0 ? all.join(', ') : 'no problems', total, has: (severity: Severity): boolean => counts.has(severity) };
}

const NOUNS: Readonly<Record<Severity, readonly [one: string, more: string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  information: ['note', 'notes'],
  hint: ['hint', 'hints'],
};
