import type { Edit } from '../../core/edit.ts';
import { lineEndAt } from '../../core/lines.ts';
import type { SourceFile } from '../../core/source-file.ts';
import type { Span } from '../../core/span.ts';
import type { KindName } from '../../knowledge/load-balancer/citrix-adc.ts';
import type { Command } from '../../syntax/citrix-adc/command.ts';
import type { Line } from '../../syntax/citrix-adc/document.ts';
import { spelled, wordOf, type Token } from '../../syntax/citrix-adc/tokens.ts';
import type { Reading } from '../artefact.ts';
import type { Item, Space } from './appliance.ts';
import { spaceOf } from './execute.ts';
import { separatorOf } from './names.ts';
import type { CitrixTree } from './read.ts';

/** A change that cannot be written without losing or guessing something. */
export class Impossible extends Error {}

/** A word in the place of another one, in a copy of a command. */
export interface Substitution {
  readonly token: Span;
  readonly text: string;
}

/** Collects what changes a file of commands, all changes together. */
export class Script {
  readonly file: SourceFile;
  readonly tree: CitrixTree;
  readonly #replaced = new Map<string, { readonly span: Span; readonly text: string }>();
  /** Behind the last word of a line. */
  readonly #options = new Map<number, string[]>();
  /** Whole lines behind a line. */
  readonly #lines = new Map<Line, string[]>();
  readonly #removed = new Set<Line>();
  readonly #set = new Map<string, string>();
  readonly #setLater = new Map<Item, string>();
  readonly #names = new Set<string>();
  readonly #done = new Set<string>();

  constructor({ file, tree }: Reading<CitrixTree>) {
    this.file = file;
    this.tree = tree;
  }

  word(token: Token): string {
    return wordOf(this.file.text, token);
  }

  /** Whether something is written for the first time: two changes may want the same. */
  isFirst(key: string): boolean {
    return this.#done.size < this.#done.add(key).size;
  }

  /** @throws Impossible where something else has been written there */
  replace(span: Span, text: string): void {
    const key = `${span.start}-${span.end}`;
    const before = this.#replaced.get(key);
    if (before && before.text !== text) throw new Impossible();
    this.#replaced.set(key, { span, text });
  }

  /** Writes a word in the place of another one, quoted in the same way. */
  replaceWord(token: Token, word: string): void {
    this.replace(token, spelled(word, token.quote === 'q' ? '"' : token.quote));
  }

  /** Adds lines behind the line of a command, with its indentation. */
  addAfter({ line, verbSpan }: Command, texts: readonly string[]): void {
    const indent = this.file.text.slice(line.start, verbSpan.start);
    const list = this.#lines.get(line) ?? [];
    for (const text of texts) if (!list.includes(indent + text)) list.push(indent + text);
    this.#lines.set(line, list);
  }

  remove({ line }: Command): void {
    this.#removed.add(line);
  }

  /**
   * Makes an option of an object say this: where it is written, else where the object is added, else by a command of its own.
   * @param beside the option that it needs: it is written where that one is
   * @throws Impossible where it is not known what the option says, or another change wants it to say something else
   */
  setOption(item: Item, name: string, values: string, beside?: string): void {
    const key = `${item.space}/${item.name}/${name}`;
    const before = this.#set.get(key);
    if (before === values) return;
    if (before !== undefined || item.uncertain) throw new Impossible();
    this.#set.set(key, values);
    const found = item.settings.get(name);
    const changes = this.commandsAbout(item).filter(({ verb, broken }) => (verb === 'add' || verb === 'set') && !broken);
    if (found !== undefined && found !== 'default') {
      const [first, last] = [found.option.values[0], found.option.values.at(-1)];
      if (first && last) this.replace({ start: first.start, end: last.end }, values);
      else this.#append(found.option.token.end, ` ${values}`);
      return;
    }
    const needed = beside === undefined ? undefined : item.settings.get(beside);
    const isGone = found === 'default' || needed === 'default';
    const target = isGone ? undefined : (needed?.command ?? item.addedBy ?? changes.find(({ args }) => args.length === 1 || item.space === 'monitor'));
    if (target) {
      this.#append(this.endOf(target), ` -${name} ${values}`);
      return;
    }
    this.#setLater.set(item, `${this.#setLater.get(item) ?? ''} -${name} ${values}`);
  }

