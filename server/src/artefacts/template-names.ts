import { push } from '../core/groups.ts';
import { append } from '../core/lists.ts';

/** The parts of a load balancer in a template by their names, so that each of thousands of rules finds its own without going through all. */
export class NamedParts<T> {
  readonly #byName = new Map<string, { readonly part: T; readonly index: number }[]>();
  #longest = 0;

  constructor(parts: readonly T[], nameOf: (part: T) => string | undefined) {
    for (const [index, part] of parts.entries()) {
      const name = nameOf(part)?.toLowerCase();
      if (name === undefined) continue;
      push(this.#byName, name, { part, index });
      this.#longest = Math.max(this.#longest, name.length);
    }
  }

  /** Those in whose names an id in lower case ends, as in `resourceId('…', 'lb', 'probe')` or `…/probes/probe`; in their order. */
  endOf(id: string | undefined): T[] {
    if (id === undefined) return [];
    const found: { readonly part: T; readonly index: number }[] = [];
    // What closes the id may be a part of the name as well.
    for (let end = id.length; ; end--) {
      for (let start = end; start > 0 && end - start <= this.#longest; start--)
        if (/['/]/.test(id.charAt(start - 1))) append(found, this.#byName.get(id.slice(start, end)) ?? []);
      if (!/['")\]}]/.test(id.charAt(end - 1))) break;
    }
    return found.sort((a, b) => a.index - b.index).map(({ part }) => part);
  }
}
