import type { Embedded } from '../artefacts/embedded.ts';
import type { Edit } from '../core/edit.ts';
import { append } from '../core/lists.ts';
import type { Location } from '../core/source-file.ts';
import { analyseEmbedded, type Analysis, type RestingAnalysis } from './analysis.ts';
import type { Awake } from './awake.ts';

/** A file, or a document inside of one. */
export interface Part {
  readonly analysis: Analysis;
  /** How the document stands in the file; absent for the file itself. */
  readonly embedded?: Embedded;
}

/** What another version of a file has changed about the documents inside. */
export interface Update {
  /** Whether there is one that was not there before. */
  readonly came: boolean;
  /** Those that came, or say something else. */
  readonly changed: readonly string[];
  readonly went: readonly string[];
  /** Whether other files may see a difference. */
  readonly differs: boolean;
}

/** The documents inside of a file by their names, in the order of the file. */
type Held = ReadonlyMap<string, Embedded>;

/**
 * The documents inside of files. Each has a URI, that of the file with its name behind a `#`, and is checked like a file
 * of that folder. Whoever asks the workspace sees files only: the way from one to the other is here and nowhere else.
 */
export class EmbeddedTexts {
  readonly #analyses: Map<string, RestingAnalysis>;
  readonly #awake: Awake;
  /** By the URI of the file. */
  readonly #inFile = new Map<string, Held>();

  /** @param analyses of files; those of the documents inside are added and taken away here. */
  constructor(analyses: Map<string, RestingAnalysis>, awake: Awake) {
    this.#analyses = analyses;
    this.#awake = awake;
  }

  get isEmpty(): boolean {
    return this.#inFile.size === 0;
  }

  isInner(uri: string): boolean {
    return this.#inFile.size > 0 && uri.includes('#') && this.#embeddedAt(uri) !== undefined;
  }

  /** Takes in what a file holds now. One that says the same as before keeps its analysis, wherever it has moved to. */
  update(uri: string, embedded: readonly Embedded[]): Update {
    const before: Held = this.#inFile.get(uri) ?? new Map<string, Embedded>();
    const went: string[] = [];
    const changed: string[] = [];
    const kept = new Map<string, Embedded>();
    let came = false;
    let differs = false;
    // To read one may put another one away, and that has to be known for one of this file by then.
    if (embedded.length > 0) this.#inFile.set(uri, new Map([...before, ...embedded.map((each) => [each.name, each] as const)]));
    for (const each of embedded) {
      const inner = innerUri(uri, each.name);
      const old = before.get(each.name);
      const known = this.#analyses.get(inner);
      const analysis = known && old && saysTheSame(old, each) ? known : analyseEmbedded(inner, each, (woken) => this.#awake.woke(woken));
      if (!analysis) continue;
      kept.set(each.name, each);
      came ||= !known;
      differs ||= known?.summary !== analysis.summary;
      if (known === analysis) continue;
      if (known) this.#awake.forget(known);
      changed.push(inner);
      this.#analyses.set(inner, analysis);
    }
    for (const name of before.keys()) {
      if (kept.has(name)) continue;
      const inner = innerUri(uri, name);
      const known = this.#analyses.get(inner);
      if (known) this.#awake.forget(known);
      went.push(inner);
      this.#analyses.delete(inner);
    }
    if (kept.size > 0) this.#inFile.set(uri, kept);
    else this.#inFile.delete(uri);
    return { came, changed, went, differs: differs || went.length > 0 };
  }

  /** The file that a URI names, or in which it names a document. */
  fileOf(uri: string): string {
    return this.isInner(uri) ? hostUri(uri) : uri;
  }

  /** The documents inside of a file. */
  partsOf(uri: string): Required<Part>[] {
    return [...(this.#inFile.get(uri)?.values() ?? [])].flatMap((embedded) => {
      const analysis = this.#analyses.get(innerUri(uri, embedded.name));
      return analysis ? [{ analysis, embedded }] : [];
    });
  }

  /** The file around a document; `undefined` for what is none. */
  hostOf(uri: string): Analysis | undefined {
    return this.isInner(uri) ? this.#analyses.get(hostUri(uri)) : undefined;
  }

  /** A place of a document as one of its file. Other places stay what they are. */
  inFile(location: Location): Location {
    const { uri } = location.file;
    const host = this.hostOf(uri);
    const embedded = host && this.#embeddedAt(uri);
    if (!embedded) return location;
    const key = location.key === undefined ? {} : { key: `#${embedded.name}/${location.key}` };
    return { file: host.file, span: embedded.content.toOuter(location.span), ...key };
  }

  /** The same place in the newest version of its file; `undefined` when it is gone. */
  current(location: Location): Location | undefined {
    const inner = this.#innerOf(location);
    if (!inner) {
      const now = this.currentInText(location);
      return now && this.inFile(now);
    }
    if (this.#analyses.get(location.file.uri)?.file === location.file) return location;
    const now = this.#analyses.has(inner.file.uri) ? this.currentInText(inner) : undefined;
    return now && this.inFile(now);
  }

  /** The same place in the newest version of its own text, be that a document inside of a file; `undefined` when it is gone. */
  currentInText(location: Location): Location | undefined {
    const facts = this.#analyses.get(location.file.uri)?.facts;
    if (!facts || facts.file === location.file) return location;
    const span = location.key === undefined ? undefined : facts.placeOf(location.key);
    return span && { file: facts.file, span, ...(location.key !== undefined && { key: location.key }) };
  }

  /** The place inside that a place of a file was made from; `undefined` where it was none. */
  #innerOf({ file, span, key }: Location): Location | undefined {
    const match = /^#([^/]*)\/(.*)$/s.exec(key ?? '');
    // Its offsets are those of the file, but the key tells the place: a version that is no longer there has it looked up.
    return match ? { file: { uri: innerUri(file.uri, match[1] ?? ''), text: '' }, span, key: match[2] ?? '' } : undefined;
  }

  /** Edits of documents as edits of their files, in their notation; `undefined` where one of them cannot be written there. */
  editsInFiles(edits: readonly Edit[]): Edit[] | undefined {
    const result: Edit[] = [];
    const byDocument = new Map<string, Edit[]>();
    for (const edit of edits) {
      const { uri } = edit.file;
      if (!this.isInner(uri)) result.push(edit);
      else byDocument.set(uri, [...(byDocument.get(uri) ?? []), edit]);
    }
    for (const [uri, own] of byDocument) {
      const file = this.hostOf(uri)?.file;
      const written = this.#embeddedAt(uri)?.content.edits(own);
      if (!file || !written) return undefined;
      append(
        result,
        written.map(({ span, newText }) => ({ file, span, newText })),
      );
    }
    return result;
  }

  #embeddedAt(uri: string): Embedded | undefined {
    const name = uri.slice(uri.lastIndexOf('#') + 1);
    return this.#inFile.get(hostUri(uri))?.get(name);
  }
}

function innerUri(uri: string, name: string): string {
  return `${uri}#${name}`;
}

function hostUri(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('#')));
}

/** Whether nothing of a document is different but its place. What it says of the file around it has places there. */
function saysTheSame(a: Embedded, b: Embedded): boolean {
  return a.content.text === b.content.text && a.partial === b.partial && !a.deployedTo && !b.deployedTo;
}
