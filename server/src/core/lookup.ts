/** So few are gone through: a table of them would take more memory than it spares time. */
const FEW = 8;

/** Finds one of many by its key: the first that has it. The values must stay what they are. */
export class Lookup<T> {
  readonly #values: readonly T[];
  readonly #keyOf: (value: T) => string | undefined;
  #byKey: ReadonlyMap<string | undefined, T> | undefined;

  constructor(values: readonly T[], keyOf: (value: T) => string | undefined) {
    this.#values = values;
    this.#keyOf = keyOf;
  }

  get(key: string): T | undefined {
    if (this.#values.length <= FEW) return this.#values.find((value) => this.#keyOf(value) === key);
    // Of two with one key the later entry counts in a map.
    this.#byKey ??= new Map(this.#values.toReversed().map((value) => [this.#keyOf(value), value]));
    return this.#byKey.get(key);
  }
}
