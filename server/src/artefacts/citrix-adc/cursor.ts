import { lastAtOrBefore } from '../../core/search.ts';
import { touches, type Span } from '../../core/span.ts';
import { BUILT_IN_MONITOR_NAMES, MONITOR_TYPE_NAMES, SERVICE_TYPE_NAMES } from '../../knowledge/load-balancer/citrix-adc-types.ts';
import { citrixKind, MODE_NAMES } from '../../knowledge/load-balancer/citrix-adc.ts';
import type { SettingInfo } from '../../knowledge/load-balancer/object-kind.ts';
import type { Command, Option } from '../../syntax/citrix-adc/command.ts';
import type { Line } from '../../syntax/citrix-adc/document.ts';
import { contentOf, spelled, tokensOf, wordOf, type Token } from '../../syntax/citrix-adc/tokens.ts';
import type { ObjectNameSlot, Reading, Slot, Subject } from '../artefact.ts';
import type { Space } from './appliance.ts';
import { spaceOf } from './execute.ts';
import { OBJECT_KINDS, objectNames } from './object-names.ts';
import type { CitrixTree } from './read.ts';
import { listenerKey } from './read-listeners.ts';

/** What the cursor is on: a virtual server, a kind of object, an option. */
export function citrixSubject(reading: Reading<CitrixTree>, offset: number): Subject | undefined {
  const { tree, facts } = reading;
  const command = commandAt(tree, offset);
  if (!command) return undefined;
  const about = citrixKind(command.kind);
  if (touches(command.kindSpan, offset)) return about && { kind: 'object-kind', about, span: command.kindSpan };
  const option = command.options.find(({ token }) => touches(token, offset));
  const setting = option && about?.settings.find(({ name }) => name === option.name);
  if (setting && about) return { kind: 'object-setting', of: about, about: setting, span: { start: option.token.start, end: option.token.end } };
  const named = objectNames(reading).find(({ kind, span }) => kind === OBJECT_KINDS.vserver && touches(span, offset));
  const item = named && tree.appliance.find('vserver', named.name);
  if (!named || !item || !facts.loadBalancer?.listeners.some(({ key }) => key === listenerKey(item))) return undefined;
  return { kind: 'listener', key: listenerKey(item), span: named.span };
}

/** The keys of the object that a command is about. */
export function citrixKeysAt({ tree }: Reading<CitrixTree>, offset: number): readonly string[] {
  const command = commandAt(tree, offset);
  const [token] = command?.args ?? [];
  if (!command || !token || command.kind === 'ns mode') return [];
  const space = spaceOf(command.kind);
  const item = tree.appliance.find(space, wordOf(tree.document.text, token));
  return item ? [`${space}/${item.name}`] : [];
}

/** What can be typed at an offset: a snippet, an option, its value, the name of another object. */
export function citrixSlot({ tree, file }: Reading<CitrixTree>, offset: number): Slot | undefined {
  const { text } = file;
  const line = lineAt(tree, offset);
  if (!line) return { kind: 'snippet', replace: { start: offset, end: offset } };
  if (line.kind === 'comment' || line.kind === 'continuation') return undefined;
  const command = commandAt(tree, offset);
  if (!command) return snippetSlot(text, line, offset);
  if (offset <= command.kindSpan.end) return undefined;
  const typed = tokenAt(text, line, offset);
  const replace = typed ? contentOf(text, typed) : { start: offset, end: offset };
  // On a quote, nothing is typed.
  if (!touches(replace, offset)) return undefined;
  const slot = wordSlot(command, typed, replace, text, offset);
  return slot?.kind === 'object-name' ? { ...slot, ...spellingAt(text, typed, offset) } : slot;
}

/** How names are written in the place of a word, or where there is none. */
function spellingAt(text: string, typed: Token | undefined, offset: number): Pick<ObjectNameSlot, 'spelled'> & Partial<ObjectNameSlot> {
  if (!typed || typed.quote === '') return { spelled };
  const { start, quote } = typed;
  if (typed.closed) return { spelled: (name) => (quote === 'q' ? name : spelled(name, quote).slice(1, -1)) };
  // What stands behind the word that is being typed belongs to the quote by accident.
  const end = offset + (/^[^ \t]*/u.exec(text.slice(offset, typed.end))?.[0].length ?? 0);
  return { spelled: (name) => spelled(name, quote), begun: quote, replace: { start, end } };
}

