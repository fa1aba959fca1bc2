import type { Pack } from '../core/kept-file.ts';
import type { RestingAnalysis } from './analysis.ts';

/** How much is kept at hand: as many files, or as much text in UTF-16 units, whichever is reached first. */
export interface AwakeLimits {
  readonly files: number;
  readonly text: number;
}

/** So few that the tree of a file is gone before the memory is cleaned up for the first time: what outlives that costs most. */
const LIMITS: AwakeLimits = { files: 8, text: 8_000_000 };

/** Where nothing is said about packing, texts stay as they are. */
const AS_IT_IS: Pack = (text) => () => text;

/** The files whose trees are at hand: those that were read last. All others are put away, whoever reads the next one. */
export class Awake {
  readonly #beforeRest: (analysis: RestingAnalysis) => void;
  readonly #pack: Pack;
  readonly #limits: AwakeLimits;
  /**
   * The oldest first. A list, since there are few: of a `Set`, the engine makes a new table every few keystrokes, and each old one keeps the
   * tree that was the newest then, until the whole memory is cleaned up.
   */
  readonly #analyses: RestingAnalysis[] = [];
  /** Those that are being asked about, the innermost last. */
  readonly #held: object[] = [];
  #text = 0;

  /** @param beforeRest works out what needs the tree, as long as it is there */
  constructor(beforeRest: (analysis: RestingAnalysis) => void, pack: Pack = AS_IT_IS, limits: AwakeLimits = LIMITS) {
    this.#beforeRest = beforeRest;
    this.#pack = pack;
    this.#limits = limits;
  }

  has(analysis: object): boolean {
    return (this.#analyses as readonly object[]).includes(analysis);
  }

  /** Takes note of a file that has just been read. */
  woke(analysis: RestingAnalysis): void {
    if (this.has(analysis)) return;
    this.#analyses.push(analysis);
    this.#text += analysis.size;
    for (const oldest of [...this.#analyses]) {
      if (!this.#isMuch() || oldest === analysis) return;
      if (this.#held.includes(oldest) || !this.has(oldest)) continue;
      this.#beforeRest(oldest);
      oldest.rest(this.#pack);
      this.#remove(oldest);
    }
  }

  #isMuch(): boolean {
    return this.#analyses.length > this.#limits.files || this.#text > this.#limits.text;
  }

  /**
   * Does something about a file that stays at hand meanwhile, however many others are read: a rule that gets a route of a profile twice is
   * to get the same one.
   */
  holding<T>(analysis: object, work: () => T): T {
    this.#held.push(analysis);
    try {
      return work();
    } finally {
      this.#held.pop();
    }
  }

  /**
   * Takes no more note of one, because another version has come or its file is gone. To whatever is old and has had its day, the next version looks alive until
   * the whole memory is cleaned up: it is to find no tree there.
   */
  forget(analysis: RestingAnalysis): void {
    this.#remove(analysis);
    analysis.letGo();
  }

  #remove(analysis: RestingAnalysis): void {
    const index = this.#analyses.indexOf(analysis);
    if (index < 0) return;
    this.#analyses.splice(index, 1);
    this.#text -= analysis.size;
  }
}
