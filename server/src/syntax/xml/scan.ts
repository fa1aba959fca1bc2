import { BANG, BYTE_ORDER_MARK, LESS, QUESTION, SLASH } from './characters.ts';
import { Problems } from './problems.ts';
import { scanCData, scanComment, scanDoctype, scanInstruction } from './scan-markup.ts';
import { scanEndTag, scanStartTag } from './scan-tag.ts';
import { beginsMarkup, scanText } from './scan-text.ts';
import { Source } from './source.ts';
import type { Token } from './token.ts';

// No reader accepts these, and a file read in the wrong encoding is full of them.
const FORBIDDEN = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/;

/**
 * All tokens of a text, in order and without gaps, in time proportional to its length. Takes any text: what is wrong
 * with single tokens goes to `problems`; whether tags nest is not its business.
 */
export function scan(text: string, problems: Problems): Token[] {
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden !== null) {
    const code = text.charCodeAt(forbidden.index).toString(16).toUpperCase().padStart(4, '0');
    problems.add(
      'character',
      forbidden.index,
      forbidden.index + 1,
      `XML does not allow the character U+${code}. The file may be damaged or saved in another encoding than it declares.`,
    );
  }
  const tokens: Token[] = [];
  const source = new Source(text, problems);
  const start = startOf(text);
  for (let at = start; at < text.length;) {
    const token = nextToken(source, at, start);
    tokens.push(token);
    if (token.kind === 'start' || token.kind === 'end') source.behindOpenTag = !token.terminated;
    at = token.span.end;
  }
  return tokens;
}

/**
 * The name of the first start tag, read without what follows it: what the document is about, if it is XML at all.
 * `undefined` for a text without any. Whether the text is XML is for the caller to know: a page of prose that quotes a
 * tag has a root name too.
 */
export function rootName(text: string): string | undefined {
  const source = new Source(text, new Problems());
  const start = startOf(text);
  for (let at = start; at < text.length;) {
    const token = nextToken(source, at, start);
    if (token.kind === 'start') return token.name;
    at = token.span.end;
  }
  return undefined;
}

/** Behind a byte order mark, should one have been left in the text. */
function startOf(text: string): number {
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
}

function nextToken(source: Source, at: number, startOfDocument: number): Token {
  const { text } = source;
  if (text.charCodeAt(at) !== LESS || !beginsMarkup(source, at)) return scanText(source, at);
  switch (text.charCodeAt(at + 1)) {
    case SLASH:
      return scanEndTag(source, at);
    case QUESTION:
      return scanInstruction(source, at, startOfDocument);
    case BANG:
      if (text.startsWith('--', at + 2)) return scanComment(source, at);
      return text.startsWith('[', at + 2) ? scanCData(source, at) : scanDoctype(source, at);
    default:
      source.inContent = true;
      return scanStartTag(source, at);
  }
}
