import type { Edit } from '../core/edit.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import type { Editing } from './editing.ts';
import type { Embedded } from './embedded.ts';

/** A file as one artefact understands it. `tree` is private to the artefact. */
export interface Reading<Tree = unknown> {
  readonly file: SourceFile;
  readonly tree: Tree;
  readonly facts: Facts;
}

/** What the cursor is on: the subject of a hover. */
export type Subject =
  | {
      readonly kind: 'algorithm';
      readonly attribute: string;
      readonly text: string;
      readonly span: Span;
      readonly form: 'profile-xml' | 'client-cmdlet' | 'server-cmdlet';
    }
  | { readonly kind: 'element'; readonly path: readonly string[]; readonly span: Span }
  | { readonly kind: 'element-value'; readonly path: readonly string[]; readonly text: string; readonly span: Span }
  | { readonly kind: 'cmdlet'; readonly cmdlet: string; readonly span: Span }
  | { readonly kind: 'parameter'; readonly cmdlet: string; readonly parameter: string; readonly span: Span }
  | { readonly kind: 'registry-value'; readonly registryKey: string | undefined; readonly name: string; readonly span: Span }
  | { readonly kind: 'service'; readonly name: string; readonly span: Span };

/** What could be typed at the cursor: the subject of a completion. `replace` is the text that an accepted item takes the place of. */
export type Slot =
  | { readonly kind: 'algorithm'; readonly attribute: string; readonly form: 'profile-xml' | 'client-cmdlet' | 'server-cmdlet'; readonly replace: Span }
  | { readonly kind: 'element-value'; readonly path: readonly string[]; readonly replace: Span }
  | { readonly kind: 'parameter'; readonly cmdlet: string; readonly used: readonly string[]; readonly replace: Span }
  | { readonly kind: 'snippet'; readonly replace: Span };

/**
 * A kind of file: how it is recognised, read and written. Adding a vendor is adding a folder with one of these.
 * Nothing here throws for any input: what is broken becomes a problem, what is not understood becomes unread.
 */
export interface Artefact<Tree = unknown> extends Editing<Tree> {
  readonly id: string;
  /** What people call it, for the README's table. */
  readonly title: string;
  /** Language ids under which an editor may hold it. */
  readonly languageIds: readonly string[];
  /** File names by which a folder walk takes it up, in lower case: extensions with their dot, or whole names. */
  readonly fileNames: readonly string[];
  /** The start of a comment on its own line, and its end where the notation needs one; absent where there are no comments. */
  readonly comment?: { readonly start: string; readonly end?: string };
  /** Whether files of these names are mostly something else: then a folder walk takes up only those that are recognised. */
  readonly byContent?: true;
  /** Whether a text of one of these names or language ids is this artefact. */
  recognises(file: SourceFile): boolean;
  read(file: SourceFile): Reading<Tree>;
  /** The edits that make changes of this file together; `undefined` where one cannot be made without losing or guessing something. */
  write(reading: Reading<Tree>, changes: readonly Change[]): Edit[] | undefined;
  /** What stands at an offset; `undefined` where this product knows nothing about it. */
  subjectAt(reading: Reading<Tree>, offset: number): Subject | undefined;
  /** What can be typed at an offset; `undefined` where nothing can. */
  slotAt(reading: Reading<Tree>, offset: number): Slot | undefined;
  /** The texts inside it that are documents of their own, in their order. */
  embedded?(reading: Reading<Tree>): readonly Embedded[];
  /** Text spans of all comments, for suppressions. */
  comments(reading: Reading<Tree>): readonly Span[];
  /** Text spans of all statements, for suppressions that stand before one of several lines. */
  statements(reading: Reading<Tree>): readonly Span[];
}

/** An artefact whose tree only it knows. A reading goes back to the artefact that made it. */
export interface AnyArtefact extends Omit<Artefact, 'read' | 'write' | 'subjectAt' | 'slotAt' | 'embedded' | 'comments' | 'statements'> {
  read(file: SourceFile): Reading;
  write(reading: Reading, changes: readonly Change[]): Edit[] | undefined;
  subjectAt(reading: Reading, offset: number): Subject | undefined;
  slotAt(reading: Reading, offset: number): Slot | undefined;
  embedded?(reading: Reading): readonly Embedded[];
  comments(reading: Reading): readonly Span[];
  statements(reading: Reading): readonly Span[];
}

/** Ties the methods of an artefact to its own tree. */
export function artefact<Tree>(definition: Artefact<Tree>): AnyArtefact {
  return definition;
}
