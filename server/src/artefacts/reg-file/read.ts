import type { Location, SourceFile } from '../../core/source-file.ts';
import { textOf, type Span } from '../../core/span.ts';
import { Anchors, emptyFacts, type Facts } from '../../model/facts.ts';
import type { RegistryKeyChange, RegistryWrite, TypeSlot } from '../../model/registry/write.ts';
import { contentOf, typeOf, type RegVersion } from '../../syntax/reg-file/content.ts';
import { parseRegFile, type RegDocument, type RegLine } from '../../syntax/reg-file/document.ts';
import { headerOf, type RegHeader } from '../../syntax/reg-file/header.ts';
import { readValue, type RegData, type RegValueLine } from '../../syntax/reg-file/value.ts';
import type { RegKeyLine } from '../../syntax/reg-file/key.ts';
import type { Reading } from '../artefact.ts';
import { problemsOf } from './problems.ts';
import { relevantSections, sectionsOf, type Section } from './sections.ts';

/** A value that the model knows, with its line and its section. */
export interface KnownValue {
  readonly line: RegLine;
  readonly value: RegValueLine;
  readonly section: Section;
}

export interface RegTree {
  readonly document: RegDocument;
  readonly header: RegHeader;
  readonly sections: readonly Section[];
  /** By the key of its write. */
  readonly values: ReadonlyMap<string, KnownValue>;
}

/** Reads a `.reg` file. Never throws for any text. */
export function readRegFile(file: SourceFile): Reading<RegTree> {
  const document = parseRegFile(file.text);
  const header = headerOf(document);
  const sections = sectionsOf(document);
  const relevant = relevantSections(file.text, sections);
  const reader = new Reader(file, header.version);
  for (const section of relevant) reader.read(section);
  const { writes, keys, anchors, values } = reader;
  const { problems, unread } = problemsOf({ file, header, sections: relevant, anchors });
  const facts: Facts = {
    ...emptyFacts(file),
    problems,
    registryWrites: writes,
    ...(keys.length > 0 && { registryKeys: keys }),
    ...(writes.length > 0 && { script: { writes, restarts: [], remoteAccess: [] } }),
    ...(unread.length === 0 && { registryWhole: true }),
    unread,
    placeOf: (key) => anchors.placeOf(key),
  };
  return { file, tree: { document, header, sections, values }, facts };
}

class Reader {
  readonly writes: RegistryWrite[] = [];
  readonly keys: RegistryKeyChange[] = [];
  readonly values = new Map<string, KnownValue>();
  readonly anchors: Anchors;
  readonly #file: SourceFile;
  readonly #version: RegVersion;
  readonly #counts = new Map<string, number>();

  constructor(file: SourceFile, version: RegVersion) {
    this.#file = file;
    this.#version = version;
    this.anchors = new Anchors(file);
  }

  read(section: Section): void {
    const { key } = section;
    if (!key?.path) return;
    if (key.deletes) this.#readDeletion(key);
    else for (const line of section.lines) if (line.kind === 'value' && !line.swallowed) this.#readWrite(line, section, key);
  }

  #readDeletion(key: RegKeyLine): void {
    if (!key.path || key.defect) return;
    const id = this.#idOf(`delete ${key.path.hive}\\${key.path.key}`);
    this.keys.push({
      key: id,
      at: this.anchors.at(key.whole, id),
      action: 'delete',
      path: { value: key.path, text: textOf(this.#file.text, key.span), at: this.anchors.at(key.span, `${id}/path`) },
      offset: key.whole.start,
    });
  }

  #readWrite(line: RegLine, section: Section, { path, span }: RegKeyLine): void {
    const value = readValue(this.#file.text, line);
    const { name, nameSpan, data } = value;
    if (name === undefined || !path) return;
    const id = this.#idOf(`${path.hive}\\${path.key}\\\\${name}`);
    const at = (place: Span, part: string): Location => this.anchors.at(place, `${id}/${part}`);
    const content = data && contentOf(data, this.#version);
    this.values.set(id, { line, value, section });
    this.writes.push({
      key: id,
      at: this.anchors.at(nameSpan, id),
      notation: 'reg-file',
      action: data?.kind === 'delete' ? 'delete' : 'set',
      path: { value: path, text: textOf(this.#file.text, span), at: at(span, 'path') },
      name: { value: name, text: textOf(this.#file.text, nameSpan), at: at(nameSpan, 'name') },
      type: this.#typeSlot(data, at),
      ...(content && { content }),
      forced: true,
      ...dataOf(data, at),
      offset: value.span.start,
    });
  }

  #typeSlot(data: RegData | undefined, at: (place: Span, part: string) => Location): TypeSlot {
    if (data?.kind === 'delete') return { state: 'absent' };
    const type = data && typeOf(data);
    if (!data || type === undefined) return { state: 'unread' };
    const span = data.kind === 'string' ? data.span : data.typeSpan;
    return { state: 'known', type, written: { value: type, text: textOf(this.#file.text, span), at: at(span, 'type') } };
  }

  /** A key for a place that stays when other lines come and go. */
  #idOf(name: string): string {
    const lower = name.toLowerCase();
    const count = this.#counts.get(lower) ?? 0;
    this.#counts.set(lower, count + 1);
    return `${lower}#${count}`;
  }
}

/** The data as a text or a decimal number, where it is written as one. */
function dataOf(data: RegData | undefined, at: (place: Span, part: string) => Location): Pick<RegistryWrite, 'data' | 'dataText' | 'dataAt'> {
  switch (data?.kind) {
    case 'delete':
      return { data: 'absent' };
    case 'dword':
      return { data: 'number', dataText: String(data.number), dataAt: at(data.digits, 'data') };
    case 'string':
      return data.text === undefined ? { data: 'unread' } : { data: 'text', dataText: data.text, dataAt: at(data.inner, 'data') };
    default:
      return { data: 'unread' };
  }
}
