import { EditSet } from '../../core/edit-set.ts';
import { applyEdits, type Edit } from '../../core/edit.ts';
import { encode } from '../../core/encoding.ts';
import { Lookup } from '../../core/lookup.ts';
import { compareTexts } from '../../core/texts.ts';
import { isOfTunnel, SEVERITIES } from '../../rules/rule.ts';
import { isAbout } from '../../workspace/deciding-findings.ts';
import { isCertain } from '../../workspace/pairing.ts';
import type { Finding } from '../../workspace/settle.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { isAskedFor, type Loaded, type LoadedFile } from './loaded.ts';

/** What the fixes made of the files. */
export interface Fixed {
  /** The new text of each changed file, by its URI. */
  readonly texts: ReadonlyMap<string, string>;
  /** Number of findings whose fix was applied, and has left something in a file. */
  readonly count: number;
  /** Files that a fix would have changed, but whose encoding cannot be written. */
  readonly unwritable: readonly LoadedFile[];
}

/**
 * After a fix the rules look again; what is left after these rounds is not going to go away. Safe fixes never undo each
 * other, so they have rounds to spare: a profile in base64 is one value, which takes one fix in each.
 */
const ROUNDS = { safe: 50, unsafe: 3 } as const;

/**
 * Applies fixes to the texts in the workspace, and writes nothing. In each round a fix that meets another one waits for
 * the next, as does one of a finding about a place that has just changed: client and server must not swap their values.
 */
export function applyFixes(workspace: Workspace, loaded: Loaded, unsafe: boolean): Fixed {
  const fixer = new Fixer(workspace, loaded, unsafe);
  for (let round = 0; round < (unsafe ? ROUNDS.unsafe : ROUNDS.safe) && fixer.round(); round++);
  return fixer;
}

class Fixer implements Fixed {
  readonly texts = new Map<string, string>();
  /** The files that each fix has changed. */
  readonly #applied: ReadonlySet<string>[] = [];
  readonly #workspace: Workspace;
  readonly #loaded: Loaded;
  readonly #unsafe: boolean;
  readonly #unwritable = new Set<LoadedFile>();
  readonly #writable = new Map<LoadedFile, boolean>();

  constructor(workspace: Workspace, loaded: Loaded, unsafe: boolean) {
    this.#workspace = workspace;
    this.#loaded = loaded;
    this.#unsafe = unsafe;
  }

  get count(): number {
    return this.#applied.filter((uris) => [...uris].some((uri) => this.texts.has(uri))).length;
  }

  get unwritable(): LoadedFile[] {
    return [...this.#unwritable];
  }

  /** Returns whether anything has changed. */
  round(): boolean {
    const chosen = new EditSet();
    for (const finding of this.#findings()) {
      const places = [finding.at, ...finding.related.map(({ at }) => at)];
      if (places.some(({ file, span }) => chosen.meeting(file.uri, span).length > 0)) continue;
      const edits = this.#editsFor(finding, chosen);
      if (!edits) continue;
      chosen.add(edits);
      this.#applied.push(new Set(edits.map(({ file }) => file.uri)));
    }
    for (const [uri, edits] of chosen.byFile()) {
      const text = applyEdits(this.#textOf(uri), edits);
      // What a fix of another round has taken back is no change.
      if (text === this.#loaded.files.get(uri)?.text) this.texts.delete(uri);
      else this.texts.set(uri, text);
      this.#workspace.setFile({ uri, text });
    }
    return chosen.size > 0;
  }

  /** The worst first, since what they change may settle the others. */
  #findings(): Finding[] {
    const files = [...this.#loaded.files.values()].filter(isAskedFor).sort((a, b) => compareTexts(a.shown, b.shown));
    return files.flatMap(({ uri }) => this.#workspace.reported(uri).told).sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  }

  /** The edits of the finding's best fix that may be applied and can be written now. */
  #editsFor(finding: Finding, chosen: EditSet): readonly Edit[] | undefined {
    const fixes = this.#workspace.fixesOf(finding, (all) => this.#unsafe || all.some(({ safe }) => safe));
    const unsafe = this.#unsafe && mayChoose(finding, this.#workspace) ? fixes.filter(({ fix }) => !fix.safe).slice(0, 1) : [];
    const allowed = [...fixes.filter(({ fix }) => fix.safe), ...unsafe];
    return allowed.find(({ edits }) => !edits.some(({ file, span }) => chosen.meeting(file.uri, span).length > 0) && this.#canWrite(edits))?.edits;
  }

  /** Half a fix is worse than none: all of its files must take the new text. */
  #canWrite(edits: readonly Edit[]): boolean {
    return edits.every(({ file: { uri }, newText }) => {
      const file = this.#loaded.files.get(uri);
      if (!file || !isAskedFor(file)) return false;
      if (this.#isWritable(file) && encode(newText, file.encoding)) return true;
      this.#unwritable.add(file);
      return false;
    });
  }

  /** Whether a file can be written as it is. */
  #isWritable(file: LoadedFile): boolean {
    let known = this.#writable.get(file);
    if (known === undefined) {
      known = encode(file.text, file.encoding) !== undefined;
      this.#writable.set(file, known);
    }
    return known;
  }

  #textOf(uri: string): string {
    return this.texts.get(uri) ?? this.#loaded.files.get(uri)?.text ?? '';
  }
}

/**
 * Whether the first unsafe fix of a finding is the one to take without asking. It is not where files disagree and only a
 * person knows which is right: for a client whose server is not certain, and for the server's side of a disagreement,
 * which is settled by the client's taking over the server's value.
 */
function mayChoose({ rule, at }: Finding, workspace: Workspace): boolean {
  if (rule.on === 'ambiguousPairing') return false;
  if (!isOfTunnel(rule)) return true;
  const { uri } = at.file;
  const { policies = [], profiles = [] } = workspace.analysisOf(uri)?.facts ?? {};
  const byPolicy = new Lookup(profiles, ({ policyKey }) => policyKey);
  const client = policies.find((policy) => policy.side === 'client' && isAbout(at, { policy, profile: byPolicy.get(policy.key) }));
  return client !== undefined && workspace.deployments().ofClient({ uri, key: client.key }).every(isCertain);
}
