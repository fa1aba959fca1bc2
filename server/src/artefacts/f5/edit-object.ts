import { applyEdits, type Edit } from '../../core/edit.ts';
import { endedAsThere, narrowed } from '../../core/line-ends.ts';
import { lineEndAt } from '../../core/lines.ts';
import type { SourceFile } from '../../core/source-file.ts';
import type { Span } from '../../core/span.ts';
import type { TextEdit } from '../../core/derived-text.ts';
import { isBlank, lineEnd } from '../../syntax/f5/items.ts';
import { skipBlanks } from '../../syntax/f5/commands.ts';
import type { Statement } from '../../syntax/f5/statement.ts';
import type { CommandNode, Item } from '../../syntax/f5/tree.ts';
import { Anchors } from '../../model/facts.ts';
import type { Configuration, F5Object, ObjectClass, Placed, PlacedItem } from './configuration.ts';
import { COMMON, localName, wordSpan } from './names.ts';
import { Reader } from './reader.ts';
import { printObject, printSetting, printValue, spelledName, styleOf, type NewSetting, type NewValue } from './style.ts';

/** Collects the edits of a file. What is written twice in the same way is written once. */
export class ObjectEditor {
  readonly configuration: Configuration;
  readonly #file: SourceFile;
  readonly #edits = new Map<string, TextEdit>();
  readonly #names: Set<string>;
  /** New names with their kind. */
  readonly #made = new Set<string>();
  /** Where what was taken away last ends. */
  #removedUpTo: number | undefined;

  constructor(file: SourceFile, configuration: Configuration) {
    this.#file = file;
    this.configuration = configuration;
    this.#names = new Set(configuration.names);
  }

  get text(): string {
    return this.configuration.text;
  }