  /** The command that sets options of an object which is not added here, behind everything else about it. */
  #writeSet(item: Item, options: string): void {
    const behind = this.commandsAbout(item).at(-1) ?? item.command;
    const type = item.space === 'monitor' && item.args[0] ? ` ${this.file.text.slice(item.args[0].start, item.args[0].end)}` : '';
    this.addAfter(behind, [`${this.opening(behind, 'set', item.kind)} ${spelled(item.name)}${type}${options}`]);
  }

  /** Removes an option with its values, and the blank before it. */
  removeOption(option: { readonly token: Token; readonly values: readonly Token[] }): void {
    this.replace({ start: this.blanksBefore(option.token.start), end: (option.values.at(-1) ?? option.token).end }, '');
  }

  /** Where the blanks before an offset begin. */
  blanksBefore(offset: number): number {
    let start = offset;
    while (start > 0 && /[ \t]/u.test(this.file.text.charAt(start - 1))) start--;
    return start;
  }

  #append(offset: number, text: string): void {
    const list = this.#options.get(offset) ?? [];
    list.push(text);
    this.#options.set(offset, list);
  }

  /** Where the last word of a command ends. */
  endOf({ args, options, kindSpan }: Command): number {
    const last = options.at(-1);
    return last ? (last.values.at(-1) ?? last.token).end : (args.at(-1)?.end ?? kindSpan.end);
  }

  /** Verb and kind of a new command, in the letter case and with the abbreviations of another one. */
  opening(like: Command, verb: string, kind: KindName): string {
    const { text } = this.file;
    const upper = /^[A-Z]+$/u.test(text.slice(like.verbSpan.start, like.verbSpan.end));
    const words = like.kind === kind ? text.slice(like.kindSpan.start, like.kindSpan.end) : kind;
    return upper ? `${verb} ${words}`.toUpperCase() : `${verb} ${words}`;
  }

  /** The commands about an object, in their order, under whatever name it has. */
  commandsAbout(item: Item): Command[] {
    return this.#byName.get(`${item.space}/${item.name.toLowerCase()}`) ?? [];
  }

  get #byName(): ReadonlyMap<string, Command[]> {
    this.#index ??= this.#indexed();
    return this.#index;
  }
  #index: Map<string, Command[]> | undefined;

  #indexed(): Map<string, Command[]> {
    const index = new Map<string, Command[]>();
    for (const command of this.tree.commands) {
      const subject = this.#subjectOf(command);
      if (!subject) continue;
      const list = index.get(subject) ?? [];
      list.push(command);
      index.set(subject, list);
    }
    return index;
  }

  /** A place for a new bind: the wanted one, or behind the last command that unbinds something of an object, which might undo it. */
  behindUnbinding(item: Item, wanted: Command): Command {
    const last = this.commandsAbout(item).findLast(({ verb }) => verb === 'unbind');
    return last && last.line.start > wanted.line.start ? last : wanted;
  }

  #subjectOf({ kind, verb, args }: Command): string | undefined {
    if (kind === 'ns mode') return undefined;
    // A monitor is bound to a service, whose business it is.
    const older = kind === 'lb monitor' && (verb === 'bind' || verb === 'unbind');
    const token = older ? args[1] : args[0];
    return token && `${older ? 'pool' : spaceOf(kind)}/${this.word(token).toLowerCase()}`;
  }

  /** The text of a command with some of its words replaced. */
  copy(command: Command, substitutions: readonly Substitution[]): string {
    const { text } = this.file;
    let at = command.verbSpan.start;
    let copied = '';
    for (const { token, text: by } of [...substitutions].sort((a, b) => a.token.start - b.token.start)) {
      copied += text.slice(at, token.start) + by;
      at = token.end;
    }
    return copied + text.slice(at, this.endOf(command));
  }

  /** A name that no object of a name space has, as much like the wanted one as possible. */
  freshName(space: Space, wanted: string): string {
    const taken = (name: string): boolean => this.tree.appliance.find(space, name) !== undefined || this.#names.has(`${space}/${name.toLowerCase()}`);
    let name = wanted;
    for (let number = 2; taken(name); number++) name = `${wanted}${separatorOf(wanted)}${number}`;
    this.#names.add(`${space}/${name.toLowerCase()}`);
    return name;
  }

  /** @throws Impossible where what is changed is also removed */
  edits(): Edit[] {
    for (const [item, options] of this.#setLater) this.#writeSet(item, options);
    const inserted = new Map<number, string>();
    for (const [offset, texts] of this.#options) inserted.set(offset, texts.join(''));
    for (const [line, texts] of this.#lines) {
      const lines = texts.map((text) => lineEndAt(this.file.text, line.start) + text).join('');
      if (this.#removed.has(line)) throw new Impossible();
      inserted.set(line.end, (inserted.get(line.end) ?? '') + lines);
    }
    const edits = [
      ...[...this.#replaced.values()].map(({ span, text }) => ({ file: this.file, span, newText: text })),
      ...[...inserted].map(([offset, newText]) => ({ file: this.file, span: { start: offset, end: offset }, newText })),
    ].filter(({ span, newText }) => this.file.text.slice(span.start, span.end) !== newText);
    const removals = [...this.#removed].map((line) => ({ file: this.file, span: this.#wholeLine(line), newText: '' }));
    if (removals.some(({ span }) => edits.some((edit) => edit.span.start >= span.start && edit.span.end <= span.end))) throw new Impossible();
    return [...edits, ...removals];
  }

  /** A line with its line end; the last one with that of the line before. */
  #wholeLine(line: Line): Span {
    if (line.next > line.end) return { start: line.start, end: line.next };
    const before = this.tree.document.lines.find(({ next }) => next === line.start);
    return { start: before?.end ?? line.start, end: line.end };
  }
}
