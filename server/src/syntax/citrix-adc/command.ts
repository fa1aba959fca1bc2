import type { Span } from '../../core/span.ts';
import { CHANGING_VERBS, optionName, type ChangingVerb, type KindName } from '../../knowledge/load-balancer/citrix-adc.ts';
import { firstWord, type Document, type Line } from './document.ts';
import { isBlank, tokensOf, type Token } from './tokens.ts';

/** `-option value …`: everything up to the next option. */
export interface Option {
  readonly token: Token;
  /** Full name as the product writes it; `undefined` where it is not known, or begins several names. */
  readonly name: string | undefined;
  readonly values: readonly Token[];
}

/** A command that changes an object of a kind which is understood. */
export interface Command {
  readonly line: Line;
  readonly verb: ChangingVerb;
  readonly verbSpan: Span;
  readonly kind: KindName;
  /** Its words, such as `lb vserver`. */
  readonly kindSpan: Span;
  /** What stands before the first option; the first one is the name of the object, except for modes. */
  readonly args: readonly Token[];
  readonly options: readonly Option[];
  /** Whether something of it may be missing: a quote has no end, or the line is broken. */
  readonly broken: boolean;
}

const VERBS: ReadonlySet<string> = new Set(CHANGING_VERBS);

/** The commands of a document that are understood, in their order. Never throws. */
export function commandsOf({ text, lines }: Document): Command[] {
  return lines.flatMap((line, index) => commandOn(text, line, lines[index + 1]?.kind === 'continuation') ?? []);
}

function commandOn(text: string, line: Line, continued: boolean): Command | undefined {
  if (line.kind !== 'command') return undefined;
  const verbSpan = wordAt(text, line.start, line.end);
  const verb = text.slice(verbSpan.start, verbSpan.end).toLowerCase();
  if (!VERBS.has(verb)) return undefined;
  const family = wordAt(text, verbSpan.end, line.end);
  const word = firstWord(text, family.start, line.end).toLowerCase();
  const found = kindOf(text, word, family, line.end);
  if (!found) return undefined;
  const { kind, kindSpan } = found;
  const tokens = tokensOf(text, kindSpan.end, line.end);
  const starts: number[] = [];
  for (const [index, token] of tokens.entries()) if (isOption(text, token)) starts.push(index);
  // Slices, since lists that have grown keep room for what never comes: in a large file, most of what it takes.
  const args = tokens.slice(0, starts[0]);
  const options = starts.length === 0 ? NO_OPTIONS : starts.flatMap((start, index) => optionOf(text, kind, tokens, start, starts[index + 1]) ?? []);
  return { line, verb: verb as ChangingVerb, verbSpan, kind, kindSpan, args, options, broken: continued || tokens.some(({ closed }) => !closed) };
}

const NO_OPTIONS: readonly Option[] = [];

function optionOf(text: string, kind: KindName, tokens: readonly Token[], start: number, end: number | undefined): Option | undefined {
  const token = tokens[start];
  return token && { token, name: optionName(kind, text.slice(token.start + 1, token.end)), values: tokens.slice(start + 1, end) };
}

/** Whether a word is the name of an option: a hyphen and a letter. */
function isOption(text: string, { start, end, quote }: Token): boolean {
  return quote === '' && end - start > 1 && text.charAt(start) === '-' && /[a-z]/iu.test(text.charAt(start + 1));
}

function kindOf(text: string, word: string, family: Span, end: number): { kind: KindName; kindSpan: Span } | undefined {
  switch (word) {
    case 'service':
    case 'server':
      return { kind: word, kindSpan: family };
    case 'vserver':
      return { kind: 'vserver', kindSpan: family };
    case 'mon':
    case 'monitor':
      return { kind: 'lb monitor', kindSpan: family };
    case 'mode':
      return { kind: 'ns mode', kindSpan: family };
    case 'lb':
    case 'cs':
    case 'ns': {
      const second = wordAt(text, family.end, end);
      const kind = KINDS[word].find(([name, least]) => begins(name, least, firstWord(text, second.start, end).toLowerCase()))?.[2];
      return kind && { kind, kindSpan: { start: family.start, end: second.end } };
    }
    default:
      return begins('servicegroup', 8, word) ? { kind: 'serviceGroup', kindSpan: family } : undefined;
  }
}

/** The second word of a kind, how much of it must be written, and the kind. */
const KINDS: Readonly<Record<'lb' | 'cs' | 'ns', readonly (readonly [string, number, KindName])[]>> = {
  lb: [
    ['vserver', 1, 'lb vserver'],
    ['monitor', 4, 'lb monitor'],
    ['mon', 3, 'lb monitor'],
    ['group', 1, 'lb group'],
  ],
  cs: [['vserver', 1, 'cs vserver']],
  ns: [['mode', 2, 'ns mode']],
};

function begins(name: string, least: number, word: string): boolean {
  return word.length >= least && name.startsWith(word);
}

function wordAt(text: string, from: number, end: number): Span {
  let start = from;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  let stop = start;
  while (stop < end && !isBlank(text.charCodeAt(stop))) stop++;
  return { start, end: stop };
}
