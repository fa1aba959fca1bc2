import type { Location, SourceFile } from '../../core/source-file.ts';
import type { Span } from '../../core/span.ts';
import { Anchors } from '../../model/facts.ts';
import { stated, UNKNOWN, type Setting } from '../../model/load-balancer/setting.ts';
import { contentOf, wordOf, type Token } from '../../syntax/citrix-adc/tokens.ts';
import { settingOf, type Item, type Stated } from './appliance.ts';

/** The file that is read, and the places in it. */
export class Source {
  readonly file: SourceFile;
  readonly anchors: Anchors;

  constructor(file: SourceFile) {
    this.file = file;
    this.anchors = new Anchors(file);
  }

  /** What a word says. */
  word(token: Token): string {
    return wordOf(this.file.text, token);
  }

  /** A place under a key; that of a word is what stands between its quotes. */
  at(place: Span | Token, key: string): Location {
    const { start, end } = 'quote' in place ? contentOf(this.file.text, place) : place;
    return this.anchors.at({ start, end }, key);
  }

  /** The line of a command, without the blanks around it. */
  whole(item: Item, key: string): Location {
    return this.at({ start: item.command.verbSpan.start, end: item.command.line.end }, `${key}/whole`);
  }

  /**
   * An option as a value of the model: stated where it is written and `read` understands its words, the default of the appliance where nothing is
   * written, else unknown.
   */
  setting<T>(item: Item, name: string, key: string, fallback: Setting<T>, read: (words: readonly string[]) => T | undefined): Setting<T> {
    const found = settingOf(item, name);
    if (found === 'default') return fallback;
    if (found === 'unknown') return UNKNOWN;
    const span = spanOfValues(this.file.text, found);
    const value = span && read(found.option.values.map((token) => this.word(token)));
    return value === undefined || !span ? UNKNOWN : stated(value, this.at(span, `${key}/${name}`));
  }

  /** The one word of an option, in upper case; `undefined` where it is not written, or not known. */
  upper(item: Item, name: string): string | undefined {
    const found = settingOf(item, name);
    const [value] = typeof found === 'string' ? [] : found.option.values;
    return value && this.word(value).toUpperCase();
  }

  /** Whether an option surely says nothing else than the appliance does by itself. */
  isPlain(item: Item, name: string, plain: string): boolean {
    const found = settingOf(item, name);
    return found === 'default' || (found !== 'unknown' && this.upper(item, name) === plain);
  }
}

/** Where the values of an option stand, all of them together, without the quotes around them. */
function spanOfValues(text: string, { option }: Stated): Span | undefined {
  const [first, last] = [option.values[0], option.values.at(-1)];
  return first && last && { start: contentOf(text, first).start, end: contentOf(text, last).end };
}

/** A port from 0 to 65535; `undefined` for all else. */
export function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : NaN;
  return port <= 65_535 ? port : undefined;
}

/** A whole number without a sign. */
export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/u.test(text) ? Number(text) : undefined;
}
