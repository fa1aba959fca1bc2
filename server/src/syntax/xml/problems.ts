import { compareSpans, type Span } from '../../core/span.ts';
import { isName } from './characters.ts';

export type XmlProblemCode =
  | 'tag-unterminated'
  | 'tag-unclosed'
  | 'tag-unopened'
  | 'tag-case'
  | 'tag-mismatch'
  | 'tag-slash'
  | 'tag-content'
  | 'blank-invalid'
  | 'tag-depth'
  | 'name-invalid'
  | 'attribute-unquoted'
  | 'attribute-unclosed'
  | 'attribute-value-missing'
  | 'attribute-repeated'
  | 'attribute-blank-missing'
  | 'less-than'
  | 'ampersand'
  | 'entity-unknown'
  | 'character-reference'
  | 'reference-unterminated'
  | 'character'
  | 'cdata-end'
  | 'comment-unclosed'
  | 'comment-dashes'
  | 'cdata-unclosed'
  | 'instruction-unclosed'
  | 'declaration-place'
  | 'declaration-content'
  | 'doctype-unclosed'
  | 'doctype-place'
  | 'root-missing'
  | 'root-repeated'
  | 'text-outside-root'
  | 'reader';

/** One reason why a text is not well-formed XML. */
export interface XmlProblem {
  readonly code: XmlProblemCode;
  readonly span: Span;
  /** Whole sentences for an administrator. */
  readonly message: string;
  /** The one edit that most likely says what was meant. */
  readonly fix?: XmlFix;
}

export interface XmlFix {
  readonly span: Span;
  readonly newText: string;
  /** What the edit does, as an imperative of a few words on one line. */
  readonly title: string;
  /** Whether the meaning was certain and only its spelling wrong: an escape, quotes, blanks. Never for a tag, a slash or a bracket. */
  readonly safe: boolean;
}

/** An edit of spelling. */
export function safeFix(title: string, start: number, end: number, newText: string): XmlFix {
  return { span: { start, end }, newText, title, safe: true };
}

/** An edit of markup, which a human being has to agree to. */
export function unsafeFix(title: string, start: number, end: number, newText: string): XmlFix {
  return { span: { start, end }, newText, title, safe: false };
}

/** A tag as a title shows it; `instead` where its name is no sound one, which may hold what nobody can see. */
export function tagInTitle(before: '<' | '</', name: string, instead: string): string {
  if (!isName(name)) return instead;
  return `${before}${name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name}>`;
}

const LONGEST = 60;

/** Nobody reads more, and a binary file must not produce one for each byte. */
const MOST = 100;

/** Collects problems in any order. */
export class Problems {
  #list: XmlProblem[] = [];

  get any(): boolean {
    return this.#list.length > 0;
  }

  add(code: XmlProblemCode, start: number, end: number, message: string, fix?: XmlFix): void {
    if (this.#list.length >= MOST) return;
    const span = { start, end };
    this.#list.push(fix === undefined ? { code, span, message } : { code, span, message, fix });
  }

  /** How many there are: a mark to come back to. */
  get count(): number {
    return this.#list.length;
  }

  /** Forgets what was added since a mark. */
  forgetSince(mark: number): void {
    this.#list.length = mark;
  }

  /**
   * Of what was added since a mark, keeps everything up to the first problem without a safe fix: what stands behind that
   * one in the same tag is read out of step, and most often its consequence.
   */
  settleSince(mark: number): void {
    if (this.#list.length - mark < 2) return;
    const added = this.#list.slice(mark).sort((a, b) => compareSpans(a.span, b.span));
    const first = added.findIndex(({ fix }) => fix?.safe !== true);
    this.#list.length = mark;
    this.#list = this.#list.concat(first < 0 ? added : added.slice(0, first + 1));
  }

  /** All problems, in order of place. */
  inOrder(): XmlProblem[] {
    return this.#list.sort((a, b) => compareSpans(a.span, b.span));
  }
}