  /** Reads objects of the file as `readF5` does. */
  reader(): Reader {
    return new Reader(this.configuration, new Anchors(this.#file));
  }

  edits(): Edit[] {
    return [...this.#edits.values()].map((edit) => ({ file: this.#file, ...this.#narrowed(edit) }));
  }

  /** An edit of several lines without what stays the same at its ends. */
  #narrowed({ span, newText }: TextEdit): TextEdit {
    const isOfLines = newText !== '' && this.text.slice(span.start, span.end).includes('\n');
    return isOfLines ? narrowed(this.text, endedAsThere(this.text, { span, newText })) : { span, newText };
  }

  replace(span: Span, newText: string): void {
    if (this.text.slice(span.start, span.end) !== newText) this.#edits.set(`${span.start}-${span.end}-${newText}`, { span, newText });
  }

  /** The edits within a span so far, for writing a changed copy of it. */
  editsIn({ start, end }: Span): TextEdit[] {
    return [...this.#edits.values()].filter(({ span }) => start <= span.start && span.end <= end);
  }

  /** Gives an object a setting: written over the one that counts, or added. */
  set(object: F5Object, key: string, value: NewValue, modifier?: NewSetting['modifier']): void {
    const placed = object.last(key);
    if (placed) this.setPlaced(placed, value, modifier);
    else this.add(object, { key, value, ...(modifier && { modifier }) });
  }

  /** The same where the value names another object of the file: a command cannot before that is made, so a change follows it there. */
  setReference(object: F5Object, key: string, value: NewValue, target: F5Object | undefined, modifier?: NewSetting['modifier']): void {
    const statement = object.last(key)?.statement ?? object.definition;
    const made = target?.definition;
    if (made?.node.kind !== 'command' || statement.node.kind !== 'command' || made.node.start < statement.node.start) {
      this.set(object, key, value, modifier);
      return;
    }
    const kind = this.text.slice(object.definition.kindSpan.start, object.definition.kindSpan.end);
    const setting = printSetting({ key, value, ...(modifier && { modifier }) }, styleOf(this.text, made));
    this.insertAfter(made, [`modify ${kind} ${this.#newName(object.name, made)} ${setting}`]);
  }

  /** Writes a value over that of a setting. The quotes of a string stay as they are. */
  setPlaced({ entry, statement }: Placed, value: NewValue, modifier?: NewSetting['modifier']): void {
    const [only] = entry.values;
    const style = styleOf(this.text, statement);
    if (only?.kind === 'string' && entry.values.length === 1 && typeof value === 'object' && 'quoted' in value) {
      this.replace(wordSpan(this.text, only, statement.quoting), value.quoted);
      return;
    }
    const action = style.form === 'command' && modifier ? `${modifier} ` : '';
    const inline = only?.kind === 'group' && !this.text.slice(only.start, only.end).includes('\n');
    this.replace({ start: entry.at.end, end: entry.end }, ` ${action}${printValue(value, inline ? { ...style, form: 'one line' } : style)}`);
  }

  /** Adds a setting that an object does not have: among those of a stored object by the alphabet, else behind them. */
  add(object: F5Object, setting: NewSetting): void {
    const statement = object.definition;
    const { node, body } = statement;
    const style = styleOf(this.text, statement);
    const own = object.entries.filter((each) => each.statement === statement).map(({ entry }) => entry);
    const printed = printSetting(setting, style);
    const last = own.at(-1);
    if (style.form === 'command') {
      const end = last?.end ?? statement.name?.end ?? node.end;
      this.insert(end, ` ${printed}`);
    } else if (!last) {
      const lines = `${style.eol}${style.indent}${style.step}${printed}${style.eol}${style.indent}`;
      this.replace(body, style.form === 'lines' ? lines : ` ${printed} `);
    } else {
      const isSorted = own.every((each, index) => index === 0 || (own[index - 1]?.key ?? '') <= each.key);
      const before = isSorted ? own.findLast(({ key }) => key < setting.key) : last;
      if (style.form === 'one line') this.insert((before ?? last).end, ` ${printed}`);
      else if (before) this.insert(lineEnd(this.text, before.end, node.end), `${style.eol}${style.indent}${style.step}${printed}`);
      else this.insert(body.start, `${style.eol}${style.indent}${style.step}${printed}`);
    }
  }

  /** Takes a setting away, with its line where it has one. */
  remove({ entry }: Placed): void {
    this.#remove(entry.at, entry.end);
  }

  /** Takes an entry of a list away, in the same way. */
  removeItem({ name, end }: PlacedItem): void {
    this.#remove(name, end);
  }

  #remove({ start, first }: Item, end: number): void {
    const { text } = this;
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const alone = text.slice(lineStart, start).trim() === '' && text.slice(end, lineEnd(text, end, text.length)).trim() === '';
    if (alone) {
      const next = text.indexOf('\n', end);
      this.replace({ start: lineStart, end: next < 0 ? text.length : next + 1 }, '');
      return;
    }
    // With the blanks behind it at the beginning of a line, and behind something that was taken away with those in front of this.
    const isFirst = first || this.#removedUpTo === start;
    this.#removedUpTo = isFirst ? skipBlanks(text, end) : end;
    this.replace({ start: isFirst ? start : start - blanksBefore(text, start), end: this.#removedUpTo }, '');
  }

  insert(at: number, newText: string): void {
    this.#edits.set(`${at}-${newText}`, { span: { start: at, end: at }, newText });
  }

  /** A full name that nothing in the file has, or nothing of a kind. */
  freshName(wanted: string, kind?: ObjectClass): string {
    const isTaken = (name: string): boolean =>
      kind === undefined ? this.#names.has(name) : this.configuration.find(kind, name) !== undefined || this.#made.has(`${kind} ${name}`);
    let name = wanted;
    for (let number = 2; isTaken(name); number++) name = `${wanted}_${number}`;
    this.#names.add(name);
    this.#made.add(`${kind ?? ''} ${name}`);
    return name;
  }

  /** Makes an object before another statement, so that what stands there can name it. */
  insertBefore(statement: Statement, kind: string, full: string, settings: readonly NewSetting[]): void {
    const style = styleOf(this.text, statement);
    const printed = printObject(kind, this.#newName(full, statement), settings, style);
    const { node } = statement;
    if (node.kind === 'command') {
      const start = this.#lineOf(node).start;
      this.insert(start, `${this.wrapped(node, printed)}${style.eol}${this.#indentAt(start)}`);
      return;
    }
    this.insert(node.start, `${printed}${this.#separator(statement)}${style.indent}`);
  }

  /** A name in a statement of its own, where another one's change of the folder may not count. */
  #newName(full: string, beside: Statement): string {
    return this.configuration.folderOf(beside) === COMMON ? spelledName(this.configuration, full, beside) : full;
  }

  /** Puts texts behind a statement, each of them a whole one. */
  insertAfter(statement: Statement, printed: readonly string[]): void {
    const { node } = statement;
    const style = styleOf(this.text, statement);
    if (node.kind === 'command') {
      const { start, end } = this.#lineOf(node);
      this.insert(end, printed.map((each) => `${style.eol}${this.#indentAt(start)}${this.wrapped(node, each)}`).join(''));
      return;
    }
    this.insert(node.end, printed.map((each) => `${this.#separator(statement)}${style.indent}${each}`).join(''));
  }

  /** The text of a statement after these edits. */
  copy({ node }: Statement, edits: readonly TextEdit[]): string {
    const text = this.text.slice(node.start, node.end);
    return applyEdits(
      text,
      edits.map(({ span, newText }) => ({ span: { start: span.start - node.start, end: span.end - node.start }, newText })),
    );
  }

  /** A command with `tmsh` and quotes as another one has them. */
  wrapped(node: CommandNode, command: string): string {
    const first = this.#commandsOf(node)[0] ?? node;
    const quote = node.quoting === 'double' ? '"' : node.quoting === 'single' ? "'" : '';
    return `${this.text.slice(node.lineStart, first.start)}${command}${quote}`;
  }

  /** What stands between this object and the next one: a line end, or an empty line as well. */
  #separator({ node }: Statement): string {
    const { text } = this;
    const eol = lineEndAt(text, node.start);
    const behind = /^[ \t]*\r?\n[ \t]*(\r?\n|$)/.exec(text.slice(node.end, node.end + 200));
    const before = /\n[ \t]*\r?\n[ \t]*$/.test(text.slice(Math.max(0, node.start - 200), node.start));
    const isLast = text.slice(node.end).trim() === '';
    return (isLast ? before : behind?.[1] !== undefined && behind[1] !== '') ? eol + eol : eol;
  }

  /** All commands of the line that one is in. */
  #commandsOf({ lineStart }: CommandNode): CommandNode[] {
    return this.configuration.document.nodes.filter((each): each is CommandNode => each.kind === 'command' && each.lineStart === lineStart);
  }

  #lineOf(node: CommandNode): Span {
    const last = this.#commandsOf(node).at(-1) ?? node;
    return { start: node.lineStart, end: lineEnd(this.text, last.end, this.text.length) };
  }

  #indentAt(at: number): string {
    return /(?<![ \t])[ \t]*$/.exec(this.text.slice(this.text.lastIndexOf('\n', at - 1) + 1, at))?.[0] ?? '';
  }
}

function blanksBefore(text: string, at: number): number {
  let start = at;
  while (isBlank(text.charCodeAt(start - 1))) start--;
  return at - start;
}

/** A name with another last part in its folder. */
export function renamed(full: string, local: string): string {
  return full.slice(0, full.length - localName(full).length) + local;
}
