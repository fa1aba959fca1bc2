import type { Edit } from './edit.ts';
import { lastAtOrBefore } from './search.ts';
import { compareSpans, overlaps, type Span } from './span.ts';

/** Edits that do not clash, and are found by their places. That takes much the same time however many they are. */
export class EditSet {
  /** By the URI of the file, in the order of their places. As none lies within another one, their ends are in order as well. */
  readonly #byFile = new Map<string, Edit[]>();
  #size = 0;

  constructor(edits: readonly Edit[] = []) {
    this.add(edits);
  }

  get size(): number {
    return this.#size;
  }

  /** All of them, those of a file together and in order. */
  all(): Edit[] {
    return [...this.#byFile.values()].flat();
  }

  /** Those of each file, in order, by the URI of the file. */
  byFile(): ReadonlyMap<string, readonly Edit[]> {
    return this.#byFile;
  }

  /** @param edits that meet none which are in the set */
  add(edits: readonly Edit[]): void {
    for (const edit of edits) {
      const list = this.#byFile.get(edit.file.uri);
      if (!list) this.#byFile.set(edit.file.uri, [edit]);
      else {
        let at = lastAtOrBefore(list, edit.span.start, ({ span }) => span.start) + 1;
        // Of several that begin there, an insertion comes first.
        if (at > 0 && compareSpans(list[at - 1]?.span ?? edit.span, edit.span) > 0) at--;
        list.splice(at, 0, edit);
      }
      this.#size++;
    }
  }

  /** Those that overlap a span of a file. */
  meeting(uri: string, span: Span): Edit[] {
    const list = this.#byFile.get(uri) ?? [];
    const found: Edit[] = [];
    for (let at = lastAtOrBefore(list, span.start - 1, (edit) => edit.span.end) + 1; ; at++) {
      const edit = list[at];
      if (!edit || edit.span.start > span.end) return found;
      if (overlaps(edit.span, span)) found.push(edit);
    }
  }
}
