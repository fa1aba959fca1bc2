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
