import { inCurrentSet } from '../../knowledge/registry-path.ts';
import type { RegistryWrite } from './write.ts';

/** The writes of each value, in the order of their file. Those in a control set by its number are among them: they may be of the same value. */
export class SameValue {
  readonly #byValue = new Map<string, RegistryWrite[]>();

  constructor(writes: readonly RegistryWrite[]) {
    for (const write of writes) {
      const id = idOf(write);
      const found = this.#byValue.get(id);
      if (found) found.push(write);
      else this.#byValue.set(id, [write]);
    }
  }

  /** All writes of the value of one, itself among them. */
  of(write: RegistryWrite): readonly RegistryWrite[] {
    return this.#byValue.get(idOf(write)) ?? [];
  }

  /** One list for each value. */
  all(): Iterable<readonly RegistryWrite[]> {
    return this.#byValue.values();
  }
}

function idOf({ path, name }: RegistryWrite): string {
  return `${path.value.hive}\\${inCurrentSet(path.value.key)}\\\\${name.value}`.toLowerCase();
}
