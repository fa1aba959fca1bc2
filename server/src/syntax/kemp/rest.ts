import { trimmed, type Span } from '../../core/span.ts';
import { bodyAround } from './json-body.ts';

/** A setting in a command of the REST interface. */
export interface RestParameter {
  /** Decoded, in lower case. */
  readonly name: string;
  /** As it is written, without quotes. */
  readonly span: Span;
  /** Decoded; absent where a program fills something in. */
  readonly text?: string;
  /** In JSON: what is written, quotes included. */
  readonly token: Span;
  /** Where its name begins, quotes included. */
  readonly start: number;
}

/** One command to the REST interface, as an address or as a body in JSON. */
export interface RestCommand {
  readonly form: 'url' | 'json';
  /** In lower case. */
  readonly name: string;
  readonly nameSpan: Span;
  /** The whole address, or the whole object. */
  readonly span: Span;
  /** Name and port of the LoadMaster as written; empty where only a part of the address stands there, absent in JSON. */
  readonly host?: string;
  readonly parameters: readonly RestParameter[];
  /** Whether there may be further settings. */
  readonly open: boolean;
}

/** No server takes a longer query. */
const LONGEST = 8000;

const COMMAND = /\/access\/(?<any>\w+)\?|(?:\/|(?<=["']))(?<known>(?:add|mod|del|show|list)[vr]s)\?/gi;
/** What may stand before a command in the place of the address of the interface: a variable. */
const BASE = /(?:^|["']|\$\w{1,60}|\$\{\w{1,60}\}|\}\}|%\w{1,60}%)$/;
const BODY = /"cmd"\s*:\s*"(\w+)"/gi;

/** Every command of the REST interface in a stretch of text, in its order. Never throws. */
export function restCommands(text: string, { start, end }: Span = { start: 0, end: text.length }): RestCommand[] {
  const within = text.slice(start, end);
  if (!mayHaveRest(within)) return [];
  const addresses = [...within.matchAll(COMMAND)].flatMap((match) => address(text, start + match.index, match, end) ?? []);
  const bodies = [...within.matchAll(BODY)].flatMap((match) => body(text, start + match.index, match, { start, end }) ?? []);
  return [...addresses, ...bodies].sort((a, b) => a.span.start - b.span.start);
}

/** Whether a text may have commands of the REST interface: one of their words is in it. */
export function mayHaveRest(text: string): boolean {
  return /\/access\/|"cmd"|(?:[\w}%]\/|["'])(?:add|mod|del|show|list)[vr]s\?/i.test(text);
}

/** A command that is named in another way than in an address with its settings or in a body: its settings stand somewhere else. */
export interface LooseCommand {
  /** In lower case. */
  readonly name: string;
  readonly span: Span;
}

const LOOSE = /(?<=[/=]|["'])(?:add|mod|del)[vr]s\b/gi;

/** Commands in a stretch of text that `restCommands` does not find, since they are put together by a program. */
export function looseCommands(text: string, found: readonly RestCommand[], { start, end }: Span = { start: 0, end: text.length }): LooseCommand[] {
  const names = new Set(found.map(({ nameSpan }) => nameSpan.start));
  return [...text.slice(start, end).matchAll(LOOSE)].flatMap(({ 0: name, index }) => {
    const span = { start: start + index, end: start + index + name.length };
    return names.has(span.start) || found.some((command) => command.span.start <= span.start && span.end <= command.span.end)
      ? []
      : [{ name: name.toLowerCase(), span }];
  });
}

/** Whether a value is filled in by a program: a variable of a shell, of PowerShell or of a template. */
function isFilledIn(raw: string): boolean {
  return /\$[\w({]|\{\{|\{\w*(?:[.:!][^{}-]*)?\}|%\(|[<>`]|%[A-Za-z_]{3,}%/.test(raw);
}

function address(text: string, at: number, match: RegExpExecArray, limit: number): RestCommand | undefined {
  const [whole] = match;
  const { any, known } = match.groups ?? {};
  const name = any ?? known ?? '';
  if (any === undefined && !BASE.test(text.slice(Math.max(0, at - 70), at))) return undefined;
  const query = at + whole.length;
  const end = addressEnd(text, query, Math.min(limit, query + LONGEST));
  const begin = addressStart(text, at);
  const nameStart = query - 1 - name.length;
  return {
    form: 'url',
    name: name.toLowerCase(),
    nameSpan: { start: nameStart, end: nameStart + name.length },
    span: { start: begin, end },
    host: text
      .slice(begin, at)
      .replace(/^.*(?:\/\/|@)/, '')
      .toLowerCase(),
    parameters: parametersOf(text, query, end),
    // Something is joined to it, or its end is not known.
    open: /^(?:["']\s*(?:[+.%$]|-f\b)|<|["'][^\s;)])/.test(text.slice(end, end + 20)) || /(?:^|&)[^=&${<]*[${<][^=&]*(?:&|$)/.test(text.slice(query, end)),
  };
}

/** Signs that end an address. */
const STOPS = /[\s"'<>|`\\]/;

function addressStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < 300 && !STOPS.test(text.charAt(start - 1))) start--;
  return start;
}

/** Where an address ends; what is filled in by `$( … )` is a part of it. */
function addressEnd(text: string, from: number, limit: number): number {
  let at = from;
  let depth = 0;
  for (; at < limit; at++) {
    const character = text.charAt(at);
    if (character === '(' && (depth > 0 || text.charAt(at - 1) === '$')) depth++;
    else if (character === ')' && depth === 0) break;
    else if (character === ')') depth--;
    else if (depth === 0 && STOPS.test(character)) break;
    else if (character === '\n' || character === '\r') break;
  }
  return at;
}

function parametersOf(text: string, start: number, end: number): RestParameter[] {
  const found: RestParameter[] = [];
  for (let at = start; at < end;) {
    const next = nextSeparator(text, at, end);
    const equals = text.slice(at, next).indexOf('=');
    if (equals > 0) {
      const span = { start: at + equals + 1, end: next };
      const raw = text.slice(span.start, span.end);
      const value = isFilledIn(raw) || (raw === '' && text.charAt(next) === '<') ? undefined : decodedQuery(raw);
      found.push({
        name: (decodedQuery(text.slice(at, at + equals)) ?? '').toLowerCase(),
        span,
        token: span,
        start: at,
        ...(value !== undefined && { text: value }),
      });
    }
    at = next + 1;
  }
  return found;
}

/** The next `&` that is not within `$( … )`. */
function nextSeparator(text: string, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at++) {
    const character = text.charAt(at);
    if (character === '(' && (depth > 0 || text.charAt(at - 1) === '$')) depth++;
    else if (character === ')' && depth > 0) depth--;
    else if (character === '&' && depth === 0) return at;
  }
  return end;
}

/** A text as an address means it: percent-encoding and plus signs decoded; `undefined` for a broken encoding. */
export function decodedQuery(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function body(text: string, at: number, match: RegExpExecArray, within: Span): RestCommand | undefined {
  const [whole, name = ''] = match;
  const found = bodyAround(text, at, within);
  if (!found) return undefined;
  const nameStart = at + whole.length - 1 - name.length;
  const parameters = found.entries
    .filter((entry) => entry.name.toLowerCase() !== 'cmd')
    .map(({ name: key, token, start, text: value }): RestParameter => {
      const span = text.startsWith('"', token.start) ? { start: token.start + 1, end: token.end - 1 } : trimmed(text, token);
      const isKnown = value !== undefined && !isFilledIn(text.slice(span.start, span.end));
      return { name: key.toLowerCase(), span, token, start, ...(isKnown && { text: value }) };
    });
  return {
    form: 'json',
    name: name.toLowerCase(),
    nameSpan: { start: nameStart, end: nameStart + name.length },
    span: found.span,
    parameters,
    open: !found.closed,
  };
}
