import { touches, type Span } from '../../core/span.ts';
import { lastAtOrBefore } from '../../core/search.ts';
import { builtInNames } from '../../knowledge/load-balancer/f5-built-in.ts';
import { f5Kind } from '../../knowledge/load-balancer/f5.ts';
import type { ObjectKind, SettingInfo } from '../../knowledge/load-balancer/object-kind.ts';
import type { Entry } from '../../syntax/f5/entries.ts';
import { itemsOf } from '../../syntax/f5/items.ts';
import type { Statement } from '../../syntax/f5/statement.ts';
import type { Item } from '../../syntax/f5/tree.ts';
import type { ObjectNameSlot, Reading, Slot, Subject } from '../artefact.ts';
import { entriesIn } from './configuration.ts';
import { kindSlot } from './kind-slot.ts';
import { wordOf, wordSpan } from './names.ts';
import type { F5Tree } from './read.ts';
import { spelledWord } from './style.ts';

/** The statement around an offset. */
function statementAt({ configuration }: F5Tree, offset: number): Statement | undefined {
  const { statements } = configuration;
  const found = statements[lastAtOrBefore(statements, offset, ({ node }) => node.start)];
  return found && touches(found.node, offset) ? found : undefined;
}

/** What the cursor is on: the kind of an object, a virtual server, a setting. */
export function f5Subject({ tree, facts }: Reading<F5Tree>, offset: number): Subject | undefined {
  const statement = statementAt(tree, offset);
  if (!statement) return undefined;
  const { configuration } = tree;
  const kind = f5Kind(statement.kind);
  if (touches(statement.kindSpan, offset)) return kind && { kind: 'object-kind', about: kind, span: statement.kindSpan };
  const listener = listenerAt(tree, statement, offset);
  if (listener && facts.loadBalancer?.listeners.some(({ key }) => key === listener.key)) return { kind: 'listener', ...listener };
  const entry = kind && entriesIn(configuration, statement).find(({ at }) => touches(at, offset));
  const about = entry && kind.settings.find(({ name }) => name === entry.key);
  return about && { kind: 'object-setting', of: kind, about, span: { start: entry.at.start, end: entry.at.end } };
}

/** A virtual server whose name or destination an offset is on. */
function listenerAt({ configuration }: F5Tree, statement: Statement, offset: number): { readonly key: string; readonly span: Span } | undefined {
  const { name, quoting, kind } = statement;
  const { text } = configuration;
  if (kind !== 'ltm virtual' || !name) return undefined;
  const key = `virtual/${configuration.resolve(wordOf(text, name, quoting), statement)}`;
  const destination = entriesIn(configuration, statement).find((entry) => entry.key === 'destination')?.values[0];
  const item = [name, destination].find((each): each is Item => each !== undefined && touches(each, offset));
  return item && { key, span: wordSpan(text, item, quoting) };
}

