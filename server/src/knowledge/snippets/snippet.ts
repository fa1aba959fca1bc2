/** A block of commands or elements that an administrator inserts and adapts. */
export interface Snippet {
  /** Kebab-case; never changes, since people bind keys to it. */
  readonly id: string;
  /** What is typed to get it; always begins with `aovpn`. */
  readonly prefix: string;
  /** What the list of completions shows. */
  readonly title: string;
  readonly language: 'powershell' | 'bat' | 'reg' | 'xml' | 'bigip' | 'citrix-adc';
  readonly description: string;
  /** Lines in VS Code's snippet syntax. One tab is one level of indentation. */
  readonly body: readonly string[];
}

/** A part of a line that is snippet syntax already. */
class Syntax {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
export type { Syntax };

/** A tab stop with a default. Stops of one number are one text that is edited at all its places at once. */
export function placeholder(stop: number, text: string): Syntax {
  return new Syntax(`\${${stop}:${escaped(text)}}`);
}

/** A tab stop with a list to choose from; the first one is the default. One choice is no choice and becomes plain text. */
export function choice(stop: number, texts: readonly string[]): Syntax {
  const [only, ...more] = texts;
  if (more.length === 0) return new Syntax(escaped(only ?? ''));
  return new Syntax(`\${${stop}|${texts.map((text) => text.replace(/[\\,|]/g, '\\$&')).join(',')}|}`);
}

/** One line of a body: everything but placeholders is text and gets escaped. */
export function line(texts: TemplateStringsArray, ...values: readonly (string | Syntax)[]): string {
  return texts.map((text, index) => escaped(text) + valueOf(values[index] ?? '')).join('');
}

function valueOf(value: string | Syntax): string {
  return value instanceof Syntax ? value.text : escaped(value);
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** An escaped character, `$1`, `${1}`, `${1:text}` or `${1|a,b|}`. */
const STOP = /\\([\\$}])|\$(\d+)|\$\{(\d+)(?:\}|:((?:\\.|[^\\}])*)\}|\|((?:\\.|[^\\|])*)\|\})/g;

/**
 * The same body with the text of each tab stop at its first place only, as the syntax wants it: later places of the same number
 * repeat whatever is typed there.
 */
export function linked(body: readonly string[]): string[] {
  const seen = new Set<string>();
  return body.map((text) =>
    text.replace(STOP, (all, _literal: string | undefined, short: string | undefined, long: string | undefined) => {
      const stop = short ?? long;
      if (stop === undefined || !seen.has(stop)) {
        if (stop !== undefined) seen.add(stop);
        return all;
      }
      return `\${${stop}}`;
    }),
  );
}

/** The text of a snippet with every placeholder replaced by its default, or by the first choice. */
export function plainText({ body }: Pick<Snippet, 'body'>): string {
  const text = body.join('\n');
  const defaults = new Map<string, string>();
  for (const [, , , stop, named, choices] of text.matchAll(STOP)) {
    const value = named ?? choices?.split(/(?<!\\),/)[0];
    if (stop !== undefined && value !== undefined) defaults.set(stop, unescaped(value));
  }
  return text.replace(STOP, (_, literal: string | undefined, short: string | undefined, long: string | undefined) => literal ?? defaults.get(short ?? long ?? '') ?? '');
}

/** A text of a snippet without what its placeholders say. */
export function withoutDefaults(text: string): string {
  return text.replace(STOP, (_, literal: string | undefined) => literal ?? '');
}

/** The same snippet with each of its texts rewritten, as another notation around it needs them; `undefined` where one cannot be. */
export function rewritten(text: string, by: (text: string) => string | undefined): string | undefined {
  let result = '';
  let plain = '';
  const lost: string[] = [];
  const changed = (part: string): string => {
    const found = by(part);
    if (found === undefined) lost.push(part);
    return found ?? '';
  };
  const flush = (): void => {
    if (plain !== '') result += escaped(changed(plain));
    plain = '';
  };
  let at = 0;
  for (const match of text.matchAll(STOP)) {
    const [all, literal, , long, named, choices] = match;
    plain += text.slice(at, match.index) + (literal ?? '');
    at = match.index + all.length;
    if (literal !== undefined) continue;
    flush();
    const stop = Number(long);
    if (named !== undefined) result += placeholder(stop, changed(unescaped(named))).text;
    else if (choices !== undefined) result += choice(stop, choices.split(/(?<!\\),/).map((each) => changed(unescaped(each)))).text;
    else result += all;
  }
  plain += text.slice(at);
  flush();
  return lost.length === 0 ? result : undefined;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}