function wordSlot(command: Command, typed: Token | undefined, replace: Span, text: string, offset: number): Slot | undefined {
  if (typed && text.charAt(typed.start) === '-' && typed.quote === '') return optionSlot(command, typed, text);
  const option = command.options.findLast(({ token }) => token.end < offset);
  if (option) return option.values.some(({ end }) => end < offset) ? undefined : valueSlot(command, option, replace);
  const index = command.args.filter(({ end }) => end < offset).length;
  return argumentSlot(command, index, replace);
}

function snippetSlot(text: string, line: Line, offset: number): Slot | undefined {
  const tokens = tokensOf(text, line.start, line.end);
  const [first] = tokens;
  if (!first) return { kind: 'snippet', replace: { start: offset, end: offset } };
  return tokens.length === 1 && touches(first, offset) ? { kind: 'snippet', replace: { start: first.start, end: first.end } } : undefined;
}

function optionSlot(command: Command, typed: Token, text: string): Slot | undefined {
  const of = citrixKind(command.kind);
  if (!of || of.settings.length === 0) return undefined;
  const used = command.options.filter(({ token }) => token.start !== typed.start).flatMap(({ name }) => name ?? []);
  const behind = /^[ \t]/u.test(text.slice(typed.end, typed.end + 1)) ? '' : ' ';
  return { kind: 'object-setting', of, used, before: '-', behind, replace: { start: typed.start, end: typed.end } };
}

function valueSlot({ kind }: Command, { name }: Option, replace: Span): Slot | undefined {
  const about = citrixKind(kind)?.settings.find((setting) => setting.name === name);
  if (!about) return undefined;
  if (about.refersTo === 'lb monitor') return nameSlot('monitor', replace);
  if (about.refersTo === 'lb vserver') return nameSlot('vserver', replace);
  return about.values && { kind: 'object-value', about, replace };
}

function nameSlot(space: Space, replace: Span): Slot {
  return { kind: 'object-name', objectKind: OBJECT_KINDS[space], builtIn: space === 'monitor' ? BUILT_IN_MONITOR_NAMES : [], replace, spelled };
}

const SERVICE_TYPE: SettingInfo = {
  name: 'type',
  about: 'The protocol that it carries: UDP for IKEv2, SSL_BRIDGE for SSTP.',
  values: ['UDP', 'SSL_BRIDGE', ...others(SERVICE_TYPE_NAMES)],
};
const MONITOR_TYPE: SettingInfo = {
  name: 'type',
  about: 'What it does: PING for IKEv2, HTTP for SSTP.',
  values: ['PING', 'HTTP', ...MONITOR_TYPE_NAMES.filter((name) => name !== 'PING' && name !== 'HTTP')],
};
const MODE: SettingInfo = { name: 'mode', about: 'A mode of the whole appliance.', values: MODE_NAMES };

function others(names: readonly string[]): string[] {
  return names.filter((name) => name !== 'UDP' && name !== 'SSL_BRIDGE');
}

/** What stands at a place without an option before it. `index` counts from the name of the object. */
function argumentSlot({ kind, verb }: Command, index: number, replace: Span): Slot | undefined {
  if (kind === 'ns mode') return { kind: 'object-value', about: MODE, replace };
  if (verb === 'add') {
    if (kind === 'service' && index === 1) return nameSlot('server', replace);
    if (kind === 'lb monitor') return index === 1 ? { kind: 'object-value', about: MONITOR_TYPE, replace } : undefined;
    const typeAt = kind === 'service' ? 2 : kind === 'server' || kind === 'lb group' ? -1 : 1;
    return index === typeAt ? { kind: 'object-value', about: SERVICE_TYPE, replace } : undefined;
  }
  if (index === 0) return nameSlot(spaceOf(kind), replace);
  if (verb !== 'bind' && verb !== 'unbind') return undefined;
  if (kind === 'lb group') return nameSlot('vserver', replace);
  if (index > 1) return undefined;
  if (kind === 'lb vserver' || kind === 'lb monitor') return nameSlot('pool', replace);
  return kind === 'serviceGroup' ? nameSlot('server', replace) : undefined;
}

function lineAt({ document }: CitrixTree, offset: number): Line | undefined {
  const { lines } = document;
  const found = lines[lastAtOrBefore(lines, offset, ({ start }) => start)];
  return found && touches(found, offset) ? found : undefined;
}

function commandAt(tree: CitrixTree, offset: number): Command | undefined {
  const { commands } = tree;
  const found = commands[lastAtOrBefore(commands, offset, ({ line }) => line.start)];
  return found && touches(found.line, offset) ? found : undefined;
}

function tokenAt(text: string, line: Line, offset: number): Token | undefined {
  return tokensOf(text, line.start, line.end).find((token) => touches(token, offset));
}
