import type { Edit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import type { Reading } from './artefact.ts';
import type { SelectedWrite } from './registry-selection.ts';

/** One entry of a document's outline. */
export interface OutlineEntry {
  /** Name with what tells it from its siblings: `Route 10.20.0.0/16`. Never empty. */
  readonly name: string;
  /** What else is worth knowing at a glance. */
  readonly detail?: string;
  readonly kind: 'document' | 'group' | 'text' | 'boolean' | 'number' | 'choice';
  readonly span: Span;
  /** What to select when someone goes there; lies in `span`. */
  readonly nameSpan: Span;
  readonly children: readonly OutlineEntry[];
}

/** Something that can be folded: all lines that the span touches, the first one stays. */
export interface Fold {
  readonly span: Span;
  readonly kind: 'element' | 'comment' | 'region';
}

/** A place that leads to a page. */
export interface PageLink {
  readonly span: Span;
  readonly target: string;
  /** What the page is about. */
  readonly tooltip: string;
}

/** How to lay a document out. */
export interface LayoutStyle {
  /** What one level of indentation adds. */
  readonly unit: string;
  /** Only lines that this touches; the whole document without it. */
  readonly range?: Span;
}

/** A call of a cmdlet of the catalogue, as far as it is typed. */
export interface Call {
  readonly cmdlet: string;
  /** Full names of the parameters that are given, without the one whose name the cursor is on. */
  readonly given: readonly string[];
  /** The parameter that the cursor is on, or whose value would be typed there. */
  readonly active?: string;
}

/** A place that takes its value from others of the same file. */
export interface ValueUse {
  /** What stands for the value: a variable, or what is splatted. */
  readonly span: Span;
  /** The text that states it. */
  readonly source: Span;
}

/** A place where an object of a load balancer is named. */
export interface ObjectName {
  /** The kind that the name is unique in, such as `pool`. */
  readonly kind: string;
  /** The full name, the same for every spelling of it. */
  readonly name: string;
  /** The part of the text that a new name takes the place of: without folder and quotes. */
  readonly span: Span;
  /** Whether the object is made here; else it is used, or changed. */
  readonly defines: boolean;
}

/** What an artefact can do for an editor beyond being read and written. All of it is optional, and nothing of it throws. */
export interface Editing<Tree = unknown> {
  outline?(reading: Reading<Tree>): readonly OutlineEntry[];
  folds?(reading: Reading<Tree>): readonly Fold[];
  /** What a selection at an offset grows to step by step, the smallest first; each one encloses the one before. */
  selectionAt?(reading: Reading<Tree>, offset: number): readonly Span[];
  /** The places of one name that must be edited together, where the offset is on one of them. */
  linkedAt?(reading: Reading<Tree>, offset: number): readonly Span[] | undefined;
  links?(reading: Reading<Tree>): readonly PageLink[];
  /** The edits that lay a document out without changing what it says; `undefined` where that is not certain. */
  format?(reading: Reading<Tree>, style: LayoutStyle): readonly Edit[] | undefined;
  /** Keys of the facts around an offset, the innermost first. */
  keysAt?(reading: Reading<Tree>, offset: number): readonly string[];
  /** What the statements write to the registry that a span touches, in their order; `undefined` where that is nothing, or one of them is not known. */
  registryWritesIn?(reading: Reading<Tree>, span: Span): readonly SelectedWrite[] | undefined;
  /** The call whose arguments an offset is among. */
  callAt?(reading: Reading<Tree>, offset: number): Call | undefined;
  /** Every place that takes its value from another one, in the order of the text. */
  valueUses?(reading: Reading<Tree>): readonly ValueUse[];
  /** Every place that names an object, in the order of the text. */
  objectNames?(reading: Reading<Tree>): readonly ObjectName[];
  /** How a new name is written at a place of `objectNames`; `undefined` for one that no object can have. */
  spellName?(reading: Reading<Tree>, at: ObjectName, name: string): string | undefined;
}
