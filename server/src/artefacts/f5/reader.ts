import type { Location } from '../../core/source-file.ts';
import type { Span } from '../../core/span.ts';
import type { Anchors } from '../../model/facts.ts';
import type { Remembering } from '../../core/once.ts';
import { byDefault, stated, UNKNOWN, type Reference, type Setting } from '../../model/load-balancer/setting.ts';
import type { Configuration, F5Object, Placed, PlacedItem } from './configuration.ts';
import { wordOf, wordSpan } from './names.ts';

/** Turns settings of objects into those of the model, each with its place. */
export class Reader implements Remembering {
  readonly remembered = new Map<unknown, unknown>();
  readonly configuration: Configuration;
  readonly anchors: Anchors;

  constructor(configuration: Configuration, anchors: Anchors) {
    this.configuration = configuration;
    this.anchors = anchors;
  }

  get text(): string {
    return this.configuration.text;
  }

  /** Where an object is named. */
  at(object: F5Object): Location {
    const { name, kindSpan, quoting } = object.definition;
    return this.anchors.at(name ? wordSpan(this.text, name, quoting) : kindSpan, object.key);
  }

  whole(object: F5Object): Location {
    const { start, end } = object.definition.node;
    return this.anchors.at({ start, end }, `${object.key}/whole`);
  }

  /** The place of a setting's value, or of its word where it has none. */
  place(object: F5Object, placed: Placed, name = placed.entry.key): Location {
    return this.anchors.at(valueSpan(this.text, placed), `${object.key}/${name}`);
  }

  /** A part of an object. */
  part(object: F5Object, span: Span, name: string): Location {
    return this.anchors.at(span, `${object.key}/${name}`);
  }

  /** What the one value of a setting says, without quotes. */
  word({ entry, statement }: Placed): string | undefined {
    const [value] = entry.values;
    return value && value.kind !== 'group' ? wordOf(this.text, value, statement.quoting) : undefined;
  }

  /** A setting of one word. Without one it is the default, unless only changes of the object are known. */
  setting<T>(object: F5Object, keys: readonly string[], read: (word: string) => T | undefined, otherwise: T | undefined): Setting<T> {
    if (!object.closed) return UNKNOWN;
    const placed = object.last(...keys);
    if (!placed) return object.complete && otherwise !== undefined ? byDefault(otherwise) : UNKNOWN;
    const word = this.word(placed);
    const value = word === undefined ? undefined : read(word);
    return value === undefined ? UNKNOWN : stated(value, this.place(object, placed));
  }

  /** A setting that names objects. */
  references(object: F5Object, items: readonly PlacedItem[]): Reference[] {
    return items.map(({ word, name, statement }) => {
      const full = this.configuration.resolve(word, statement);
      return { name: full, at: this.part(object, wordSpan(this.text, name, statement.quoting), `uses/${full}`) };
    });
  }

  /** The references of a list; the default where it is not written. */
  referenceList(object: F5Object, key: string): Setting<readonly Reference[]> {
    if (!object.closed) return UNKNOWN;
    const items = object.list(key);
    const placed = object.last(key);
    if (!items) return UNKNOWN;
    return placed ? stated(this.references(object, items), this.place(object, placed)) : byDefault([]);
  }
}

/** Where the values of a setting stand; those of a string without its quotes. */
function valueSpan(text: string, { entry, statement }: Placed): Span {
  const [first] = entry.values;
  const last = entry.values.at(-1);
  if (!first || !last) return { start: entry.at.start, end: entry.at.end };
  if (first === last && first.kind !== 'group') return wordSpan(text, first, statement.quoting);
  return { start: first.start, end: last.end };
}
