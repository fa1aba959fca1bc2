import type { EndTag, RegistrySlot, Slot } from '../artefacts/artefact.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { valuesToWrite } from '../knowledge/cmdlets/azure.ts';
import { cmdletByName } from '../knowledge/cmdlets.ts';
import { isBuiltIn } from '../knowledge/parameter-sets.ts';
import { IPSEC, isAttributeName, spell, type AttributeName, type PolicyForm } from '../knowledge/ipsec.ts';
import { childrenOf } from '../knowledge/profile-xml.ts';
import { plainText, rewritten, SNIPPETS } from '../knowledge/snippets.ts';
import { knownValues } from '../knowledge/profile-xml/values.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { elements, endTag, prefixes } from './complete-elements.ts';
import { describeAlgorithm } from './describe-ipsec.ts';
import { describeElement } from './describe-element.ts';
import { completeObject, objectKinds } from './complete-objects.ts';
import { parameterNames, parameterChoices } from './complete-parameters.ts';
import { completeRegistry } from './complete-registry.ts';
import { objectsOfKind } from './object-names.ts';
import { placeAt, type Place } from './place.ts';
import { order } from './sort-order.ts';

/** Something that can be typed at the cursor. */
export interface Completion {
  readonly label: string;
  /** A `block` is a snippet that follows from the place; an editor that brings its own snippets has none of these. */
  readonly kind: 'value' | 'parameter' | 'element' | 'end-tag' | 'block' | 'snippet';
  /** One line beside the label. */
  readonly detail: string;
  readonly documentation?: string;
  /** Plain text, or a snippet with placeholders where `plainText` is present. */
  readonly newText: string;
  /** A snippet without its placeholders, for an editor that has none. */
  readonly plainText?: string;
  /** What each further line of the texts is to begin with, for an editor that does not indent them like the first one. */
  readonly indent?: string;
  readonly replace: Span;
  /** What is compared with the text that is replaced; absent where that is the label. */
  readonly filterText?: string;
  /** Order in the list. */
  readonly sortText: string;
  /** Whether there is another one as soon as more is typed. */
  readonly changesWithTyping?: boolean;
}

/**
 * What can be typed at an offset. Snippets are left out for an editor that brings its own (`withSnippets` false), so that
 * nothing is offered twice.
 * @param leavesBuiltIn whether what PowerShell brings along is completed by someone else, who knows it on every machine. The modules for VPN are
 * there on few, and nobody can tell on which.
 * @param typed the character that made the editor ask; absent where somebody did, or a word has been begun.
 */
export function complete(workspace: Workspace, file: SourceFile, offset: number, withSnippets: boolean, typed?: string, leavesBuiltIn = false): Completion[] {
  const place = placeAt(workspace, file.uri, offset);
  if (place) {
    const { artefact, reading } = place.analysis;
    const found = artefact.slotAt(reading, place.offset);
    const slot = leavesBuiltIn && found && isOfBuiltIn(found) ? undefined : found;
    const items = slot ? completionsFor(slot, artefact.languageIds, withSnippets, (objectKind) => objectsOfKind(workspace, file.uri, objectKind)) : [];
    return items.filter((item) => slot && isExpected(item, slot, typed)).flatMap((item) => written(item, place) ?? []);
  }
  // A document that nothing recognises yet, such as an empty one, may be about to become a profile, or to set up a server.
  const { languageId } = file;
  return withSnippets && (languageId === 'xml' || languageId === 'bat') ? snippets([languageId], wordBefore(file.text, offset)) : [];
}

function isOfBuiltIn(slot: Slot): boolean {
  const cmdlet = slot.kind === 'parameter' || slot.kind === 'parameter-value' ? cmdletByName(slot.cmdlet) : undefined;
  return cmdlet !== undefined && isBuiltIn(cmdlet);
}

/** Whether an item is worth interrupting somebody for who has typed a character and may go on with another. */
function isExpected({ kind }: Completion, slot: Slot, typed: string | undefined): boolean {
  switch (typed) {
    case '<':
    case '/':
      return slot.kind === 'end-tag' || slot.kind === 'prefix' || (slot.kind === 'element' && slot.begun);
    case '>':
      return kind === 'value' || (kind === 'end-tag' && 'endTag' in slot && slot.endTag.staysInside);
    case '-':
      return slot.kind === 'parameter';
    case '"':
    case '[':
    case '=':
    case '\\':
      return slot.kind === 'registry' && beginsRegistryPart(slot, typed);
    case ' ':
      // Blanks before anything on a line are an indentation.
      if (slot.kind === 'object-kind') return slot.replace.start < slot.replace.end;
      if (slot.kind === 'registry' && slot.part === 'line') return false;
      return slot.kind !== 'element' && slot.kind !== 'end-tag';
    default:
      return true;
  }
}

