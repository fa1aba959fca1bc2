import { push } from '../../core/groups.ts';
import { localName } from './names.ts';

/**
 * A list while changes are made to it, one after the other. Entries are known by their names without folder, and looked up by them: thousands
 * of changes of a list of thousands would each go through all of it.
 */
export class ChangedList<T extends { readonly word: string }> {
  /** Absent where an entry has been taken out. */
  readonly #items: (T | undefined)[] = [];
  /** Where the entries of a name stand. */
  readonly #places = new Map<string, number[]>();

  constructor(items: readonly T[]) {
    this.add(items);
  }

  get items(): T[] {
    return this.#items.filter((item) => item !== undefined);
  }

  add(items: readonly T[]): void {
    for (const item of items) {
      push(this.#places, localName(item.word), this.#items.length);
      this.#items.push(item);
    }
  }

  delete(items: readonly T[]): void {
    for (const { word } of items) {
      for (const place of this.#placesOf(word)) this.#items[place] = undefined;
      this.#places.delete(localName(word));
    }
  }

  /** Puts others in the place of entries with their names. Of several with one name the first counts. */
  modify(items: readonly T[]): void {
    for (const item of items.toReversed()) for (const place of this.#placesOf(item.word)) this.#items[place] = item;
  }

  #placesOf(word: string): readonly number[] {
    return this.#places.get(localName(word)) ?? [];
  }
}
