import type { Span } from '../../core/span.ts';

/** One word of a line, without quotes. */
export interface HaproxyWord {
  readonly text: string;
  /** As it is written, quotes included. */
  readonly span: Span;
  /** Whether something of it is only known where it runs: a variable of the environment. */
  readonly filledIn: boolean;
}

/** One line: its keyword and what follows. */
export interface HaproxyLine {
  readonly words: readonly HaproxyWord[];
  readonly span: Span;
}

/** `frontend web`, `defaults` … with its lines. */
export interface HaproxySection {
  /** `frontend`, `backend`, `listen`, `udp-lb`, `defaults` … */
  readonly kind: string;
  readonly name?: HaproxyWord;
  readonly head: HaproxyLine;
  readonly lines: readonly HaproxyLine[];
  readonly span: Span;
}

export interface HaproxyConfig {
  readonly sections: readonly HaproxySection[];
  readonly comments: readonly Span[];
}

const SECTIONS: ReadonlySet<string> = new Set(
  'global defaults frontend backend listen udp-lb peers userlist mailers resolvers program http-errors ring cache fcgi-app log-forward log-profile crt-store traces acme'.split(
    ' ',
  ),
);

/** The sections of a configuration of HAProxy. Never throws. Source: HAProxy Configuration Manual, section 2. */
export function parseHaproxy(text: string): HaproxyConfig {
  const sections: { kind: string; name?: HaproxyWord; head: HaproxyLine; lines: HaproxyLine[]; span: { start: number; end: number } }[] = [];
  const comments: Span[] = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = wordsOf(text, match.index, match.index + match[0].length, comments);
    const [keyword, name] = line.words;
    if (!keyword) continue;
    if (SECTIONS.has(keyword.text)) sections.push({ kind: keyword.text, ...(name && { name }), head: line, lines: [], span: { ...line.span } });
    else {
      const section = sections.at(-1);
      section?.lines.push(line);
      if (section) section.span.end = line.span.end;
    }
  }
  return { sections, comments };
}

function wordsOf(text: string, start: number, end: number, comments: Span[]): HaproxyLine {
  const words: HaproxyWord[] = [];
  let at = start;
  while (at < end) {
    const character = text.charAt(at);
    if (/\s/.test(character)) at++;
    else if (character === '#') {
      comments.push({ start: at, end });
      break;
    } else {
      const word = readWord(text, at, end);
      words.push(word);
      at = word.span.end;
    }
  }
  return { words, span: { start: words[0]?.span.start ?? start, end: words.at(-1)?.span.end ?? start } };
}

/** Backslashes escape outside of quotes and in double ones; `$` stands for a variable in double quotes only. */
function readWord(text: string, start: number, end: number): HaproxyWord {
  let at = start;
  let value = '';
  let quote = '';
  let filledIn = false;
  for (; at < end; at++) {
    const character = text.charAt(at);
    if (quote === '' && (/\s/.test(character) || character === '#')) break;
    if (character === '\\' && quote !== "'" && at + 1 < end) value += text.charAt(++at);
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
    else {
      if (character === '$' && quote === '"') filledIn = true;
      value += character;
    }
  }
  return { text: value, span: { start, end: at }, filledIn };
}
