import type { Edit } from '../core/edit.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import type { AttributeName, PolicyForm } from '../knowledge/ipsec.ts';
import type { ObjectKind, SettingInfo } from '../knowledge/load-balancer/object-kind.ts';
import type { PhonebookSetting } from '../knowledge/phonebook.ts';
import type { EapKind } from '../knowledge/profile-xml/eap-methods.ts';
import type { Change } from '../model/change.ts';
import type { Facts } from '../model/facts.ts';
import type { RegistryNotation } from '../model/registry/write.ts';
import type { Editing } from './editing.ts';
import type { Embedded } from './embedded.ts';
import type { Measure } from './measure.ts';

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
      readonly form: PolicyForm;
    }
  /** The name of one of the six values where it is no element and no parameter. */
  | { readonly kind: 'attribute'; readonly attribute: AttributeName; readonly span: Span; readonly form: PolicyForm }
  /** A setting of the phone book, with its whole value; `part` is the one of the six numbers that the cursor is on. */
  | { readonly kind: 'phonebook'; readonly setting: PhonebookSetting; readonly text: string; readonly part?: AttributeName; readonly span: Span }
  | { readonly kind: 'element'; readonly path: readonly string[]; readonly method?: EapKind; readonly span: Span }
  | { readonly kind: 'element-value'; readonly path: readonly string[]; readonly method?: EapKind; readonly text: string; readonly span: Span }
  | { readonly kind: 'cmdlet'; readonly cmdlet: string; readonly span: Span }
  | { readonly kind: 'parameter'; readonly cmdlet: string; readonly parameter: string; readonly span: Span }
  | { readonly kind: 'registry-value'; readonly registryKey: string | undefined; readonly name: string; readonly span: Span }
  /** A key, without hive, that has values of the catalogue. */
  | { readonly kind: 'registry-key'; readonly registryKey: string; readonly span: Span }
  | { readonly kind: 'service'; readonly name: string; readonly span: Span }
  /** A listener of a load balancer, by its key. */
  | { readonly kind: 'listener'; readonly key: string; readonly span: Span }
  /** The word for a kind of object of a load balancer. */
  | { readonly kind: 'object-kind'; readonly about: ObjectKind; readonly span: Span }
  /** A setting of such an object. */
  | { readonly kind: 'object-setting'; readonly of: ObjectKind; readonly about: SettingInfo; readonly span: Span };

/** The name of an object of a load balancer. */
export interface ObjectNameSlot {
  readonly kind: 'object-name';
  readonly objectKind: string;
  /** What need not be written before it, such as `/Common/`. */
  readonly local?: string;
  readonly builtIn: readonly string[];
  readonly replace: Span;
  /** The quote that is replaced as well, since it has no end. */
  readonly begun?: string;
  /** How a name is written there: in quotes where the notation wants them and none are there. */
  readonly spelled: (name: string) => string;
}

/** What could be typed at the cursor: the subject of a completion. `replace` is the text that an accepted item takes the place of. */
export type Slot =
  | {
      readonly kind: 'algorithm';
      readonly attribute: string;
      readonly form: 'profile-xml' | 'client-cmdlet' | 'server-cmdlet' | 'azure';
      readonly replace: Span;
      readonly endTag?: EndTag;
      /** Whether quotes must be written around it. */
      readonly quote?: true;
    }
  | { readonly kind: 'element-value'; readonly path: readonly string[]; readonly method?: EapKind; readonly replace: Span; readonly endTag?: EndTag }
  | ElementSlot
  | { readonly kind: 'end-tag'; readonly endTag: EndTag }
  | PrefixSlot
  | ParameterSlot
  | { readonly kind: 'parameter-value'; readonly cmdlet: string; readonly parameter: string; readonly replace: Span; readonly quote?: true }
  | RegistrySlot
  | { readonly kind: 'snippet'; readonly replace: Span }
  /** The kind of an object of a load balancer. `before` stands before each; `snippets`: a snippet may stand there as well. */
  | { readonly kind: 'object-kind'; readonly kinds: readonly ObjectKind[]; readonly before: string; readonly snippets: boolean; readonly replace: Span }
  | ObjectNameSlot
  /** A setting of such an object. `before` stands before each name, `behind` after it. */
  | {
      readonly kind: 'object-setting';
      readonly of: ObjectKind;
      readonly used: readonly string[];
      readonly before: string;
      readonly behind: string;
      readonly replace: Span;
    }
  /** The value of such a setting. */
  | { readonly kind: 'object-value'; readonly about: SettingInfo; readonly replace: Span };

/** A place for a part of what is written to the registry. */
export interface RegistrySlot {
  readonly kind: 'registry';
  /** `line`: a line of a registry file, for a key or for a value of the one above. */
  readonly part: 'key' | 'name' | 'type' | 'data' | 'line';
  readonly notation: RegistryNotation;
  /** Key under HKEY_LOCAL_MACHINE that is stated already; with its hive where that is another one. */
  readonly registryKey?: string;
  /** Name of the value that is stated already. */
  readonly name?: string;
  readonly replace: Span;
  /** What there is of it in front of the cursor. */
  readonly typed?: string;
  /** What has to be written in front of it and behind it. */
  readonly before?: string;
  readonly behind?: string;
}

/** A place for the name of a parameter. */
export interface ParameterSlot {
  readonly kind: 'parameter';
  readonly cmdlet: string;
  /** Full names of the parameters that are given already, in whatever way. */
  readonly used: readonly string[];
  /** Behind the hyphen of an argument, or the key of an entry in a hashtable: one that has its `=` already, or a new one. */
  readonly as: 'argument' | 'key' | 'new key';
  readonly replace: Span;
}

