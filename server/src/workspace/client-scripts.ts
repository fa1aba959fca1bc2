import { hostUri, parentUri } from '../core/uri.ts';
import type { Facts } from '../model/facts.ts';
import type { Analysis } from './analysis.ts';
import type { PinnedDeployment } from './pairing.ts';
import type { PinnedFiles } from './pinned-files.ts';

/**
 * Which scripts give connections an IPsec policy by cmdlet. A profile without a suite may be that of such a connection: nothing in it says what
 * it is called once it is deployed.
 */
export class ClientScripts {
  readonly #scripts: ReadonlySet<string>;
  /** Of the project files, those with a script that sets policies of connections which it does not make itself. */
  readonly #deployments: ReadonlySet<PinnedDeployment>;
  /** Where such a script lies that no project file puts elsewhere. */
  readonly #folders: ReadonlySet<string>;
  readonly #pinned: PinnedFiles;

  constructor(analyses: readonly Analysis[], pinned: PinnedFiles) {
    const scripts = analyses.flatMap(({ file: { uri }, facts }) => {
      const whose = policiesByCmdlet(facts);
      return whose ? [{ uri, whose }] : [];
    });
    const ofOthers = scripts.flatMap(({ uri, whose }) => (whose === 'others' ? [uri] : []));
    this.#scripts = new Set(scripts.map(({ uri }) => uri));
    this.#deployments = new Set(ofOthers.flatMap((uri) => pinned.withClient(uri)));
    this.#folders = new Set(ofOthers.filter((uri) => pinned.withClient(uri).length === 0).map(parentUri));
    this.#pinned = pinned;
  }

  /** Whether a script may set the policy of what a file states: the one it stands in, one of its deployment, or without any one beside it. */
  reach(uri: string): boolean {
    if (this.#scripts.size === 0) return false;
    const host = hostUri(uri);
    if (this.#scripts.has(host)) return true;
    const own = this.#pinned.withClient(uri);
    return own.length > 0 ? own.some((each) => this.#deployments.has(each)) : this.#folders.has(parentUri(host));
  }
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
