import type { Location, SourceFile } from '../../core/source-file.ts';
import { textOf, type Span } from '../../core/span.ts';
import { holdsVpnKey, mayBeVpnKey, namesVpnValue } from '../../knowledge/registry-relevance.ts';
import { Anchors, emptyFacts, type Facts } from '../../model/facts.ts';
import type { RegistryKeyChange, RegistryWrite, TypeSlot } from '../../model/registry/write.ts';
import { contentOf } from '../../syntax/preferences/content.ts';
import { typeNamed } from '../../syntax/preferences/types.ts';
import { parseXml } from '../../syntax/xml/parse.ts';
import type { XmlDocument } from '../../syntax/xml/tree.ts';
import type { Reading } from '../artefact.ts';
import { attribute, itemsOf, type Item } from './items.ts';
import { problemsOf } from './problems.ts';

export interface PreferencesTree {
  readonly document: XmlDocument;
  readonly items: readonly Item[];
  /** By the key of its fact. */
  readonly known: ReadonlyMap<string, Item>;
}

/** Reads Registry.xml of Group Policy Preferences. Never throws for any text. */
export function readPreferences(file: SourceFile): Reading<PreferencesTree> {
  const document = parseXml(file.text);
  const items = itemsOf(document);
  const relevant = items.filter(isRelevant);
  const reader = new Reader(file);
  for (const item of relevant) reader.read(item);
  const { writes, keys, anchors, known } = reader;
  const problems = problemsOf({ file, document, items: relevant, anchors });
  const facts: Facts = {
    ...emptyFacts(file),
    problems,
    registryWrites: writes,
    ...(keys.length > 0 && { registryKeys: keys }),
    ...(writes.length > 0 && { script: { writes, restarts: [], remoteAccess: [] } }),
    // A key or a name with a variable in it may be any.
    ...(problems.length === 0 && items.every(({ path }) => path !== undefined) && { registryWhole: true }),
    unread: problems.map(({ at }) => at.span),
    placeOf: (key) => anchors.placeOf(key),
  };
  return { file, tree: { document, items, known }, facts };
}

/** Whether an item may matter to a VPN: by its key, or by a value that nothing else has. */
function isRelevant({ path, properties, name, action }: Item): boolean {
  if (name === undefined) return path !== undefined && action !== 'C' && action !== 'U' && holdsVpnKey(path.key);
  const key = path?.key ?? attribute(properties, 'key')?.value ?? '';
  return mayBeVpnKey(key) || namesVpnValue(name);
}

/** What the actions do to a value. */
const ACTIONS: Readonly<Record<string, Pick<RegistryWrite, 'action' | 'forced'>>> = {
  C: { action: 'create', forced: false },
  R: { action: 'set', forced: true },
  U: { action: 'set', forced: true },
  D: { action: 'delete' },
};

class Reader {
  readonly writes: RegistryWrite[] = [];
  readonly keys: RegistryKeyChange[] = [];
  readonly known = new Map<string, Item>();
  readonly anchors: Anchors;
  readonly #file: SourceFile;
  readonly #counts = new Map<string, number>();

  constructor(file: SourceFile) {
    this.#file = file;
    this.anchors = new Anchors(file);
  }

  read(item: Item): void {
    if (!item.path) return;
    if (item.name === undefined) this.#readKey(item, item.path);
    else this.#readWrite(item, item.path, item.name);
  }

  #readKey(item: Item, path: RegistryWrite['path']['value']): void {
    const { properties, action, isTargeted } = item;
    const id = this.#idOf(`${action} ${path.hive}\\${path.key}`, item);
    const span = attribute(properties, 'key')?.valueSpan ?? properties.nameSpan;
    this.keys.push({
      key: id,
      at: this.anchors.at(span, id),
      action: action === 'D' ? 'delete' : 'recreate',
      path: { value: path, text: textOf(this.#file.text, span), at: this.anchors.at(span, `${id}/path`) },
      ...(isTargeted && { conditional: true }),
      offset: item.element.span.start,
    });
  }

  #readWrite(item: Item, path: RegistryWrite['path']['value'], name: string): void {
    const { properties, isTargeted, data } = item;
    const action = ACTIONS[item.action];
    if (!action) return;
    const id = this.#idOf(`${path.hive}\\${path.key}\\\\${name}`, item);
    const at = (place: Span, part: string): Location => this.anchors.at(place, `${id}/${part}`);
    const spanOf = (attributeName: string): Span => attribute(properties, attributeName)?.valueSpan ?? properties.nameSpan;
    const type = this.#typeSlot(item, at);
    const content = action.action !== 'delete' && type.state === 'known' ? contentOf(type.type, data) : undefined;
    this.writes.push({
      key: id,
      at: this.anchors.at(name === '' ? properties.nameSpan : spanOf('name'), id),
      notation: 'preferences',
      ...action,
      path: { value: path, text: textOf(this.#file.text, spanOf('key')), at: at(spanOf('key'), 'path') },
      name: { value: name, text: textOf(this.#file.text, spanOf('name')), at: at(spanOf('name'), 'name') },
      type,
      ...(content && { content }),
      ...dataOf(content, item, action.action, at),
      ...(isTargeted && { conditional: true }),
      offset: item.element.span.start,
    });
  }

  #typeSlot({ properties, action }: Item, at: (place: Span, part: string) => Location): TypeSlot {
    const stated = attribute(properties, 'type');
    if (!stated || stated.value === '' || action === 'D') return { state: 'absent' };
    const type = typeNamed(stated.value);
    const written = { value: stated.value, text: textOf(this.#file.text, stated.valueSpan), at: at(stated.valueSpan, 'type') };
    if (type === undefined) return { state: 'invalid', written };
    return type === 'other' ? { state: 'unread' } : { state: 'known', type, written };
  }

  /** A key for a place that stays when other items come and go. */
  #idOf(name: string, item: Item): string {
    const lower = name.toLowerCase();
    const count = this.#counts.get(lower) ?? 0;
    this.#counts.set(lower, count + 1);
    const id = `${lower}#${count}`;
    this.known.set(id, item);
    return id;
  }
}

/** The data as a text or a decimal number, where it is known as one. */
function dataOf(
  content: RegistryWrite['content'],
  { properties }: Item,
  action: RegistryWrite['action'],
  at: (place: Span, part: string) => Location,
): Pick<RegistryWrite, 'data' | 'dataText' | 'dataAt'> {
  if (action === 'delete') return { data: 'absent' };
  const span = attribute(properties, 'value')?.valueSpan;
  if (!content || !span) return { data: 'unread' };
  if ('number' in content) return { data: 'number', dataText: String(content.number), dataAt: at(span, 'data') };
  return 'text' in content ? { data: 'text', dataText: content.text, dataAt: at(span, 'data') } : { data: 'unread' };
}
