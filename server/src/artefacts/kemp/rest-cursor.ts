import { touches, type Span } from '../../core/span.ts';
import { KEMP_COMMAND_NAME, kempCommand } from '../../knowledge/load-balancer/kemp-commands.ts';
import type { ObjectKind, SettingInfo } from '../../knowledge/load-balancer/object-kind.ts';
import { bodyAround } from '../../syntax/kemp/json-body.ts';
import type { RestCommand, RestParameter } from '../../syntax/kemp/rest.ts';
import type { Slot, Subject } from '../artefact.ts';
import { nameOf } from './rest.ts';

type Commands = readonly RestCommand[];

/** What is looked at of an address that is being typed. */
const LONGEST = 8000;

/** What an offset is on in a command of the REST interface: the name of the command or of a setting. */
export function restSubject(text: string, commands: Commands, offset: number): Subject | undefined {
  // Within `$( … )` of one command may stand another one.
  const command = commands.findLast(({ span }) => touches(span, offset));
  const of = command && kempCommand(command.name);
  if (!command || !of) return undefined;
  if (touches(command.nameSpan, offset)) return { kind: 'object-kind', about: of, span: command.nameSpan };
  for (const parameter of command.parameters) {
    const span = nameSpan(text, command, parameter);
    const about = named(of, nameOf(parameter)) ?? named(of, parameter.name);
    if (about && touches(span, offset)) return { kind: 'object-setting', of, about, span };
  }
  return undefined;
}

/** What can be typed at an offset: the name of a command, of a setting, or a value of one. */
export function restSlot(text: string, commands: Commands, offset: number): Slot | undefined {
  return addressSlot(text, commands, offset) ?? bodySlot(text, commands, offset);
}

function nameSpan(text: string, { form }: RestCommand, { start, span }: RestParameter): Span {
  if (form === 'url') return { start, end: span.start - 1 };
  return { start: start + 1, end: text.indexOf('"', start + 1) };
}

function named(of: ObjectKind, name: string): SettingInfo | undefined {
  return of.settings.find((each) => each.name === name.toLowerCase());
}

function addressSlot(text: string, commands: Commands, offset: number): Slot | undefined {
  const before = text.slice(Math.max(0, offset - LONGEST), offset);
  const typed = /(?<![^\s"'<>|`\\])([^\s"'<>|`\\]*\/)(\w*)$/i.exec(before);
  if (typed && isBase(text, commands, typed[1] ?? ''))
    return valueSlot(KEMP_COMMAND_NAME, offset, typed[2] ?? '', /^\w*/.exec(text.slice(offset, offset + 40))?.[0] ?? '');
  const address = /(?:\/access\/|(?:\$\w+|[}%])\/|["'])(\w+)\?([^\s"'<>|`\\]*)$/i.exec(before);
  const of = address?.[1] === undefined ? undefined : kempCommand(address[1]);
  const query = address?.[2];
  if (!of || query === undefined) return undefined;
  const part = query.split('&').at(-1) ?? '';
  const rest = /^[^\s"'<>|`\\&]*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  const equals = part.indexOf('=');
  if (equals >= 0) {
    const about = named(of, part.slice(0, equals));
    return about && valueSlot(about, offset, part.slice(equals + 1), rest);
  }
  const behind = /^[^=]*/.exec(rest)?.[0] ?? '';
  const used = `${query.slice(0, query.length - part.length)}${text.slice(offset + behind.length).split(/[\s"'<>|`\\]/, 1)[0] ?? ''}`;
  return {
    kind: 'object-setting',
    of,
    used: used.split('&').flatMap((each) => (each.includes('=') && !each.startsWith('=') ? [each.slice(0, each.indexOf('='))] : [])),
    before: '',
    behind: rest.includes('=') ? '' : '=',
    replace: { start: offset - part.length, end: offset + behind.length },
  };
}

/** Whether a text is the address of the interface: by its end, or since another command has the same. */
function isBase(text: string, commands: Commands, base: string): boolean {
  return /\/access\/$/i.test(base) || (base !== '/' && commands.some(({ span, nameSpan: { start } }) => text.slice(span.start, start) === base));
}

function bodySlot(text: string, commands: Commands, offset: number): Slot | undefined {
  const body = bodyAround(text, offset - 1, { start: Math.max(0, offset - LONGEST), end: text.length });
  if (!body) return undefined;
  const before = text.slice(body.span.start, offset);
  const behind = text.slice(offset, offset + 200);
  const [, key, value] = /"([\w.]+)"\s*:\s*"([^"\r\n]*)$/.exec(before) ?? [];
  const word = /^[^"\r\n]*/.exec(behind)?.[0] ?? '';
  if (key?.toLowerCase() === 'cmd' && value !== undefined) return valueSlot(KEMP_COMMAND_NAME, offset, value, word);
  const of = kempCommand(commandOf(text, commands, body.span.start, before));
  if (!of) return undefined;
  if (key !== undefined && value !== undefined) {
    const about = named(of, key);
    return about && valueSlot(about, offset, value, word);
  }
  const typed = /[{,]\s*"([\w.]*)$/.exec(before)?.[1];
  if (typed === undefined) return undefined;
  const rest = /^[\w.]*/.exec(behind)?.[0] ?? '';
  const isClosed = behind.startsWith('"', rest.length);
  return {
    kind: 'object-setting',
    of,
    used: body.entries.flatMap(({ name, start }) => (touches({ start, end: start + name.length + 2 }, offset) ? [] : [name])),
    before: '',
    behind: isClosed ? '' : '": ',
    replace: { start: offset - typed.length, end: offset + rest.length },
  };
}

/** The command of the body that begins at a place, also while a part of it is being typed. */
function commandOf(text: string, commands: Commands, start: number, before: string): string {
  const whole = commands.find(({ form, span }) => form === 'json' && span.start === start);
  return whole?.name ?? /"cmd"\s*:\s*"(\w+)"/i.exec(before)?.[1] ?? '';
}

function valueSlot(about: SettingInfo, offset: number, typed: string, behind: string): Slot {
  return { kind: 'object-value', about, replace: { start: offset - typed.length, end: offset + behind.length } };
}
