import type { Edit } from '../../core/edit.ts';
import type { Span } from '../../core/span.ts';
import type { Change } from '../../model/change.ts';
import { convertContent } from '../../model/registry/convert.ts';
import type { RegistryContent, RegistryEntry } from '../../model/registry/content.ts';
import { dataStart } from '../../syntax/reg-file/document.ts';
import { keySpan } from '../../syntax/reg-file/key.ts';
import { keyLine, spellData, spellValue } from '../../syntax/reg-file/spell.ts';
import type { Reading } from '../artefact.ts';
import type { KnownValue, RegTree } from './read.ts';
import type { Section } from './sections.ts';

/** The edits that make these changes; `undefined` when one of them has no place here, such as the restart of a service. */
export function writeRegFile(reading: Reading<RegTree>, changes: readonly Change[]): Edit[] | undefined {
  const writer = new Writer(reading);
  return changes.every((change) => writer.write(change)) ? writer.edits() : undefined;
}

/** Writes changes of one file together, because two additions to one key must know of each other. */
class Writer {
  readonly #reading: Reading<RegTree>;
  readonly #eol: string;
  readonly #replacements: { readonly span: Span; readonly newText: string }[] = [];
  /** New values as they are written, by the line of their key. */
  readonly #additions = new Map<string, { readonly place: Pick<RegistryEntry, 'hive' | 'key'>; readonly lines: string[] }>();

  constructor(reading: Reading<RegTree>) {
    this.#reading = reading;
    const [first] = reading.tree.document.lines;
    this.#eol = first && first.next > first.end ? reading.file.text.slice(first.end, first.next) : '\r\n';
  }

  /** Takes a change up; false when it cannot be made. */
  write(change: Change): boolean {
    switch (change.kind) {
      case 'replace':
        return this.#replace(change.at.span, change.text);
      case 'set-registry-content':
        return this.#setContent(change.write.key, change.content);
      case 'set-registry-type': {
        const content = change.write.content && convertContent(change.write.content, change.type);
        return content !== undefined && this.#setContent(change.write.key, content);
      }
      case 'set-registry-key':
        return this.#move(change.write.key, 'HKEY_LOCAL_MACHINE', change.registryKey);
      case 'add-registry-values':
        return change.entries.every((entry) => this.#add(entry, spellValue(entry, this.#reading.tree.header.version, this.#eol)));
      default:
        return false;
    }
  }

  edits(): Edit[] | undefined {
    const { file, tree } = this.#reading;
    const sections: string[] = [];
    for (const { place, lines } of this.#additions.values()) {
      const target = sectionFor(tree, place);
      if (!target) {
        sections.push([keyLine(place), ...lines].join(this.#eol));
        continue;
      }
      const last = target.lines.findLast(({ kind }) => kind === 'value') ?? target.line;
      if (!last) return undefined;
      this.#replace({ start: last.end, end: last.end }, lines.map((line) => this.#eol + line).join(''));
    }
    if (sections.length > 0) this.#append(sections);
    return this.#replacements.map((each) => ({ file, ...each }));
  }

  #replace(span: Span, newText: string): true {
    this.#replacements.push({ span, newText });
    return true;
  }

  #add(place: Pick<RegistryEntry, 'hive' | 'key'>, line: string | undefined): boolean {
    // Data that breaks off at the end of the file would take in what is added.
    if (line === undefined || this.#reading.tree.document.lines.some(({ swallowed }) => swallowed)) return false;
    const key = keyLine(place).toLowerCase();
    const found = this.#additions.get(key);
    if (found) found.lines.push(line);
    else this.#additions.set(key, { place, lines: [line] });
    return true;
  }

  #setContent(key: string, content: RegistryContent): boolean {
    const found = this.#reading.tree.values.get(key);
    const span = found && this.#dataSpan(found);
    const data = span && spellData(content, span.start - found.value.span.start, this.#reading.tree.header.version, this.#eol);
    return span !== undefined && data !== undefined && this.#replace(span, data);
  }

  /** The data of a value with its type, though it may be broken; `undefined` where a comment may be part of it. */
  #dataSpan({ line, value }: KnownValue): Span | undefined {
    if (value.data) return value.data.span;
    const { text } = this.#reading.file;
    const start = dataStart(text, line);
    if (start === undefined || text.slice(start, line.end).includes(';')) return undefined;
    return { start, end: start + text.slice(start, line.end).trimEnd().length };
  }

  /** Moves a value to another key of the hive. */
  #move(key: string, hive: string, to: string): boolean {
    const found = this.#reading.tree.values.get(key);
    const { text } = this.#reading.file;
    if (!found?.section.key) return false;
    const { line, value, section } = found;
    if (section.lines.filter(({ kind }) => kind === 'value').length === 1) {
      const isSame = found.section.key.path?.hive === hive;
      return isSame ? this.#replace(keySpan(text, found.section.key), to) : this.#replace(found.section.key.span, `${hive}\\${to}`);
    }
    if (!value.data) return false;
    this.#replace({ start: line.start, end: line.next }, '');
    return this.#add({ hive, key: to }, text.slice(line.start, line.end).trim());
  }

  /** Puts keys at the end of the file, a blank line before each. */
  #append(sections: readonly string[]): void {
    const { text } = this.#reading.file;
    const end = text.trimEnd().length;
    const isEnded = end < text.length;
    const added = sections.map((section) => this.#eol + this.#eol + section).join('');
    this.#replace({ start: end, end }, added + (isEnded ? '' : this.#eol));
  }
}

/** The last section of a key, where nothing below it deletes the key again. */
function sectionFor({ sections }: RegTree, { hive, key }: Pick<RegistryEntry, 'hive' | 'key'>): Section | undefined {
  const wanted = `${hive}\\${key}\\`.toLowerCase();
  const last = sections.findLast(({ key: line }) => {
    const path = line?.path && `${line.path.hive}\\${line.path.key}\\`.toLowerCase();
    return path !== undefined && (line?.deletes ? wanted.startsWith(path) : path === wanted);
  });
  return last?.key?.deletes || last?.key?.defect ? undefined : last;
}
