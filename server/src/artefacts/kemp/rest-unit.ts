import { endOfLine, lineEndAt, lineStart, textStart } from '../../core/lines.ts';
import type { Span } from '../../core/span.ts';
import type { RestCommand } from '../../syntax/kemp/rest.ts';

/** All that a file needs to send one command, which can be written once more behind another. */
export interface RestUnit {
  readonly span: Span;
  /** What stands between two of them. */
  readonly between: string;
  /** A line of a script, a request of a request file, or an element of a list in JSON. */
  readonly kind: 'line' | 'request' | 'element';
}

/** Programs and cmdlets that send a command, perhaps with what takes its answer. */
const SENDING =
  /^\s*(?:(?:export\s+)?[\w:$]+\s*=\s*)?(?:(?:"?\$)?\(\s*|\[(?:void|xml)\]\s*)*(?:"?\$?(?:[^\s("$[]\S*)?curl(?:\.exe)?|wget|Invoke-\w+|irm|iwr)\b/i;

/** The unit of a command; `undefined` where what belongs to it is not certain. */
export function unitOf(text: string, command: RestCommand): RestUnit | undefined {
  return lineOf(text, command) ?? requestOf(text, command) ?? elementOf(text, command);
}

/** The line of a command, with those that go on with it. */
function lineOf(text: string, { span, form }: RestCommand): RestUnit | undefined {
  let start = lineStart(text, span.start);
  let end = endOfLine(text, span.end);
  // A backslash or a backtick at the end of a line joins it with the next one.
  while (start > 0 && /[\\`]\r?\n$/.test(text.slice(Math.max(0, start - 3), start)))
    start = lineStart(text, start - (text.startsWith('\r\n', start - 2) ? 2 : 1));
  while (end < text.length && /[\\`]$/.test(text.slice(Math.max(0, end - 1), end))) end = endOfLine(text, end + (text.startsWith('\r\n', end) ? 2 : 1));
  start = Math.max(start, textStart(text));
  const own = text.slice(start, end);
  const joined = form === 'json' ? own.replace(text.slice(span.start, span.end), '') : own;
  if (!SENDING.test(own) || /(?<![\\`]\r?)\r?\n/.test(joined) || /\^\s*$/.test(own) || commandsIn(own) !== 1 || !isBalanced(joined)) return undefined;
  return { span: { start, end }, between: lineEndAt(text, end), kind: 'line' };
}

/** A request with its headers, from its method to the three hash signs before the next one. */
function requestOf(text: string, { span, form }: RestCommand): RestUnit | undefined {
  const start = form === 'url' ? lineStart(text, span.start) : methodBefore(text, span.start);
  if (start === undefined || !/^(?:GET|POST)[ \t]+\S/.test(text.slice(start, start + 20))) return undefined;
  const next = /^###/m.exec(text.slice(start));
  const end = start + withoutRemarks(text.slice(start, start + (next?.index ?? text.length))).length;
  const before = text.slice(0, start).split(/^###/m).at(-1) ?? '';
  // Without the hash signs nobody can tell where a request ends.
  if (commandsIn(text.slice(start, end)) !== 1 || commandsIn(before) > 0) return undefined;
  const eol = lineEndAt(text, span.start);
  return { span: { start, end }, between: `${eol}${eol}###${eol}`, kind: 'request' };
}

function elementOf(text: string, { span, form }: RestCommand): RestUnit | undefined {
  if (form !== 'json') return undefined;
  const gap = /[[,](\s*)$/.exec(text.slice(Math.max(0, span.start - 200), span.start))?.[1];
  const isElement = gap !== undefined && /^\s*[,\]]/.test(text.slice(span.end, span.end + 200));
  return isElement ? { span, between: `,${gap === '' ? ' ' : gap}`, kind: 'element' } : undefined;
}

function commandsIn(text: string): number {
  return text.match(/\/access\/\w+\?|[\w}%]\/(?:add|mod|del)[vr]s\?|"cmd"\s*:/gi)?.length ?? 0;
}

/** A text in quotes. */
const QUOTED = /"(?:[^"\\`]|[\\`][^])*"|'[^']*'/g;

/** Whether a line opens no block, bracket or quote that another one closes. */
function isBalanced(line: string): boolean {
  const count = (sign: string): number => line.split(sign).length;
  const bare = line.replaceAll(QUOTED, '').replace(/\s#.*/, '');
  return !/["']/.test(bare) && count('(') === count(')') && count('{') === count('}') && !/^\s*(?:if|while|until|for)\b/.test(line);
}

/** Where the request with a body begins. */
function methodBefore(text: string, offset: number): number | undefined {
  return [...text.slice(0, offset).matchAll(/^(?:POST[ \t]+\S|###)/gm)].findLast(({ 0: sign }) => sign !== '###')?.index;
}

/** A request without the comments and the blank lines behind it. */
function withoutRemarks(request: string): string {
  const lines = request.trimEnd().split('\n');
  while (/^\s*(?:(?:#|\/\/).*)?$/.test(lines.at(-1) ?? 'x')) lines.pop();
  return lines.join('\n').trimEnd();
}
