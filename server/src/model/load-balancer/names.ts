import { push } from '../../core/groups.ts';
import type { Listener, LoadBalancer, Persistence, Pool } from './load-balancer.ts';
import type { Monitor } from './monitor.ts';
import { valueOf, type Reference, type Setting } from './setting.ts';

/** What the names in the files of one load balancer stand for. Made once for all of its files. */
export class SharedNames {
  readonly balancers: readonly LoadBalancer[];
  readonly pools: Names<Pool>;
  readonly monitors: Names<Monitor>;
  readonly persistences: Names<Persistence>;
  readonly #listeners = new Map<string | undefined, Listener[]>();

  constructor(balancers: readonly LoadBalancer[]) {
    this.balancers = balancers;
    this.pools = new Names(balancers, ({ pools }) => pools);
    this.monitors = new Names(balancers, ({ monitors }) => monitors);
    this.persistences = new Names(balancers, ({ persistences }) => persistences);
    for (const listener of balancers.flatMap(({ listeners }) => listeners)) push(this.#listeners, valueOf(listener.address), listener);
  }

  /** The listeners of an address, and those of every address or one that is not known. */
  listenersFor(address: string): Listener[] {
    return [address, 'any', undefined].flatMap((each) => this.#listeners.get(each) ?? []);
  }
}

/** Objects of one kind by name. */
class Names<T extends { readonly name: string }> {
  readonly #objects = new Map<string, { readonly owner: LoadBalancer; readonly object: T }[]>();

  constructor(balancers: readonly LoadBalancer[], objectsOf: (balancer: LoadBalancer) => readonly T[]) {
    for (const owner of balancers) for (const object of objectsOf(owner)) push(this.#objects, object.name, { owner, object });
  }

  /** What the names in a file stand for; `undefined` where they are not known, or one of them stands for nothing or for several objects. */
  resolve(own: LoadBalancer, names: Setting<readonly Reference[]>): readonly T[] | undefined {
    const found = valueOf(names)?.map(({ name }) => this.#find(own, name));
    return found?.every((each) => each !== undefined) ? found : undefined;
  }

  /** The object of the file itself, else of the one other file that has it. */
  #find(own: LoadBalancer, name: string): T | undefined {
    const all = this.#objects.get(name) ?? [];
    const ofOwn = all.filter(({ owner }) => owner === own);
    const candidates = ofOwn.length > 0 ? ofOwn : all;
    return candidates.length === 1 ? candidates[0]?.object : undefined;
  }
}
