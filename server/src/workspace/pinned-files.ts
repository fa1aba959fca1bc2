import { push } from '../core/groups.ts';
import type { PinnedDeployment } from './pairing.ts';

/** Which of the deployments of project files name a file: there may be hundreds of both. */
export class PinnedFiles {
  readonly all: readonly PinnedDeployment[];
  readonly #order: ReadonlyMap<PinnedDeployment, number>;
  readonly #byFile = new Map<string, PinnedDeployment[]>();

  constructor(pinned: readonly PinnedDeployment[]) {
    this.all = pinned;
    this.#order = new Map(pinned.map((each, index) => [each, index]));
    for (const each of pinned) for (const uri of new Set([...each.clients, ...each.servers, ...each.loadBalancers])) push(this.#byFile, uri, each);
  }

  /** Those that name a file as a client, a server or a load balancer, in their order. */
  of(uri: string): readonly PinnedDeployment[] {
    return this.#byFile.get(uri) ?? [];
  }

  /** Those that name a file as a client. */
  withClient(uri: string): PinnedDeployment[] {
    return this.of(uri).filter(({ clients }) => clients.has(uri));
  }

  /** Those that name a file as a server. */
  withServer(uri: string): PinnedDeployment[] {
    return this.of(uri).filter(({ servers }) => servers.has(uri));
  }

  /** The place of a deployment among all. */
  indexOf(deployment: PinnedDeployment): number {
    return this.#order.get(deployment) ?? -1;
  }
}