/** A place for child elements. */
export interface ElementSlot {
  readonly kind: 'element';
  /** Names below the root of the element that they go into. */
  readonly path: readonly string[];
  /** Names of the children that are there, whole or broken, in lower case. */
  readonly used: ReadonlySet<string>;
  /** Whether a `<` has been typed; else a word, or nothing yet. */
  readonly begun: boolean;
  /** Name of an end tag behind the cursor that has no start tag. */
  readonly opens?: string;
  /** Present within a configuration of EAP. */
  readonly eap?: EapContext;
  readonly endTag?: EndTag;
  readonly replace: Span;
  readonly layout: Layout;
}

/** What decides, beside the names around it, about an element of an EAP configuration. */
export interface EapContext {
  /** The method whose settings, or whose choice, the place is in; absent for one that is not known element by element. */
  readonly method?: EapKind;
  /** The prefixes by which namespaces can be named there; empty for the namespace that needs none. */
  readonly prefixes: ReadonlyMap<string, string>;
}

/** A block of addresses that is written in one piece where the notation wants two elements. */
export interface PrefixSlot {
  readonly kind: 'prefix';
  /** Such as `10.20.0.0/16`, perhaps without its number. */
  readonly text: string;
  readonly replace: Span;
  readonly layout: Layout;
}

/** An end tag that is missing. */
export interface EndTag {
  readonly name: string;
  readonly replace: Span;
  /** Indentation that is to stand before it on its line, as a part of `replace`. */
  readonly indent: string;
  /** Whether the cursor is right behind the start tag, and should stay there. */
  readonly staysInside: boolean;
}

/** How lines are laid out at a place. */
export interface Layout {
  readonly eol: string;
  /** Indentation of the line that the place is in, as far as it stays. */
  readonly indent: string;
  /** What the first line and all others are to begin with: a part of `replace`, where the cursor is not where it should be. */
  readonly lead: string;
  /** What one level adds. */
  readonly step: string;
  /**
   * Whether several lines are to be one, because all around stands on one line; else where they begin: on the line of the place,
   * or on one of their own, since the place is right behind a start tag (`opening`), or between that and its end tag (`enclosed`).
   */
  readonly form: 'one line' | 'in place' | 'opening' | 'enclosed';
}

/** What a notation says of characters that cannot be seen, or are taken for others. */
export interface Characters {
  /** Whether the text was looked at as a whole, so that all comments are known. */
  readonly isRead: boolean;
  /** Where a no-break space is part of a value. Elsewhere it is a blank, or nobody knows. */
  readonly noBreakSpaces: readonly Span[];
  /** Set for what a program has printed, which nobody changes. */
  readonly isPrinted?: true;
}

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
  /** Names, or ends of names, as above, that no other product has: a file of one is told of even where it is too large to be recognised. */
  readonly ownNames?: readonly string[];
  /** The start of a comment on its own line, and its end where the notation needs one; absent where there are no comments. */
  readonly comment?: { readonly start: string; readonly end?: string };
  /** How much of it is read; absent where a text costs little however much it has. */
  readonly measure?: Measure;
  /** Whether files of these names are mostly something else: then a folder walk takes up only those that are recognised. */
  readonly byContent?: true;
  /** Whether a text of one of these names or language ids is this artefact. */
  recognises(file: SourceFile): boolean;
  read(file: SourceFile): Reading<Tree>;
  /**
   * The edits that make changes of this file together; `undefined` where one cannot be made without losing or guessing something. Whatever ends the
   * lines of their texts, who asks gives them the ends of the lines around (`core/line-ends.ts`).
   */
  write(reading: Reading<Tree>, changes: readonly Change[]): Edit[] | undefined;
  /** What stands at an offset; `undefined` where this product knows nothing about it. */
  subjectAt(reading: Reading<Tree>, offset: number): Subject | undefined;
  /** What can be typed at an offset; `undefined` where nothing can. */
  slotAt(reading: Reading<Tree>, offset: number): Slot | undefined;
  /** The texts inside it that are documents of their own, in their order. */
  embedded?(reading: Reading<Tree>): readonly Embedded[];
  /** Text spans of all comments, for suppressions. */
  comments(reading: Reading<Tree>): readonly Span[];
  /** What of its text characters can mislead in; absent: everything but comments, and a no-break space is a character like any other. */
  characters?(reading: Reading<Tree>): Characters;
  /** Text spans of all statements, for suppressions that stand before one of several lines. */
  statements(reading: Reading<Tree>): readonly Span[];
}

/** An artefact whose tree only it knows. A reading goes back to the artefact that made it. */
export interface AnyArtefact extends Omit<Artefact, 'read' | 'write' | 'subjectAt' | 'slotAt' | 'embedded' | 'characters' | 'comments' | 'statements'> {
  read(file: SourceFile): Reading;
  write(reading: Reading, changes: readonly Change[]): Edit[] | undefined;
  subjectAt(reading: Reading, offset: number): Subject | undefined;
  slotAt(reading: Reading, offset: number): Slot | undefined;
  embedded?(reading: Reading): readonly Embedded[];
  characters?(reading: Reading): Characters;
  comments(reading: Reading): readonly Span[];
  statements(reading: Reading): readonly Span[];
}

/** Ties the methods of an artefact to its own tree. */
export function artefact<Tree>(definition: Artefact<Tree>): AnyArtefact {
  return definition;
}
