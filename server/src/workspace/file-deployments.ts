import { hostUri } from '../core/uri.ts';
import { compareTexts } from '../core/texts.ts';
import { withUnstated } from '../model/facts.ts';
import type { Pairing } from './pairing.ts';
import { groupsOf, nameIn, OUTCOMES, verdictOf, type PairingGroup, type Verdict } from './verdict.ts';
import type { Workspace } from './workspace.ts';

/** A deployment that a file belongs to. */
export interface FileDeployment {
  readonly name: string;
  /** Of all its clients, or of those in the file alone where there are too many; `undefined` where neither can be said. */
  readonly verdict: Verdict | undefined;
  /** Whether the verdict is that of all clients. */
  readonly isWhole: boolean;
  /** How many pairs of a client and its server it has. */
  readonly pairs: number;
  /** URIs of the files that are compared in it. */
  readonly files: ReadonlySet<string>;
}

/** So many pairs are summed up while somebody types; with more, a client is told about itself alone. */
const MOST_SUMMED = 200;
const MOST_LOOKED_AT = 2000;

/** The deployments in which a file is compared with another one, or which it states as a project file; those that will fail first. */
export function fileDeployments(workspace: Workspace, uri: string): FileDeployment[] {
  const deployments = workspace.deployments();
  const own = new Set(pairingsOf(workspace, uri));
  if (own.size === 0) return [];
  // Whom the clients of thousands of files belong to takes a while to say.
  const isWhole = deployments.files <= MOST_LOOKED_AT && deployments.pairings.length <= MOST_SUMMED;
  const groups = groupsOf(isWhole ? deployments.pairings : [...own]);
  const found = groups
    .filter((group) => group.pairings.some((pairing) => own.has(pairing)))
    .map((group) => fileDeployment(group, nameIn(group, groups), isWhole, uri, workspace));
  const badness = ({ verdict }: FileDeployment): number => (verdict?.outcomes[0] ? OUTCOMES.indexOf(verdict.outcomes[0].outcome.kind) : OUTCOMES.length);
  return found.sort((a, b) => badness(a) - badness(b) || compareTexts(a.name, b.name));
}

/** The pairings that a file has a part in, or that it pins. */
function pairingsOf(workspace: Workspace, uri: string): readonly Pairing[] {
  const deployments = workspace.deployments();
  const parts = workspace.partsOf(uri);
  if (parts.length === 0) return deployments.pairings.filter(({ pinnedIn }) => pinnedIn === uri);
  return parts.flatMap(({ analysis: { file, facts } }) =>
    withUnstated(facts).flatMap(({ side, key }) => {
      const ref = { uri: file.uri, key };
      return side === 'client' ? deployments.ofClient(ref) : deployments.ofServer(ref);
    }),
  );
}

function fileDeployment(group: PairingGroup, name: string, isWhole: boolean, uri: string, workspace: Workspace): FileDeployment {
  const pairings = isWhole ? group.pairings : group.pairings.filter(({ client }) => hostUri(client.uri) === uri);
  const verdict = pairings.length > 0 ? verdictOf({ pairings }, name, workspace) : undefined;
  const files = new Set(pairings.flatMap(({ client, servers }) => [client, ...servers.flat()].map((ref) => hostUri(ref.uri))));
  return { name, verdict, isWhole, pairs: group.pairings.length, files };
}
