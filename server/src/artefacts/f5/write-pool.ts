import type { TextEdit } from '../../core/derived-text.ts';
import type { Item, Quoting } from '../../syntax/f5/tree.ts';
import type { Member } from '../../model/load-balancer/load-balancer.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import { settingsIn, type F5Object, type PlacedItem } from './configuration.ts';
import type { ObjectEditor } from './edit-object.ts';
import { addressOf, folderOf, fullName, splitDestination, wordOf, wordSpan } from './names.ts';
import { printSetting, styleOf, type NewSetting, type Style } from './style.ts';

/** Gives members another port: the one with a key, or all of a pool. */
export function setMemberPort(editor: ObjectEditor, pool: F5Object, member: string | undefined, port: number): boolean {
  const items = (pool.list('members') ?? []).filter(({ word }) => member === undefined || word === member);
  for (const { word, name, statement } of items) {
    if (splitDestination(word).port === undefined) return false;
    const { span, newText } = portEdit(editor.text, name, statement.quoting, port);
    editor.replace(span, newText);
  }
  return items.length > 0;
}

/** Gives what names an address and a port another port, in its notation. What a shell fills in stays, unless the port comes from there. */
export function portEdit(text: string, item: Item, quoting: Quoting, port: number): TextEdit {
  const span = wordSpan(text, item, quoting);
  const raw = text.slice(span.start, span.end);
  const { port: tail } = splitDestination(raw);
  const word = item.value === undefined || (tail !== undefined && !tail.includes('$')) ? raw : item.value;
  const { port: written = '' } = splitDestination(word);
  return { span, newText: word.slice(0, word.length - written.length) + String(port) };
}

/** Adds a server to a pool as another pool has it. */
export function addMember(editor: ObjectEditor, pool: F5Object, like: Member, port: number): boolean {
  const { configuration, text } = editor;
  const address = valueOf(like.address);
  const source = configuration.all('pool').flatMap((each) => each.list('members')?.filter(({ word }) => `${each.key}/member/${word}` === like.key) ?? []);
  const item = source.at(0);
  const present = pool.list('members');
  if (!present || (!item && (address === undefined || addressOf(address) === undefined))) return false;
  const isFull = (pool.definition.name ? wordOf(text, pool.definition.name, pool.definition.quoting) : '').startsWith('/');
  const host = item ? splitDestination(item.word).host : (address ?? '');
  // A node is named by its folder; without one it is in that of the pool.
  const folder = item?.word.startsWith('/') === true ? folderOf(item.word) : folderOf(pool.name);
  const own = present.find(({ word }) => word.includes('/')) !== undefined || (isFull && present.length === 0) || folder !== folderOf(pool.name);
  const separator = host.includes(':') ? '.' : ':';
  const local = `${host}${separator}${port}`;
  const name = own ? fullName(local, folder) : local;
  // The same server, switched off or with another address: what is meant is not known.
  if (present.some(({ word }) => word === name)) return false;
  const known = item && settingsIn(text, item.settings).find(({ key }) => key === 'address')?.values[0];
  const written = item && known ? wordOf(text, known, item.statement.quoting) : address;
  const settings: NewSetting[] =
    written !== undefined && addressOf(written) !== undefined && (known !== undefined || pool.definition.quoting === 'object')
      ? [{ key: 'address', value: written }]
      : [];
  insertItem(editor, pool, present, { key: name, value: settings });
  return true;
}

/** Puts an entry behind the last one of a list of members, laid out like that. */
function insertItem(editor: ObjectEditor, pool: F5Object, present: readonly PlacedItem[], member: NewSetting): void {
  const last = present.at(-1);
  const style = last ? styleOf(editor.text, last.statement) : styleOf(editor.text, pool.definition);
  if (!last) {
    const placed = pool.last('members');
    if (placed) editor.setPlaced(placed, [member], 'add');
    else editor.add(pool, { key: 'members', value: [member], modifier: 'add' });
    return;
  }
  const bare = last.settings === undefined;
  const { text } = editor;
  const lineStart = text.lastIndexOf('\n', last.name.start - 1) + 1;
  const indent = text.slice(lineStart, last.name.start);
  const isOwnLine = indent.trim() === '' && last.name.first;
  const isOneLine = !text.slice(last.name.start, last.end).includes('\n');
  const itemStyle: Style = isOneLine ? { ...style, form: 'one line' } : { ...style, form: 'lines', indent, eol: style.eol };
  const printed = bare && style.form === 'command' ? member.key : printSetting(member, itemStyle, 0);
  const line = style.form === 'command' && style.quoting !== 'tmsh' ? ` \\${style.eol}${indent}` : `${style.eol}${indent}`;
  editor.insert(last.end, isOwnLine ? `${line}${printed}` : ` ${printed}`);
}

/** Keeps the client's address for a pool, whatever its listener says. */
export function keepAddressForPool(editor: ObjectEditor, pool: F5Object): boolean {
  editor.set(pool, 'allow-snat', 'no');
  return true;
}
