import { parentUri } from '../core/uri.ts';
import type { IPsecPolicy } from '../model/policy.ts';
import type { Analysis } from './analysis.ts';
import type { ClientFolders } from './client-folders.ts';
import { folderKey, folderOf, isUnder } from './folders.ts';
import type { PinnedFiles } from './pinned-files.ts';
import type { ServerNames } from './server-names.ts';
import { homesOf, pairInHome, pinnedBy, placedIn, refOf, type Pairing, type PinnedDeployment, type Placed } from './pairing.ts';

/**
 * Servers that a script sets up and of which no file states a policy. A client of its own policy meets the Windows default there, if nobody else
 * has a say: one server policy, or one script that may set one, among the files of the deployment, and nothing is known.
 */
export class UnstatedServers {
  readonly #unstated: readonly Placed[];
  readonly #homes: ReturnType<typeof homesOf>;
  readonly #pinned: PinnedFiles;
  readonly #names: ServerNames | undefined;
  /** Files that state a server's policy, or may set one. */
  readonly #voices: readonly string[];

  constructor(analyses: readonly Analysis[], clients: ClientFolders, roots: readonly string[], pinned: PinnedFiles, names: ServerNames | undefined) {
    this.#names = names;
    const facts = analyses.map((analysis) => analysis.facts);
    this.#pinned = pinned;
    this.#unstated = placedIn(
      facts.flatMap(({ unstatedPolicy }) => unstatedPolicy ?? []),
      roots,
    );
    this.#voices = facts
      .filter(({ policies: stated, maySetPolicy }) => maySetPolicy === true || stated.some(({ side }) => side === 'server'))
      .map(({ file }) => file.uri);
    // A script that only changes a server says too little to be paired by its place.
    const installed = this.#unstated.filter(({ policy }) => policy.defaultBy === 'installation');
    this.#homes = homesOf(installed, clients);
  }

  /** The pairings of a client that is paired with no stated policy. */
  of(client: Placed): Pairing[] {
    if (client.policy.kind !== 'custom' || client.policy.tunnel === 'other') return [];
    const deployments = this.#pinned.withClient(client.uri);
    return deployments.length > 0 ? deployments.flatMap((deployment) => this.#pinnedTo(client, deployment)) : this.#byFolder(client);
  }

  #pinnedTo(client: Placed, deployment: PinnedDeployment): Pairing[] {
    const { name, file, servers, gateway } = deployment;
    const places = this.#unstated.filter(({ uri }) => servers.has(uri));
    if (places.length === 0 || gateway || this.#voices.some((uri) => servers.has(uri) || places.some((place) => parentUri(place.uri) === parentUri(uri))))
      return [];
    const group = places.toSorted((a, b) => rank(a.policy) - rank(b.policy)).map(refOf);
    return [{ client: refOf(client), servers: [group], strength: 'pinned', how: pinnedBy(deployment), deployment: name, pinnedIn: file }];
  }

  #byFolder(client: Placed): Pairing[] {
    for (let depth = client.folder.length; depth >= 0; depth--) {
      const found = this.#homes.get(folderKey(client.root, client.folder.slice(0, depth)));
      if (!found) continue;
      const base = client.folder.slice(0, depth);
      const isBelow = (uri: string): boolean => isUnder(uri, client.root) && base.every((segment, index) => folderOf(uri)[index] === segment);
      // What the project file puts elsewhere is elsewhere, and whoever else may have a say leaves open what the server has.
      const servers = found.servers.filter((server) => this.#pinned.withServer(server.uri).length === 0 && this.#names?.excludes(client, server) !== true);
      if (servers.length === 0 || this.#voices.some(isBelow)) return [];
      const pairing = pairInHome(client, found.home, servers, 'server script');
      return pairing ? [pairing] : [];
    }
    return [];
  }
}

/** A script that sets the server up says most. */
function rank({ defaultBy }: IPsecPolicy): number {
  return defaultBy === 'installation' ? 0 : 1;
}