/** Whether a sign is where a part of a registry write begins, or goes on. */
function beginsRegistryPart({ part, notation }: RegistrySlot, sign: '"' | '[' | '=' | '\\'): boolean {
  if (sign === '"') return true;
  return sign === '=' ? notation === 'reg-file' && part === 'data' : part === 'key' || part === 'line';
}

/** An item as the file needs it; `undefined` where its text or its place cannot be in the file. */
function written(item: Completion, { toFile, written: write }: Place): Completion | undefined {
  const replace = toFile(item.replace);
  const full = (text: string): string => text.replaceAll('\n', `\n${item.indent ?? ''}`);
  // Where a line end is not written as one, nobody indents what follows it.
  const asWritten = item.indent === undefined || write('\n') === '\n' ? (text: string): string => text : full;
  const newText = item.plainText === undefined ? write(asWritten(item.newText)) : rewritten(asWritten(item.newText), write);
  const plain = item.plainText === undefined ? undefined : write(asWritten(item.plainText));
  const filterText = item.filterText === undefined ? undefined : write(item.filterText);
  if (!replace || newText === undefined) return undefined;
  return { ...item, replace, newText, ...(plain !== undefined && { plainText: plain }), ...(filterText !== undefined && { filterText }) };
}

function wordBefore(text: string, offset: number): Span {
  const word = /(?<![\w-])[\w-]*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0] ?? '';
  return { start: offset - word.length, end: offset };
}

function completionsFor(slot: Slot, languages: readonly string[], withSnippets: boolean, named: (objectKind: string) => readonly string[]): Completion[] {
  switch (slot.kind) {
    case 'algorithm':
      return [...(isAttributeName(slot.attribute) ? algorithms(slot.attribute, slot.form, slot) : []), ...endTags(slot)];
    case 'element-value':
      return [...values(slot), ...endTags(slot)];
    case 'element':
      // Whole profiles stand below what goes into this one.
      return [...elements(slot), ...(withSnippets && !slot.begun && childrenOf(slot.path.join('/')).length > 0 ? snippets(languages, slot.replace, '9') : [])];
    case 'end-tag':
      return endTags(slot);
    case 'prefix':
      return prefixes(slot);
    case 'parameter':
      return parameterNames(slot);
    case 'parameter-value':
      return parameterChoices(slot);
    case 'registry':
      return [...completeRegistry(slot), ...(withSnippets && slot.part === 'line' ? snippets(languages, slot.replace, '9') : [])];
    case 'snippet':
      return withSnippets ? snippets(languages, slot.replace) : [];
    case 'object-kind':
      return [...objectKinds(slot), ...(withSnippets && slot.snippets ? snippets(languages, slot.replace, '9') : [])];
    case 'object-name':
    case 'object-setting':
    case 'object-value':
      return completeObject(slot, named);
  }
}

function endTags({ endTag: missing }: { readonly endTag?: EndTag }): Completion[] {
  return missing ? [endTag(missing)] : [];
}

function values({ path, method, replace }: Extract<Slot, { kind: 'element-value' }>): Completion[] {
  return knownValues(path).map(({ value, meaning }, index) => {
    const documentation = describeElement(path, value, method);
    return {
      label: value,
      kind: 'value',
      detail: meaning ?? path.at(-1) ?? '',
      ...(documentation !== undefined && { documentation }),
      newText: value,
      replace,
      sortText: order(index),
    };
  });
}

function algorithms(attribute: AttributeName, form: PolicyForm, { replace, quote }: { readonly replace: Span; readonly quote?: true }): Completion[] {
  return IPSEC[attribute].algorithms.flatMap((algorithm, index) => {
    const text = spell(attribute, algorithm.id, form);
    if (text === undefined || !valuesToWrite(attribute, form).includes(text)) return [];
    // What is weak stands below what is not.
    const rank = algorithm.strength === 'strong' || algorithm.strength === 'acceptable' ? 0 : 1;
    return [
      {
        label: text,
        kind: 'value' as const,
        detail: algorithm.meaning,
        documentation: describeAlgorithm(attribute, text, form),
        newText: quote ? `'${text}'` : text,
        replace,
        sortText: `${rank}${order(index)}`,
      },
    ];
  });
}

function snippets(languages: readonly string[], replace: Span, rank = ''): Completion[] {
  return SNIPPETS.filter((snippet) => languages.includes(snippet.language)).map((snippet, index) => ({
    label: snippet.prefix,
    kind: 'snippet',
    detail: snippet.title,
    documentation: snippet.description,
    newText: snippet.body.join('\n'),
    plainText: plainText(snippet),
    replace,
    sortText: rank + order(index),
  }));
}
