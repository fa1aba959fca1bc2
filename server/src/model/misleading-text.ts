import { endOfLine, lineStart } from '../core/lines.ts';
import { lastAtOrBefore } from '../core/search.ts';
import type { Location } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { MISLEADING, misleadingCharacter, type MisleadingCharacter } from '../knowledge/misleading-characters.ts';

/** One character that misleads, and what it stands in. */
export interface Misleading extends MisleadingCharacter {
  readonly span: Span;
}

/** Where such a character stands: in what a program reads, in a text for people, or in a comment. */
export type Region = 'code' | 'prose' | 'comment';

/** The characters of one line that mislead, in one region of it and in the order of the text; at least one. */
export interface MisleadingLine {
  readonly characters: readonly Misleading[];
  readonly region: Region;
  /** Whether letters, digits or the punctuation of names stand in front of the first one, and behind it. */
  readonly behindWord: boolean;
  readonly beforeWord: boolean;
}

/** The same as a fact of a file. */
export interface MisleadingText extends MisleadingLine {
  readonly at: Location;
  /** Those of all lines of the file, in the order of the text. */
  readonly inFile: readonly Misleading[];
  /** Whether the file is what a program printed: nobody changes that. */
  readonly isPrinted: boolean;
}

/** What a notation says of its own text. */
export interface TextRegions {
  readonly comments: readonly Span[];
  /** Where a no-break space is a character of a value; absent: everywhere. */
  readonly noBreakSpaces?: readonly Span[];
  /** What is told of elsewhere. */
  readonly except: readonly Span[];
}

/** Asked of every text at every keystroke. Half of an emoji is in it, too, since a pattern that knows whole characters is slower. */
const MAY_MISLEAD = /[\0\u00a0\u00ad\u061c\u200b-\u200f\u202a-\u202f\u2060-\u2064\u2066-\u2069\ud800-\udfff\ufeff]/;