/** What can be typed at an offset: a setting, a value, or the name of another object. */
export function f5Slot({ tree }: Reading<F5Tree>, offset: number): Slot | undefined {
  const statement = statementAt(tree, offset);
  if (!statement || (statement.node.kind === 'command' && !statement.name)) return kindSlot(tree.configuration, offset);
  const of = f5Kind(statement.kind);
  if (!of || offset <= statement.body.start - (statement.quoting === 'object' ? 1 : 0) || offset > statement.body.end) return undefined;
  const { configuration } = tree;
  const entries = entriesIn(configuration, statement);
  const entry = entries.findLast(({ at }) => at.start <= offset);
  if (entry && touches(entry.at, offset)) return settingSlot(of, entries, { start: entry.at.start, end: entry.at.end }, entry.key);
  const about = entry && of.settings.find(({ name }) => name === entry.key);
  if (entry && isInValues(configuration.text, entry, offset, statement)) return about && valueSlot(tree, statement, of, about, entry, offset);
  // Behind a whole setting: another one, where a line or a blank separates them.
  const before = configuration.text.charAt(offset - 1);
  return /^[\s{]?$/.test(before) ? settingSlot(of, entries, { start: offset, end: offset }, undefined) : undefined;
}

function settingSlot(of: ObjectKind, entries: readonly Entry[], replace: Span, typed: string | undefined): Slot {
  const used = entries.map(({ key }) => key).filter((key) => key !== typed);
  return { kind: 'object-setting', of, used, before: '', behind: ' ', replace };
}

/** Whether an offset is among the values of a setting, or where the first one would be typed. */
function isInValues(text: string, entry: Entry, offset: number, { quoting }: Statement): boolean {
  if (offset <= entry.at.end) return false;
  if (entry.values.length > 0) {
    const last = entry.values.at(-1);
    // Behind the brace that closes it, a list is whole.
    return offset < entry.end || (offset === entry.end && last?.kind !== 'group');
  }
  const between = text.slice(entry.at.end, offset);
  return between.trim() === '' && (quoting !== 'object' || !between.includes('\n'));
}

function valueSlot(tree: F5Tree, statement: Statement, of: ObjectKind, about: SettingInfo, entry: Entry, offset: number): Slot | undefined {
  const { text } = tree.configuration;
  const group = entry.values.find((value) => value.kind === 'group' && value.start < offset && offset < value.end);
  const items = group ? group.items : entry.values;
  // In the braces of an entry of a list nothing is named.
  if (group?.items.some((item) => item.kind === 'group' && item.start < offset && offset < item.end)) return undefined;
  const item = items.find((each) => each.kind !== 'group' && touches(each, offset));
  const replace = item ? wordSpan(text, item, statement.quoting) : { start: offset, end: offset };
  if (about.refersTo !== undefined) {
    // On a quote nothing is typed, and one without an end holds more than a name.
    if (!touches(replace, offset) || text.slice(replace.start, replace.end).includes('\n')) return undefined;
    const spelled = (name: string): string => (item?.kind === 'string' ? name : spelledWord(name, statement.quoting));
    return { ...nameSlot(tree, statement, of, about.refersTo, about.name === 'defaults-from'), replace, spelled };
  }
  return about.values && !group ? { kind: 'object-value', about, replace } : undefined;
}

type Named = Omit<ObjectNameSlot, 'replace' | 'spelled'>;

function nameSlot({ configuration }: F5Tree, statement: Statement, of: ObjectKind, objectKind: string, parent: boolean): Named {
  const { text } = configuration;
  const isFull = statement.name !== undefined && wordOf(text, statement.name, statement.quoting).startsWith('/');
  const folder = `${configuration.folderOf(statement)}/`;
  const inCommon = folder === '/Common/';
  const names = objectKind === 'monitor' || objectKind === 'persistence' || objectKind === 'profile' ? builtInNames(objectKind) : [];
  // A parent must be of the same type, and the one of a type comes first.
  const type = of.kind.split(' ')[2];
  const fitting = parent && type !== undefined ? names.filter((name) => name.replaceAll('_', '-').startsWith(type)) : names;
  const builtIn = fitting.map((name) => (isFull || !inCommon ? `/Common/${name}` : name));
  return { kind: 'object-name', objectKind, ...(!isFull && { local: folder }), builtIn };
}

/** What a selection grows to: the word, the settings around it, the object. */
export function f5Selection({ tree }: Reading<F5Tree>, offset: number): Span[] {
  const statement = statementAt(tree, offset);
  if (!statement) return [];
  const { node, quoting } = statement;
  const { text } = tree.configuration;
  const spans: Span[] = [{ start: node.start, end: node.end }];
  let items = itemsOf(text, node, quoting);
  for (let item = items.find((each) => touches(each, offset)); item; item = items.find((each) => touches(each, offset))) {
    spans.push({ start: item.start, end: item.end });
    if (item.kind === 'string') spans.push(wordSpan(text, item, quoting));
    if (item.kind !== 'group') break;
    ({ items } = item);
    const [first] = items;
    const last = items.at(-1);
    if (first && last) spans.push({ start: first.start, end: last.end });
  }
  const nested = spans.filter((span, index) => span.start <= offset && offset <= span.end && (index === 0 || isWithin(span, spans[index - 1])));
  return nested.reverse();
}

function isWithin(span: Span, outer: Span | undefined): boolean {
  return outer !== undefined && outer.start <= span.start && span.end <= outer.end && (outer.start < span.start || span.end < outer.end);
}
