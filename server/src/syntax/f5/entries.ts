import { itemsOf } from './items.ts';
import type { Statement } from './statement.ts';
import type { Item } from './tree.ts';

/** A setting: its word, what a command does with a list, and its values. */
export interface Entry {
  readonly key: string;
  readonly at: Item;
  /** `add`, `delete`, `modify`, `replace-all-with`: what happens to a list. Absent in files of objects. */
  readonly modifier?: string;
  readonly values: readonly Item[];
  /** Behind its last value. */
  readonly end: number;
}

const MODIFIERS: ReadonlySet<string> = new Set(['add', 'delete', 'modify', 'replace-all-with']);

/** What the words of a body are, as far as a notation in which blanks separate everything needs that. */
export interface Vocabulary {
  /** Settings that stand alone, or before `yes` or `no`: `enabled` of a virtual server, `enabled no` of its address. */
  readonly flags: ReadonlySet<string>;
  /** Settings with a value. */
  readonly valued: ReadonlySet<string>;
}

/** The settings of a statement, in their order. */
export function entriesOf(text: string, { body, quoting, variables }: Statement, vocabulary: Vocabulary): readonly Entry[] {
  const items = itemsOf(text, body, quoting, variables);
  const [only] = items;
  // A command may have its settings in braces.
  const inner = quoting !== 'object' && items.length === 1 && only?.kind === 'group' ? only.items : items;
  return entries(text, inner, vocabulary, quoting === 'object' || inner !== items);
}

/**
 * Words as settings. Where lines count, a setting that the vocabulary does not have takes all of its line.
 */
export function entries(text: string, items: readonly Item[], { flags, valued }: Vocabulary, lines: boolean): readonly Entry[] {
  const result: Entry[] = [];
  let index = 0;
  const severalLines = lines && items.some(({ first }, at) => at > 0 && first);
  for (let at = items[index]; at; at = items[index]) {
    index++;
    // A group without a word before it belongs to nothing that is understood.
    const key = at.kind === 'group' ? '' : text.slice(at.start, at.end);
    const values: Item[] = [];
    let modifier: string | undefined;
    const next = items[index];
    const goesOn = (item: Item | undefined): item is Item => item !== undefined && (item.kind === 'group' || !lines || !item.first);
    const word = next?.kind === 'word' ? text.slice(next.start, next.end) : '';
    if (key !== '' && (!flags.has(key) || word === 'yes' || word === 'no') && goesOn(next)) {
      if (MODIFIERS.has(word) && items[index + 1]?.kind !== undefined) {
        modifier = word;
        index++;
      }
      const value = items[index];
      if (goesOn(value)) {
        values.push(value);
        index++;
      }
      if (key === 'monitor') index = takeMonitors(text, items, index, values, goesOn);
      else if (!valued.has(key) && severalLines) {
        for (let more = items[index]; goesOn(more); more = items[index]) {
          values.push(more);
          index++;
        }
      }
    }
    result.push({ key, at, values, end: values.at(-1)?.end ?? at.end, ...(modifier !== undefined && { modifier }) });
  }
  return result;
}

/** `a and b`, `min 1 of { a b }`. */
function takeMonitors(text: string, items: readonly Item[], start: number, values: Item[], goesOn: (item: Item | undefined) => item is Item): number {
  let index = start;
  const [first] = values;
  const word = (item: Item | undefined): string => (item?.kind === 'word' ? text.slice(item.start, item.end) : '');
  if (first && word(first) === 'min') {
    for (let item = items[index]; item && goesOn(item); item = items[index]) {
      values.push(item);
      index++;
      if (item.kind === 'group') return index;
    }
    return index;
  }
  for (;;) {
    const [and, name] = [items[index], items[index + 1]];
    if (word(and) !== 'and' || !goesOn(and) || !goesOn(name)) break;
    values.push(and, name);
    index += 2;
  }
  return index;
}

/** An entry of a list in braces, such as a member of a pool: its name and the settings in its own braces. */
export interface ListItem {
  readonly name: Item;
  readonly settings?: Item;
  readonly end: number;
}

/** What a list holds. */
export function listItems(items: readonly Item[]): readonly ListItem[] {
  const result: ListItem[] = [];
  for (const [index, name] of items.entries()) {
    if (name.kind === 'group') continue;
    const next = items[index + 1];
    const settings = next?.kind === 'group' ? next : undefined;
    result.push({ name, ...(settings && { settings }), end: settings?.end ?? name.end });
  }
  return result;
}
