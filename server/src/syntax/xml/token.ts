import type { Span } from '../../core/span.ts';
import type { XmlAttribute, XmlBroken, XmlCData, XmlComment, XmlDeclaration, XmlDoctype, XmlProcessingInstruction, XmlText } from './tree.ts';

export interface StartTag {
  readonly kind: 'start';
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly attributes: readonly XmlAttribute[];
  readonly selfClosing: boolean;
  /** Whether it ends with `>`. */
  readonly terminated: boolean;
  /** Whether one of its values lacks the closing quote, which is why no `>` was found. That has been reported. */
  readonly unclosedValue: boolean;
  /** Whether it may as well be text, because a blank or a digit stands where its name should start. An end tag decides. */
  readonly doubtful: boolean;
  /** Whether it is written as XML demands, so that any parser reads it as we do. */
  readonly sound: boolean;
}

export interface EndTag {
  readonly kind: 'end';
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly terminated: boolean;
  readonly sound: boolean;
}

/** A piece of text as the scanner sees it. The tokens of a text lie side by side and cover all of it. */
export type Token = StartTag | EndTag | XmlText | XmlCData | XmlComment | XmlProcessingInstruction | XmlDeclaration | XmlDoctype | XmlBroken;
