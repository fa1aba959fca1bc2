import { hostUri, parentUri } from '../core/uri.ts';
import type { Facts } from '../model/facts.ts';
import type { Analysis } from './analysis.ts';
import type { PinnedDeployment } from './pairing.ts';

/**
 * Which scripts give connections an IPsec policy by cmdlet. A profile without a suite may be that of such a connection: nothing in it says what
 * it is called once it is deployed.
 */
export class ClientScripts {
  readonly #scripts: ReadonlySet<string>;
  /** Of the project files, those with a script that sets policies of connections which it does not make itself. */
  readonly #deployments: readonly PinnedDeployment[];
  /** Where such a script lies that no project file puts elsewhere. */
  readonly #folders: ReadonlySet<string>;
  readonly #pinned: readonly PinnedDeployment[];

  constructor(analyses: readonly Analysis[], pinned: readonly PinnedDeployment[]) {
    const scripts = analyses.flatMap(({ file: { uri }, facts }) => {
      const whose = policiesByCmdlet(facts);
      return whose ? [{ uri, whose }] : [];
    });
    const ofOthers = scripts.flatMap(({ uri, whose }) => (whose === 'others' ? [uri] : []));
    this.#scripts = new Set(scripts.map(({ uri }) => uri));
    this.#deployments = pinned.filter(({ clients }) => ofOthers.some((uri) => clients.has(uri)));
    this.#folders = new Set(ofOthers.filter((uri) => !isPinned(uri, pinned)).map(parentUri));
    this.#pinned = pinned;
  }

  /** Whether a script may set the policy of what a file states: the one it stands in, one of its deployment, or without any one beside it. */
  reach(uri: string): boolean {
    if (this.#scripts.size === 0) return false;
    const host = hostUri(uri);
    return this.#scripts.has(host) || (isPinned(uri, this.#pinned) ? isPinned(uri, this.#deployments) : this.#folders.has(parentUri(host)));
  }
}

function isPinned(uri: string, deployments: readonly PinnedDeployment[]): boolean {
  return deployments.some(({ clients }) => clients.has(uri));
}

/** Whose policies the commands of a script set: only those of connections that it adds itself, or `others` as well; `undefined` without any. */
export function policiesByCmdlet({ policies, calls = [], maySetClientPolicy }: Facts): 'own' | 'others' | undefined {
  if (maySetClientPolicy) return 'others';
  const set = policies.filter(({ form, kind }) => form === 'client-cmdlet' && kind !== 'system-default');
  if (set.length === 0) return undefined;
  const added = new Set(calls.flatMap(({ cmdlet, connection }) => (cmdlet === 'Add-VpnConnection' && connection !== undefined ? [connection] : [])));
  const own = new Set(calls.flatMap(({ at, connection }) => (connection !== undefined && added.has(connection) ? [at.span.start] : [])));
  return set.every(({ at }) => own.has(at.span.start)) ? 'own' : 'others';
}
