import { parentUri } from '../core/uri.ts';
import type { Analysis } from './analysis.ts';
import type { Pairing } from './pairing.ts';
import type { PinnedFiles } from './pinned-files.ts';

/**
 * Which files, beside those that state the policy, are known to be about the same server. For pinned clients the project file says so. Else it is
 * a script without a policy of its own in the folder of the one that has it, as long as that folder is about no other server.
 */
export class ServerFiles {
  readonly #pinned: PinnedFiles;
  /** By folder: the files that state how clients authenticate, and those that state a server's policy. */
  readonly #folders = new Map<string, { readonly authentication: string[]; readonly policy: string[] }>();

  constructor(analyses: readonly Analysis[], pinned: PinnedFiles) {
    this.#pinned = pinned;
    for (const { file, facts } of analyses) {
      const { policies, serverAuthentications = [] } = facts;
      const statesPolicy = policies.some(({ side, tunnel, printed }) => side === 'server' && tunnel !== 'other' && printed !== true);
      if (!statesPolicy && serverAuthentications.length === 0) continue;
      const folder = this.#folders.get(parentUri(file.uri)) ?? { authentication: [], policy: [] };
      this.#folders.set(parentUri(file.uri), folder);
      if (serverAuthentications.length > 0) folder.authentication.push(file.uri);
      if (statesPolicy) folder.policy.push(file.uri);
    }
  }

  /** The URIs of the files that say how clients authenticate to the server of a pairing. */
  about({ client, servers, deployment, strength }: Pairing): string[] {
    const stating = new Set(servers.flat().map(({ uri }) => uri));
    const named = strength === 'pinned' ? this.#pinned.withClient(client.uri).find(({ name }) => name === deployment)?.servers : undefined;
    const folders = new Set([...stating, ...(named ?? [])].map(parentUri));
    return [...folders].flatMap((each) => {
      const { authentication = [], policy = [] } = this.#folders.get(each) ?? {};
      const alone = named === undefined && policy.every((uri) => stating.has(uri));
      return authentication.filter((uri) => stating.has(uri) || (alone && !policy.includes(uri)) || named?.has(uri) === true);
    });
  }
}
