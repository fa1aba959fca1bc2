import type { Edit } from '../../core/edit.ts';
import { endOfLine, lineEndAt, lineStart } from '../../core/lines.ts';
import type { Span } from '../../core/span.ts';
import type { RestCommand, RestParameter } from '../../syntax/kemp/rest.ts';
import type { KempStep, NewValue } from './plan.ts';
import { nameOf } from './rest.ts';

type Replacement = Pick<Edit, 'span' | 'newText'>;

/**
 * The edits of one step in commands of the REST interface; `undefined` where there are none. An index that a service is to follow stands in no
 * file, so none of these can make one follow another.
 * @param find the command of a key
 */
export function writeRest(text: string, step: KempStep, find: (key: string) => RestCommand | undefined): Replacement[] | undefined {
  if (step.kind === 'follow') return undefined;
  const command = find(step.command.key);
  if (!command) return undefined;
  if (step.kind === 'set') return changed(text, command, step.name, step.value);
  if (step.kind === 'encode') return encoded(text, command, step.name);
  const behind = find(step.behind.key);
  return behind && repeated(text, command, behind, step.values);
}

function changed(text: string, command: RestCommand, name: string, value: NewValue): Replacement[] | undefined {
  const parameter = command.parameters.find((each) => nameOf(each) === name);
  if (parameter) return [replaced(text, command, parameter, value)];
  if (command.open) return undefined;
  if (command.form === 'url') return [inserted(command.span.end, `&${name}=${query(value)}`)];
  const last = command.parameters.at(-1);
  if (!last) return undefined;
  // The blanks in front of the last entry, and those behind its colon.
  const gap = (/[\s,]*$/.exec(text.slice(command.span.start + 1, last.start))?.[0] ?? ' ').replace(',', '');
  const colon = /:\s*$/.exec(text.slice(0, last.token.start))?.[0] ?? ': ';
  return [inserted(last.token.end, `,${gap}"${name}"${colon}${JSON.stringify(value)}`)];
}

function replaced(text: string, command: RestCommand, { span, token }: RestParameter, value: NewValue): Replacement {
  if (command.form === 'url') return { span, newText: query(value) };
  const isText = text.startsWith('"', token.start);
  // A number in quotes stays in quotes.
  const plain = typeof value === 'boolean' && isText ? Number(value) : value;
  return { span: token, newText: isText ? JSON.stringify(String(plain)) : JSON.stringify(plain) };
}

function inserted(at: number, newText: string): Replacement {
  return { span: { start: at, end: at }, newText };
}

/** A value as an address takes it. */
function query(value: NewValue): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return encodeURIComponent(String(value)).replaceAll('%2F', '/').replaceAll('%3A', ':');
}

function encoded(text: string, command: RestCommand, name: string): Replacement[] | undefined {
  const parameter = command.parameters.find((each) => nameOf(each) === name);
  if (!parameter || command.form !== 'url') return undefined;
  const raw = text.slice(parameter.span.start, parameter.span.end);
  return [{ span: parameter.span, newText: raw.replaceAll('{', '%7B').replaceAll('}', '%7D') }];
}

/** The line of a command once more, with other values, where the line is all of its statement. */
function repeated(text: string, command: RestCommand, behind: RestCommand, values: ReadonlyMap<string, NewValue>): Replacement[] | undefined {
  const line = statementLine(text, command);
  const place = statementLine(text, behind);
  if (!line || !place || command.open) return undefined;
  const edits = [...values].flatMap(([name, value]) => changed(text, command, name, value) ?? []);
  if (edits.length < values.size) return undefined;
  let copy = '';
  let at = line.start;
  for (const { span, newText } of edits.sort((a, b) => a.span.start - b.span.start)) {
    copy += text.slice(at, span.start) + newText;
    at = span.end;
  }
  const eol = lineEndAt(text, place.end);
  return [inserted(place.end, `${eol}${copy}${text.slice(at, line.end)}`)];
}

function statementLine(text: string, { span }: RestCommand): Span | undefined {
  const line = { start: lineStart(text, span.start), end: endOfLine(text, span.end) };
  const own = text.slice(line.start, line.end);
  const before = text.slice(lineStart(text, Math.max(0, line.start - 1)), Math.max(0, line.start - 1)).trimEnd();
  const isWhole = !/[\r\n]/.test(own) && !/[\\`^]\s*$/.test(own) && !/[\\`^]$/.test(before);
  // In a request file or a document the next line belongs to it.
  const isCommand = /^\s*(?:\S*curl|wget|Invoke-\w+|irm|iwr|\$\w+\s*=)/i.test(own);
  const commands = own.match(/\/access\/\w+\?|"cmd"\s*:/gi)?.length ?? 0;
  return isWhole && isCommand && commands === 1 ? line : undefined;
}
