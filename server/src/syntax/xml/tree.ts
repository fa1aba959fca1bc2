import type { Span } from '../../core/span.ts';
import type { XmlProblem } from './problems.ts';

/** An XML text as a tree whose every part knows its place. All spans refer to `text`. */
export interface XmlDocument {
  readonly text: string;
  /** The first top-level element; absent when the text has none. */
  readonly root: XmlElement | undefined;
  /** All top-level elements: exactly one in a well-formed document. */
  readonly elements: readonly XmlElement[];
  /** Everything at the top level, in order. */
  readonly children: readonly XmlNode[];
  /** Every comment at any depth, in order: where suppressions are written. */
  readonly comments: readonly XmlComment[];
  readonly declaration: XmlDeclaration | undefined;
  /** Why the text is not well-formed XML, in order of place; empty for a well-formed document. */
  readonly problems: readonly XmlProblem[];
}

export type XmlNode = XmlElement | XmlText | XmlCData | XmlComment | XmlProcessingInstruction | XmlDeclaration | XmlDoctype | XmlBroken;

export interface XmlElement {
  readonly kind: 'element';
  /** The text of the document, to which all spans refer. */
  readonly source: string;
  /** As written, with its prefix. */
  readonly name: string;
  readonly nameSpan: Span;
  /** The name in the end tag. It differs from `name` where the document has a misspelt end tag. */
  readonly endNameSpan: Span | undefined;
  /** From `<` of the start tag to `>` of the end tag. */
  readonly span: Span;
  readonly openTag: Span;
  /** Absent for `<Name/>` and for an element that was never closed. */
  readonly closeTag: Span | undefined;
  /** Between the tags. For `<Name/>`, which has no such place, the empty span before `/>`. */
  readonly content: Span;
  readonly selfClosing: boolean;
  /** False when the text has no end tag for it, so that where it ends is a guess. */
  readonly closed: boolean;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  readonly parent: XmlElement | undefined;
}

export interface XmlAttribute {
  /** As written, with its prefix. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Without quotes, with references replaced. Empty when no value was written. */
  readonly value: string;
  /** Inside the quotes; empty, behind the name, when no value was written. */
  readonly valueSpan: Span;
}

export interface XmlText {
  readonly kind: 'text';
  readonly span: Span;
}

export interface XmlCData {
  readonly kind: 'cdata';
  readonly span: Span;
  /** Between `<![CDATA[` and `]]>`. */
  readonly content: Span;
}

export interface XmlComment {
  readonly kind: 'comment';
  readonly span: Span;
  /** Between `<!--` and `-->`. */
  readonly content: Span;
}

export interface XmlProcessingInstruction {
  readonly kind: 'instruction';
  readonly span: Span;
  readonly target: string;
}

/** `<?xml version="1.0" encoding="utf-8"?>`. */
export interface XmlDeclaration {
  readonly kind: 'declaration';
  readonly span: Span;
  readonly attributes: readonly XmlAttribute[];
}

export interface XmlDoctype {
  readonly kind: 'doctype';
  readonly span: Span;
}

/**
 * Markup that was begun and means nothing as it stands: a tag without `>`, an end tag that closes nothing, a comment
 * without end. It stays in the tree because what is present but not understood must not count as missing.
 */
export interface XmlBroken {
  readonly kind: 'broken';
  readonly span: Span;
  readonly of: 'start tag' | 'end tag' | 'comment' | 'CDATA section' | 'processing instruction' | 'document type';
  /** What stands where a tag has its name; may be incomplete or empty. */
  readonly name: string;
}
