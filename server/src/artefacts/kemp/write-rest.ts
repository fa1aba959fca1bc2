import type { Edit } from '../../core/edit.ts';
import type { RestCommand, RestParameter } from '../../syntax/kemp/rest.ts';
import type { KempStep, NewValue } from './plan.ts';
import { nameOf } from './rest.ts';
import { blockEnd } from './block-end.ts';
import { unitOf } from './rest-unit.ts';
import { following, freshName, type RestTarget } from './write-rest-follow.ts';

type Replacement = Pick<Edit, 'span' | 'newText'>;

/** The edits of one step in commands of the REST interface; `undefined` where it takes a guess. */
export function writeRest(target: RestTarget, step: KempStep): Replacement[] | undefined {
  const { text, tree } = target;
  const command = tree.rest.get(step.kind === 'follow' ? step.follower.command.key : step.command.key);
  if (!command) return undefined;
  if (step.kind === 'set') return changed(text, command, step.name, step.value);
  if (step.kind === 'encode') return encoded(text, command, step.name);
  const behind = tree.rest.get(step.behind.key);
  const place = behind && unitOf(text, behind);
  if (!place) return undefined;
  if (step.kind === 'repeat') {
    const copy = repeated(target, command, step.values);
    return copy?.kind !== place.kind ? undefined : [inserted(place.span.end, place.between + copy.text)];
  }
  const followed = tree.rest.get(step.followed.command.key);
  const lines = followed && following(target, { follower: command, followed, step });
  const at = place.kind === 'line' ? blockEnd(text, place.span, unitOf(text, command)?.span.start ?? command.span.start) : place.span.end;
  if (lines && at !== undefined) return [inserted(at, lines.map((line) => place.between + line).join(''))];
  // A second port that nothing ties yet is better than none: what is left to do is a finding of its own.
  return step.port === undefined ? undefined : [];
}

function changed(text: string, command: RestCommand, name: string, value: NewValue): Replacement[] | undefined {
  const parameter = command.parameters.find((each) => nameOf(each) === name);
  if (parameter) return [replaced(text, command, parameter, value)];
  if (command.form === 'url') return [inserted(command.span.end, `&${name}=${query(value)}`)];
  const last = command.parameters.at(-1);
  if (!last) return undefined;
  // The blanks in front of the last entry, and those behind its colon.
  const gap = (/(?<![\s,])[\s,]*$/.exec(text.slice(command.span.start + 1, last.start))?.[0] ?? ' ').replace(',', '');
  const colon = /:\s*$/.exec(text.slice(last.start, last.token.start))?.[0] ?? ': ';
  return [inserted(last.token.end, `,${gap}"${name}"${colon}${JSON.stringify(value)}`)];
}

function replaced(text: string, command: RestCommand, { span, token }: RestParameter, value: NewValue): Replacement {
  if (command.form === 'url') return { span, newText: query(value) };
  const isText = text.startsWith('"', token.start);
  // A number in quotes stays in quotes.
  const plain = value === true && isText ? 1 : value;
  return { span: token, newText: isText ? JSON.stringify(String(plain)) : JSON.stringify(plain) };
}

function inserted(at: number, newText: string): Replacement {
  return { span: { start: at, end: at }, newText };
}

/** A value as an address takes it. */
function query(value: NewValue): string {
  if (value === true) return '1';
  return encodeURIComponent(String(value).replace(/\p{Cs}/gu, '\uFFFD'))
    .replaceAll('%2F', '/')
    .replaceAll('%3A', ':');
}

function encoded(text: string, command: RestCommand, name: string): Replacement[] | undefined {
  const parameter = command.parameters.find((each) => nameOf(each) === name);
  if (!parameter || command.form !== 'url') return undefined;
  const raw = text.slice(parameter.span.start, parameter.span.end);
  return [{ span: parameter.span, newText: raw.replaceAll('{', '%7B').replaceAll('}', '%7D') }];
}

/** All that sends a command, once more with other values. */
function repeated(target: RestTarget, command: RestCommand, values: ReadonlyMap<string, NewValue>): { text: string; kind: string } | undefined {
  const { text } = target;
  const unit = unitOf(text, command);
  if (!unit || command.open) return undefined;
  const edits = [...values].flatMap(([name, value]) => changed(text, command, name, value) ?? []);
  if (edits.length < values.size) return undefined;
  let copy = '';
  let at = unit.span.start;
  for (const { span, newText } of edits.sort((a, b) => a.span.start - b.span.start)) {
    copy += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return { text: withOwnVariable(target, copy + text.slice(at, unit.span.end)), kind: unit.kind };
}

/** A line that keeps its answer under a name of its own, where others may use that of the first one. */
function withOwnVariable(target: RestTarget, line: string): string {
  const [, lead = '', name] = /^(\s*\$?)(\w+)[ \t]*=/.exec(line) ?? [];
  if (name === undefined || name.toLowerCase() === 'null') return line;
  const uses = target.text.match(new RegExp(`(?<!\\w)\\$?${name}[ \\t]*=`, 'g'))?.length ?? 0;
  return uses > 1 ? line : `${lead}${freshName(target, name)}${line.slice(lead.length + name.length)}`;
}
