import type { Slot } from '../artefacts/artefact.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { cmdletByName } from '../knowledge/cmdlets.ts';
import { IPSEC, isAttributeName, spell, type AttributeName, type PolicyForm } from '../knowledge/ipsec.ts';
import { profileElement } from '../knowledge/profile-xml.ts';
import { plainText, SNIPPETS } from '../knowledge/snippets.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { placeAt, type Part } from './place.ts';
import { describeAlgorithm } from './describe-ipsec.ts';
import { describeParameter } from './describe-cmdlet.ts';

/** Something that can be typed at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: 'value' | 'parameter' | 'snippet';
  /** One line beside the label. */
  readonly detail: string;
  readonly documentation?: string;
  /** Plain text, or a snippet with placeholders where `kind` is `snippet`. */
  readonly newText: string;
  /** A snippet without its placeholders, for an editor that has none. */
  readonly plainText?: string;
  readonly replace: Span;
  /** Order in the list. */
  readonly sortText: string;
}

/**
 * What can be typed at an offset. Snippets are left out for an editor that brings its own (`withSnippets` false), so that
 * nothing is offered twice.
 */
export function complete(workspace: Workspace, file: SourceFile, offset: number, withSnippets: boolean): Completion[] {
  const place = placeAt(workspace, file.uri, offset);
  if (place) {
    const { artefact, reading } = place.analysis;
    const slot = artefact.slotAt(reading, place.offset);
    return slot ? completionsFor(slot, artefact.languageIds, withSnippets).flatMap((each) => inFile(each, place)) : [];
  }
  // A document that nothing recognises yet, such as an empty one, may be about to become a profile.
  return withSnippets && file.languageId === 'xml' ? snippets(['xml'], wordBefore(file.text, offset)) : [];
}

/** A completion of a document inside a file as one of the file: in its place, and in its notation. */
function inFile(completion: Completion, { toFile, written }: Part): Completion[] {
  const replace = toFile(completion.replace);
  const text = written(completion.newText);
  if (replace === undefined || text === undefined) return [];
  if (text === completion.newText) return [{ ...completion, replace }];
  if (completion.kind !== 'snippet') return [{ ...completion, replace, newText: text }];
  // Its placeholders would be escaped with the rest.
  const plain = written(completion.plainText ?? completion.newText);
  return plain === undefined ? [] : [{ ...completion, replace, newText: plain.replace(/[\\$}]/g, '\\$&'), plainText: plain }];
}

function wordBefore(text: string, offset: number): Span {
  const word = /[\w-]*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0] ?? '';
  return { start: offset - word.length, end: offset };
}

function completionsFor(slot: Slot, languages: readonly string[], withSnippets: boolean): Completion[] {
  switch (slot.kind) {
    case 'algorithm':
      return isAttributeName(slot.attribute) ? algorithms(slot.attribute, slot.form, slot.replace) : [];
    case 'element-value':
      return (profileElement(slot.path)?.values ?? []).map((value, index) => ({
        label: value,
        kind: 'value',
        detail: slot.path.at(-1) ?? '',
        newText: value,
        replace: slot.replace,
        sortText: order(index),
      }));
    case 'parameter':
      return parameters(slot.cmdlet, slot.used, slot.replace);
    case 'snippet':
      return withSnippets ? snippets(languages, slot.replace) : [];
  }
}

function algorithms(attribute: AttributeName, form: PolicyForm, replace: Span): Completion[] {
  return IPSEC[attribute].algorithms.flatMap((algorithm, index) => {
    const text = spell(attribute, algorithm.id, form);
    if (text === undefined) return [];
    // What is weak stands below what is not.
    const rank = algorithm.strength === 'strong' || algorithm.strength === 'acceptable' ? 0 : 1;
    return [
      {
        label: text,
        kind: 'value' as const,
        detail: algorithm.meaning,
        documentation: describeAlgorithm(attribute, text, form),
        newText: text,
        replace,
        sortText: `${rank}${order(index)}`,
      },
    ];
  });
}

function parameters(name: string, used: readonly string[], replace: Span): Completion[] {
  const cmdlet = cmdletByName(name);
  return (cmdlet?.parameters ?? []).flatMap((parameter, index) => {
    if (used.includes(parameter.name)) return [];
    const documentation = describeParameter(name, parameter.name);
    return [
      {
        label: parameter.name,
        kind: 'parameter' as const,
        detail: parameter.summary,
        ...(documentation !== undefined && { documentation }),
        newText: parameter.name,
        replace,
        sortText: order(index),
      },
    ];
  });
}

function snippets(languages: readonly string[], replace: Span): Completion[] {
  return SNIPPETS.filter((snippet) => languages.includes(snippet.language)).map((snippet, index) => ({
    label: snippet.prefix,
    kind: 'snippet',
    detail: snippet.title,
    documentation: snippet.description,
    newText: snippet.body.join('\n'),
    plainText: plainText(snippet),
    replace,
    sortText: order(index),
  }));
}

function order(index: number): string {
  return String(index).padStart(3, '0');
}