/** What stands in front of a text that is written for people, on its line. */
const PROSE =
  /(?:^|[\s;{|("'])-?(?:Write-(?:Host|Output|Warning|Verbose|Information|Error|Debug|Progress)|echo|title|throw|description|comment|notes)\b|"(?:display_?name|description|comment|notes)"\s{0,20}:|<(?:Description|Comment|Notes)>/i;
/** How far back on a line it is looked for. */
const MOST_OF_LINE = 500;

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Letters that joiners stand beside. */
const JOINED =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
/** Letters of scripts that have no blanks between words. */
const WITHOUT_BLANKS = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;
const WORD = /[\p{L}\p{M}\p{N}_.-]/u;
const BLACK_FLAG = 0x1f3f4;
/** As long as the tags of a flag may be. */
const MOST_TAGS = 16;

/** The characters that may mislead whoever reads a text, line by line. Never throws for any text. The regions are asked for only if there may be some; `undefined`: nothing is known of the text. */
export function misleadingLines(text: string, regions: () => TextRegions | undefined): readonly MisleadingLine[] {
  if (!MAY_MISLEAD.test(text)) return [];
  const lines: { characters: Misleading[]; region: Region; behindWord: boolean; beforeWord: boolean; start: number }[] = [];
  const given = regions();
  if (!given) return [];
  const asked = new Asked(given);
  let line: LineOfText | undefined;
  for (const match of text.matchAll(MISLEADING)) {
    const start = match.index;
    const character = misleadingCharacter(match[0].codePointAt(0) ?? 0);
    if (!character) continue;
    if (asked.isExcepted(start)) continue;
    if (!line || start >= line.end) line = lineAt(text, start);
    const region = asked.isComment(start) ? 'comment' : isProse(text, line.start, start) ? 'prose' : 'code';
    if (!misleads(text, start, character, region, line) || (character.kind === 'blank' && !asked.isOwnBlank(start))) continue;
    const found: Misleading = { ...character, span: { start, end: start + match[0].length } };
    const last = lines.at(-1);
    if (last?.start === line.start && last.region === region) last.characters.push(found);
    else {
      const behindWord = WORD.test(characterBefore(text, start));
      lines.push({ characters: [found], region, behindWord, beforeWord: WORD.test(characterAt(text, found.span.end)), start: line.start });
    }
  }
  return lines;
}

/** Regions in an order in which they can be searched. */
class Asked {
  readonly #comments: readonly Span[];
  readonly #except: readonly Span[];
  readonly #noBreakSpaces: readonly Span[] | undefined;

  constructor({ comments, except, noBreakSpaces }: TextRegions) {
    this.#comments = inOrder(comments);
    this.#except = inOrder(except);
    this.#noBreakSpaces = noBreakSpaces && inOrder(noBreakSpaces);
  }

  isComment(offset: number): boolean {
    return isIn(this.#comments, offset);
  }

  isExcepted(offset: number): boolean {
    return isIn(this.#except, offset);
  }

  isOwnBlank(offset: number): boolean {
    return this.#noBreakSpaces === undefined || isIn(this.#noBreakSpaces, offset);
  }
}

/** Spans by their starts, those that touch or overlap made one. */
function inOrder(spans: readonly Span[]): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

function isIn(spans: readonly Span[], offset: number): boolean {
  const span = spans[lastAtOrBefore(spans, offset, ({ start }) => start)];
  return span !== undefined && span.start <= offset && offset < span.end;
}

/** A line that has a candidate. What is asked of it as a whole is worked out once. */
interface LineOfText extends Span {
  readonly hasRightToLeft: boolean;
  /** Offsets of the characters that set an order and end it on the line. */
  readonly paired: ReadonlySet<number>;
}

function lineAt(text: string, offset: number): LineOfText {
  const start = lineStart(text, offset);
  const end = Math.max(endOfLine(text, offset), offset + 1);
  const line = text.slice(start, end);
  return { start, end, hasRightToLeft: RIGHT_TO_LEFT.test(line), paired: pairedOrders(line, start) };
}

const ISOLATE = /[\u2066-\u2068]/;

/** The embeddings and isolates that end on their line, with their ends. An override is none of them: it turns round what stands in it, whatever that is. */
function pairedOrders(line: string, start: number): ReadonlySet<number> {
  const paired = new Set<number>();
  const open: { readonly at: number; readonly sign: string }[] = [];
  for (const { 0: sign, index: at } of line.matchAll(/[\u202a-\u202e\u2066-\u2069]/g)) {
    const last = open.at(-1);
    if (sign !== '\u202c' && sign !== '\u2069') open.push({ at, sign });
    else if (last && ISOLATE.test(last.sign) === (sign === '\u2069')) {
      open.pop();
      if (last.sign !== '\u202d' && last.sign !== '\u202e') paired.add(start + last.at).add(start + at);
    }
  }
  return paired;
}

function isProse(text: string, start: number, offset: number): boolean {
  return PROSE.test(text.slice(Math.max(start, offset - MOST_OF_LINE), offset));
}

/** Whether a character is none that belongs where it stands. */
function misleads(text: string, at: number, { kind }: MisleadingCharacter, region: Region, line: LineOfText): boolean {
  // Where right-to-left text stands among other text, it is written with pairs of them.
  if (kind === 'order') return !(line.hasRightToLeft && line.paired.has(at));
  if (region !== 'code') return false;
  switch (kind) {
    case 'mark':
      return !line.hasRightToLeft;
    case 'joiner':
      return !isJoined(text, at);
    case 'space':
      return !(WITHOUT_BLANKS.test(characterBefore(text, at)) && WITHOUT_BLANKS.test(characterAt(text, at + 1)));
    case 'tag':
      return !isInFlag(text, at);
    // A byte order mark at the start says how the file is stored.
    case 'invisible':
      return at > 0 || text.charCodeAt(0) !== 0xfeff;
    default:
      return true;
  }
}

function isJoined(text: string, at: number): boolean {
  const before = text[at - 1] === '\ufe0f' ? characterBefore(text, at - 1) : characterBefore(text, at);
  if (JOINED.test(before)) return true;
  return text[at] === '\u200d' && EMOJI.test(before) && EMOJI.test(characterAt(text, at + 1));
}

/** The flags of parts of countries are a black flag with the letters of the part. */
function isInFlag(text: string, at: number): boolean {
  for (let tags = 0, offset = at; tags < MOST_TAGS; tags++, offset -= 2) {
    const code = characterBefore(text, offset).codePointAt(0) ?? 0;
    if (code === BLACK_FLAG) return true;
    if (code < 0xe0020 || code > 0xe007f) return false;
  }
  return false;
}

function characterBefore(text: string, offset: number): string {
  const pair = text.slice(Math.max(0, offset - 2), offset);
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : pair.slice(-1);
}

function characterAt(text: string, offset: number): string {
  const code = text.codePointAt(offset);
  return code === undefined ? '' : String.fromCodePoint(code);
}
