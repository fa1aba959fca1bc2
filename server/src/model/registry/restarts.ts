import { lastAtOrBefore } from '../../core/search.ts';
import { serviceByName } from '../../knowledge/services.ts';
import type { ServiceRestart } from './write.ts';

/** What is asked about the restarts of a file, worked out in one go: a script may have thousands of them. */
export class Restarts {
  /** Offset of the last restart of each service, by its name. */
  readonly #last = new Map<string, number>();
  /** That of the last one of the computer, or of a service that is not known by its name. */
  readonly #lastOfAny: number;
  readonly #inFunction: boolean;
  /** Services that are restarted in functions; `undefined` is any. */
  readonly #ofFunctions = new Set<string | undefined>();
  readonly #offsets: readonly number[];

  constructor(restarts: readonly ServiceRestart[]) {
    let lastOfAny = -1;
    for (const { service, offset, inFunction } of restarts) {
      const name = typeof service === 'string' ? undefined : serviceByName(service.value)?.name;
      const isAny = typeof service === 'string';
      if (isAny) lastOfAny = Math.max(lastOfAny, offset);
      if (name !== undefined) this.#last.set(name, Math.max(this.#last.get(name) ?? -1, offset));
      if (inFunction && (isAny || name !== undefined)) this.#ofFunctions.add(name);
    }
    this.#lastOfAny = lastOfAny;
    this.#inFunction = restarts.some(({ inFunction }) => inFunction === true);
    this.#offsets = restarts.map(({ offset }) => offset).sort((a, b) => a - b);
  }

  /** Whether one of these services, the computer, or what is not known is restarted at an offset or behind it. */
  isBehind(offset: number, services: readonly string[]): boolean {
    return this.#lastOfAny >= offset || services.some((service) => (this.#last.get(service) ?? -1) >= offset);
  }

  /** Whether a function restarts the service, the computer, or what is not known: it runs when it is called, not where it stands. */
  isInFunction(service: string): boolean {
    return this.#ofFunctions.has(undefined) || this.#ofFunctions.has(service);
  }

  /** Whether anything restarts the service, the computer, or what is not known, wherever it stands. */
  isAnywhere(service: string): boolean {
    return this.isBehind(0, [service]);
  }

  /** Whether something is restarted between two offsets, or in a function. */
  isBetween(one: number, other: number): boolean {
    if (this.#inFunction) return true;
    const next = this.#offsets[lastAtOrBefore(this.#offsets, one, (offset) => offset) + 1];
    return next !== undefined && next < other;
  }
}
