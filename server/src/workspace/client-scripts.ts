import { push } from '../core/groups.ts';
import { hostUri, parentUri } from '../core/uri.ts';
import type { Facts } from '../model/facts.ts';
import type { Analysis } from './analysis.ts';
import type { PinnedDeployment } from './pairing.ts';

/**
 * Which scripts give connections an IPsec policy by cmdlet. A profile without a suite may be that of such a connection: nothing in it says what
 * it is called once it is deployed.
 */
export class ClientScripts {
  readonly #byFolder = new Map<string, string[]>();
  /** Those that set policies of connections which they do not make themselves. */
  readonly #ofOthers: readonly string[];
  readonly #all: ReadonlySet<string>;
  readonly #pinned: readonly PinnedDeployment[];

  constructor(analyses: readonly Analysis[], pinned: readonly PinnedDeployment[]) {
    const scripts = analyses.flatMap(({ file, facts }) => {
      const whose = policiesByCmdlet(facts);
      return whose ? [{ uri: file.uri, whose }] : [];
    });
    this.#all = new Set(scripts.map(({ uri }) => uri));
    this.#ofOthers = scripts.flatMap(({ uri, whose }) => (whose === 'others' ? [uri] : []));
    for (const uri of this.#ofOthers) push(this.#byFolder, parentUri(uri), uri);
    this.#pinned = pinned;
  }

  /** Whether a script may set the policy of what a file states: the one it stands in, one beside it, or one of its deployment. */
  reach(uri: string): boolean {
    const host = hostUri(uri);
    if (this.#all.has(host)) return true;
    if (this.#ofOthers.length === 0) return false;
    const together = this.#pinned.filter(({ clients }) => clients.has(uri));
    if (together.length > 0) return together.some(({ clients }) => this.#ofOthers.some((script) => clients.has(script)));
    // One that the project file puts elsewhere is elsewhere.
    return (this.#byFolder.get(parentUri(host)) ?? []).some((script) => !this.#pinned.some(({ clients }) => clients.has(script)));
  }
}

/** Whose policies the commands of a script set: only those of connections that it adds itself, or `others` as well; `undefined` without any. */
export function policiesByCmdlet({ policies, calls = [] }: Facts): 'own' | 'others' | undefined {
  const set = policies.filter(({ form, kind }) => form === 'client-cmdlet' && kind !== 'system-default');
  if (set.length === 0) return undefined;
  const added = new Set(calls.flatMap(({ cmdlet, connection }) => (cmdlet === 'Add-VpnConnection' && connection !== undefined ? [connection] : [])));
  const isOwn = ({ span }: { span: { start: number } }): boolean =>
    calls.some(({ at, connection }) => at.span.start === span.start && connection !== undefined && added.has(connection));
  return set.every(({ at }) => isOwn(at)) ? 'own' : 'others';
}
