import { compareSpans, type Span } from '../../core/span.ts';

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
  /** The one edit that most likely says what was meant. It concerns spelling and escaping only, never a value. */
  readonly fix?: XmlFix;
}

export interface XmlFix {
  readonly span: Span;
  readonly newText: string;
}

/** Nobody reads more, and a binary file must not produce one for each byte. */
const MOST = 100;

/** Collects problems in any order. */
export class Problems {
  readonly #list: XmlProblem[] = [];

  get any(): boolean {
    return this.#list.length > 0;
  }

  add(code: XmlProblemCode, start: number, end: number, message: string, fix?: XmlFix): void {
    if (this.#list.length >= MOST) return;
    const span = { start, end };
    this.#list.push(fix === undefined ? { code, span, message } : { code, span, message, fix });
  }

  /** All problems, in order of place. */
  inOrder(): XmlProblem[] {
    return this.#list.sort((a, b) => compareSpans(a.span, b.span));
  }
}
