import { setImmediate as turn } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { FileChangeType, type FileEvent, type TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { entryFor, printFindingsBaseline } from '../../server/src/workspace/findings-baseline.ts';
import { AT_REST, ROOT, workspaceOf } from './fixture.ts';
import { MemoryDisk } from './memory-files.ts';
import { ModelClient, type ModelSettings } from './model-client.ts';
import type { Step, Timed } from './random-session.ts';

/** How many comparisons there were, and how many of them found something else than the one before: a history that changes nothing tests nothing. */
export interface Tally {
  looks: number;
  changed: number;
  findings: number;
  readonly rules: Set<unknown>;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  xml: 'xml', ps1: 'powershell', psm1: 'powershell', json: 'json', cmd: 'bat', bat: 'bat', reg: 'reg', log: 'log', conf: 'bigip', bicep: 'bicep', sh: 'shellscript', http: 'http', cfg: 'haproxy',
}; // prettier-ignore

/** Words that mean something to some rule. */
const VALUE =
  /\b(?:Group\d+|ECP\d+|(?:GCM)?AES\d+|PFS\w+|SHA\w+|DES3?|IKEv2|Automatic|L2TP|true|false|vpn\.[a-z]+\.com|crypto-\w+|policy-\w+|off|hint|\d{2,5})\b/g;

/**
 * One history on one disk, seen by an editor that asks for diagnostics and by one that takes what is pushed. After each look, what they hold is
 * compared with what a server says that has just been started on the same files and documents.
 */
export class Session {
  readonly #disk = new MemoryDisk();
  readonly #tally: Tally;
  #folders: readonly string[] = [ROOT];
  #settings: ModelSettings;
  #late: FileEvent[] = [];
  #clients: readonly ModelClient[] = [];
  #before = '';

  private constructor(settings: ModelSettings, tally: Tally) {
    this.#settings = settings;
    this.#tally = tally;
  }

  /** Runs a history. Rejects where an incremental result is not that of a fresh start. */
  static async run(
    start: readonly { uri: string; text: string }[],
    settings: ModelSettings,
    history: readonly Timed[],
    seed: number,
    tally: Tally,
  ): Promise<void> {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const session = new Session(settings, tally);
    try {
      for (const { uri, text } of start) session.#disk.write(uri, text);
      await session.#run(history, seed);
      await Promise.all(session.#clients.map((client) => client.stop()));
    } finally {
      vi.useRealTimers();
    }
  }

  async #run(history: readonly Timed[], seed: number): Promise<void> {
    let state = seed;
    // Any sequence will do that is the same for the same seed.
    const turns = (): number => (state = (state * 1103515245 + 12345) % 2147483648) % 4;
    const shared = { folders: this.#folders, settings: this.#settings, parts: seed % 3 !== 0 };
    this.#clients = [
      await ModelClient.start({ ...shared, files: this.#disk.view(turns), pulls: true, ...AT_REST }),
      await ModelClient.start({ ...shared, files: this.#disk.view(turns), pulls: false }),
    ];
    for (const client of this.#clients) client.hold();
    for (const [index, { step: given, then, late }] of history.entries()) {
      const step = this.#aimed(given);
      const events: FileEvent[] = [];
      this.#take(step, events);
      this.#late.push(...events);
      if (!late) this.#deliver();
      if (then === 'wait') for (let left = turns() * 3; left >= 0; left--) await turn();
      if (then === 'wait') vi.advanceTimersByTime(turns() * 10);
      if (then !== 'look' && index < history.length - 1) continue;
      try {
        await this.#look(index === history.length - 1);
      } catch (error) {
        if (error instanceof Error) error.message = `After step ${index + 1}: ${error.message}`;
        throw error;
      }
    }
  }

  #deliver(): void {
    const events = this.#late;
    this.#late = [];
    if (events.length > 0) for (const client of this.#clients) client.watched(events, this.#folders);
  }

  /** A step about a file that there is, where it names one that there is not: most steps are to change something. */
  #aimed(step: Step): Step {
    const inEditor = step.do === 'close' || step.do === 'save' || step.do === 'poke' || ('where' in step && step.where === 'editor');
    const onDisk = step.do === 'remove' || step.do === 'move' || ('where' in step && step.where === 'disk');
    const there = inEditor ? [...(this.#clients[0]?.documents.keys() ?? [])] : onDisk ? this.#disk.uris() : [];
    if (!('uri' in step) || there.length === 0 || there.includes(step.uri)) return step;
    return { ...step, uri: there[step.uri.length % there.length] ?? step.uri };
  }

  #take(step: Step, events: FileEvent[]): void {
    switch (step.do) {
      case 'open':
      case 'type':
      case 'poke':
      case 'close':
        this.#edit(step);
        return;
      case 'swap':
        this.#swap(step, events);
        return;
      case 'above':
        this.#above(step, events);
        return;
      case 'element':
        this.#element(step, events);
        return;
      case 'pad':
        this.#pad(step, events);
        return;
      case 'folders': {
        const [before, now] = [this.#folders, step.folders];
        // What happened before belongs to the folders of then.
        this.#deliver();
        this.#folders = now;
        const [added, removed] = [now.filter((uri) => !before.includes(uri)), before.filter((uri) => !now.includes(uri))];
        if (added.length + removed.length > 0) for (const client of this.#clients) client.changeFolders(added, removed);
        return;
      }
      case 'settings':
        this.#settings = step.settings;
        for (const client of this.#clients) client.configure(step.settings);
        return;
      case 'pull-again':
        for (const client of this.#clients) client.pullAgain();
        return;
      default:
        this.#change(step, events);
    }
  }

  /** The document as the first editor has it, which is as all have it. */
  #document(uri: string): TextDocument | undefined {
    return this.#clients[0]?.documents.get(uri);
  }

  #edit(step: Extract<Step, { do: 'open' | 'type' | 'poke' | 'close' }>): void {
    const document = this.#document(step.uri);
    if (step.do === 'close') {
      if (document) for (const client of this.#clients) client.close(step.uri);
    } else if (step.do === 'poke') {
      if (!document) return;
      const length = document.getText().length;
      const start = step.at % (length + 1);
      this.#replace(step.uri, [[start, Math.min(length, start + step.remove), step.insert]]);
    } else {
      if (!document) this.#open(step.uri, step.do === 'open' ? step.languageId : undefined);
      if (step.do === 'type') this.#type(step.uri, step.text, step.how);
    }
  }

  #swap({ uri, which, value, where }: Extract<Step, { do: 'swap' }>, events: FileEvent[]): void {
    const text = where === 'editor' ? this.#document(uri)?.getText() : this.#disk.read(uri);
    const found = [...(text ?? '').matchAll(VALUE)];
    const match = found[which % Math.max(found.length, 1)];
    if (text === undefined || !match) return;
    const end = match.index + match[0].length;
    const instead = match[0] === 'true' ? 'false' : match[0] === 'false' ? 'true' : value;
    if (where === 'editor') this.#replace(uri, [[match.index, end, instead]]);
    else this.#write(uri, text.slice(0, match.index) + instead + text.slice(end), events);
  }

  #above({ uri, where }: Extract<Step, { do: 'above' }>, events: FileEvent[]): void {
    const line = uri.endsWith('.ps1') ? '# moved\n' : '\n';
    const text = this.#disk.read(uri);
    if (where === 'disk' && text !== undefined) this.#write(uri, line + text, events);
    if (where === 'editor' && this.#document(uri)) this.#replace(uri, [[0, 0, line]]);
  }

  #element({ uri, element, where }: Extract<Step, { do: 'element' }>, events: FileEvent[]): void {
    const text = where === 'editor' ? this.#document(uri)?.getText() : this.#disk.read(uri);
    const end = text?.lastIndexOf('</VPNProfile>') ?? -1;
    if (text === undefined || end < 0) return;
    const found = text.indexOf(element);
    const [start, gone, added] = found < 0 ? [end, end, element] : [found, found + element.length, ''];
    if (where === 'editor') this.#replace(uri, [[start, gone, added]]);
    else this.#write(uri, text.slice(0, start) + added + text.slice(gone), events);
  }

  #pad({ uri, kilobytes, where }: Extract<Step, { do: 'pad' }>, events: FileEvent[]): void {
    const text = where === 'editor' ? this.#document(uri)?.getText() : this.#disk.read(uri);
    if (text === undefined) return;
    const start = text.trimEnd().length;
    const nothing = text.length - start > 900 ? '\n' : '\n'.repeat(kilobytes * 1024);
    if (where === 'editor') this.#replace(uri, [[start, text.length, nothing]]);
    else this.#write(uri, text.slice(0, start) + nothing, events);
  }

  /** A step that changes the disk. */
  #change(
    step: Extract<Step, { do: 'save' | 'write' | 'remove' | 'move' | 'move-folder' | 'remove-folder' | 'example' | 'accept' }>,
    events: FileEvent[],
  ): void {
    switch (step.do) {
      case 'save': {
        const document = this.#document(step.uri);
        if (document && !step.uri.startsWith('untitled:')) this.#write(step.uri, document.getText(), events);
        return;
      }
      case 'write':
        this.#write(step.uri, step.text, events);
        return;
      case 'remove':
        this.#remove(step.uri, events);
        return;
      case 'move': {
        const text = this.#disk.read(step.uri);
        if (text === undefined || step.uri === step.to) return;
        this.#remove(step.uri, events);
        this.#write(step.to, text, events);
        return;
      }
      case 'move-folder':
        this.#moveFolder(step.uri, step.to, events);
        return;
      case 'remove-folder':
        this.#removeFolder(step.uri, events);
        return;
      case 'example':
        for (const { path, text } of step.files) this.#write(`${step.folder}/${path}`, text, events);
        return;
      case 'accept':
        this.#write(step.uri, this.#baseline(step.uri, step.every), events);
    }
  }

  #moveFolder(from: string, to: string, events: FileEvent[]): void {
    const all = this.#disk.below(from).map((uri) => ({ uri, text: this.#disk.read(uri) ?? '' }));
    if (all.length === 0 || to.startsWith(from) || from.startsWith(to)) return;
    this.#removeFolder(from, events);
    const isNew = this.#disk.below(to).length === 0;
    const inside: FileEvent[] = [];
    for (const { uri, text } of all) this.#write(to + uri.slice(from.length), text, inside);
    // As of one that goes, nothing is told of what is in a folder that has come as a whole.
    if (isNew) events.push({ uri: to, type: FileChangeType.Created });
    else events.push(...inside);
  }

  #open(uri: string, languageId?: string): void {
    const text = this.#disk.read(uri) ?? '';
    const ending = uri.slice(uri.lastIndexOf('.') + 1);
    for (const client of this.#clients) client.open(asClientWrites(uri), languageId ?? LANGUAGES[ending] ?? 'plaintext', text);
  }

  /** Changes a document until it holds a text, by changes where the two differ. */
  #type(uri: string, text: string, how: 'one' | 'several' | 'letters' | 'whole'): void {
    const before = this.#clients[0]?.documents.get(uri)?.getText() ?? '';
    if (how === 'whole') {
      for (const client of this.#clients) client.change(uri, [{ text }]);
      return;
    }
    let start = 0;
    while (start < Math.min(before.length, text.length) && before[start] === text[start]) start++;
    let end = 0;
    while (end < Math.min(before.length, text.length) - start && before[before.length - 1 - end] === text[text.length - 1 - end]) end++;
    const [gone, added] = [before.length - end, text.slice(start, text.length - end)];
    if (how === 'one') this.#replace(uri, [[start, gone, added]]);
    else if (how === 'several') {
      const middle = Math.floor(added.length / 2);
      this.#replace(uri, [
        [start, gone, ''],
        [start, start, added.slice(middle)],
        [start, start, added.slice(0, middle)],
      ]);
    } else {
      this.#replace(uri, [[start, gone, '']]);
      // Whoever types is not waited for: a few messages, one behind the other.
      const size = Math.ceil(added.length / 5) || 1;
      for (let at = 0; at < added.length; at += size) this.#replace(uri, [[start + at, start + at, added.slice(at, at + size)]]);
    }
  }

  /** One message with these changes, each of which is about the text after those before it. */
  #replace(uri: string, changes: readonly (readonly [start: number, end: number, text: string])[]): void {
    for (const client of this.#clients) {
      const before = client.documents.get(uri);
      if (!before) continue;
      let now = TextDocument.create(uri, before.languageId, 0, before.getText());
      const contentChanges = changes.map(([start, end, text]): TextDocumentContentChangeEvent => {
        const change = { range: { start: now.positionAt(start), end: now.positionAt(end) }, text };
        now = TextDocument.update(now, [change], 1);
        return change;
      });
      client.change(uri, contentChanges);
    }
  }

  #write(uri: string, text: string, events: FileEvent[]): void {
    events.push({ uri, type: this.#disk.read(uri) === undefined ? FileChangeType.Created : FileChangeType.Changed });
    this.#disk.write(uri, text);
  }

  #remove(uri: string, events: FileEvent[]): void {
    if (this.#disk.read(uri) === undefined) return;
    this.#disk.remove(uri);
    events.push({ uri, type: FileChangeType.Deleted });
  }

  /** Of a folder that goes, editors tell only that it has gone. */
  #removeFolder(folder: string, events: FileEvent[]): void {
    const all = this.#disk.below(folder);
    for (const uri of all) this.#disk.remove(uri);
    if (all.length > 0) events.push({ uri: folder, type: FileChangeType.Deleted });
  }

  #baseline(uri: string, every: number): string {
    const files = this.#disk.uris().map((each) => ({ uri: each, text: this.#disk.read(each) ?? '' }));
    const workspace = workspaceOf({ files });
    const findings = workspace.uris().flatMap((each) => workspace.findings(each));
    return printFindingsBaseline(findings.filter((_, index) => index % every === 0).map((finding) => entryFor(finding, uri)));
  }

  async #look(isLast: boolean): Promise<void> {
    this.#deliver();
    // An answer in which there is nothing new has an editor ask again some time later.
    for (const client of [...this.#clients, ...this.#clients]) {
      client.hold();
      await client.settled();
    }
    const [pulling, pushing] = this.#clients;
    if (!pulling || !pushing) return;
    const fresh = await ModelClient.start({ files: this.#disk.view(), folders: this.#folders, settings: this.#settings, pulls: true, parts: false });
    for (const document of pulling.documents.values()) fresh.open(document.uri, document.languageId, document.getText());
    await fresh.settled();
    fresh.hold();
    await fresh.settled();
    const expected = itemsOf(fresh.workspace);
    this.#count(expected);
    const open = new Set(pulling.documents.keys());
    expect(itemsOf(fresh.pulled), 'the answers for documents, of a fresh server').toEqual(only(expected, open));
    expect(itemsOf(pulling.pulled), 'what an editor holds that asked for its documents').toEqual(only(expected, open));
    expect(itemsOf(pulling.workspace), 'what an editor holds that asked for the workspace').toEqual(expected);
    expect(itemsOf(pushing.pushed), 'what an editor holds that was told').toEqual(expected);
    for (const [uri, { version }] of pushing.documents) expect([uri, pushing.pushed.get(uri)?.version]).toEqual([uri, version]);
    if (isLast)
      for (const uri of open) expect(await pulling.actions(uri), `what is offered for ${uri}`).toEqual(withVersions(await fresh.actions(uri), fresh, pulling));
    await fresh.stop();
  }

  #count(expected: Readonly<Record<string, unknown>>): void {
    const now = JSON.stringify(expected);
    this.#tally.looks++;
    if (now !== this.#before) this.#tally.changed++;
    this.#before = now;
    const items = Object.values(expected).flat() as { code?: unknown }[];
    this.#tally.findings += items.length;
    for (const { code } of items) this.#tally.rules.add(code);
  }
}

/** Editors differ in what they escape. */
function asClientWrites(uri: string): string {
  return uri.replace('%C3%BC', 'ü');
}

/** What is held, without files that nothing is said about: those are held or not. */
function itemsOf(held: ReadonlyMap<string, { readonly items: readonly unknown[] }>): Record<string, readonly unknown[]> {
  return Object.fromEntries([...held].filter(([, { items }]) => items.length > 0).map(([uri, { items }]) => [uri, items]));
}

function only(items: Readonly<Record<string, readonly unknown[]>>, uris: ReadonlySet<string>): Record<string, readonly unknown[]> {
  return Object.fromEntries(Object.entries(items).filter(([uri]) => uris.has(uri)));
}

/** An answer as if the documents had the versions that they have for another client. */
function withVersions(answer: unknown, from: ModelClient, to: ModelClient): unknown {
  return JSON.parse(JSON.stringify(answer), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('uri' in value) || !('version' in value) || value.version === null) return value;
    const uri = [...from.documents].find(([, document]) => document.uri === value.uri)?.[0];
    return { ...value, version: to.documents.get(uri ?? '')?.version };
  });
}
