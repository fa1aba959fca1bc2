import type { Edit } from '../../core/edit.ts';
import { spell, type AlgorithmId, type AttributeName } from '../../knowledge/ipsec.ts';
import type { Change } from '../../model/change.ts';
import { placeOf } from '../../model/policy.ts';
import { insertChildren, type XmlLine } from '../../syntax/xml/insert.ts';
import { childElements } from '../../syntax/xml/navigate.ts';
import type { XmlElement } from '../../syntax/xml/tree.ts';
import type { Reading } from '../artefact.ts';
import { isElementChange, writeElements, type ElementChange } from './write-elements.ts';
import { BEFORE_SUITE, SUITE_ORDER, type ProfileTree } from './tree.ts';

/** The edits that make these changes; `undefined` when one cannot be made in ProfileXML. */
export function writeProfile({ file, tree }: Reading<ProfileTree>, changes: readonly Change[]): Edit[] | undefined {
  const edits: Edit[] = [];
  const elementChanges: ElementChange[] = [];
  const missing = new Map<AttributeName, AlgorithmId>();
  for (const change of changes) {
    if (change.kind === 'replace') edits.push({ file, span: change.at.span, newText: change.text });
    else if (change.kind === 'add-suite' && tree.native && !tree.suite) {
      const lines = suiteLines(new Map(Object.entries(change.suite) as [AttributeName, AlgorithmId][]), 1);
      if (!lines) return undefined;
      edits.push(
        edit(
          file,
          insertChildren(tree.native, lastOf(tree.native, BEFORE_SUITE), [
            { depth: 0, text: '<CryptographySuite>' },
            ...lines,
            { depth: 0, text: '</CryptographySuite>' },
          ]),
        ),
      );
    } else if (change.kind === 'set-algorithm') {
      const slot = change.policy.slots[change.attribute];
      const text = spell(change.attribute, change.algorithm, 'profile-xml');
      const at = placeOf(slot);
      if (text === undefined || slot.state === 'unread') return undefined;
      if (at) edits.push({ file, span: at.span, newText: text });
      else missing.set(change.attribute, change.algorithm);
    } else if (isElementChange(change)) elementChanges.push(change);
    else return undefined;
  }
  const written = writeElements(file, tree, elementChanges);
  if (!written) return undefined;
  edits.push(...written);
  if (missing.size === 0) return edits;
  const added = tree.suite && addValues(tree.suite, missing);
  return added && [...edits, ...added.map((insertion) => edit(file, insertion))];
}

/** Adds values to a suite, each behind the last element that comes before it in the schema. */
function addValues(suite: XmlElement, values: ReadonlyMap<AttributeName, AlgorithmId>) {
  const groups = new Map<XmlElement | undefined, XmlLine[]>();
  for (const [index, attribute] of SUITE_ORDER.entries()) {
    const algorithm = values.get(attribute);
    if (algorithm === undefined) continue;
    const lines = suiteLines(new Map([[attribute, algorithm]]), 0);
    if (!lines) return undefined;
    const after = lastOf(suite, SUITE_ORDER.slice(0, index));
    groups.set(after, [...(groups.get(after) ?? []), ...lines]);
  }
  return [...groups].map(([after, lines]) => insertChildren(suite, after, lines));
}

function suiteLines(values: ReadonlyMap<AttributeName, AlgorithmId>, depth: number): XmlLine[] | undefined {
  const lines: XmlLine[] = [];
  for (const attribute of SUITE_ORDER) {
    const algorithm = values.get(attribute);
    if (algorithm === undefined) continue;
    const text = spell(attribute, algorithm, 'profile-xml');
    if (text === undefined) return undefined;
    lines.push({ depth, text: `<${attribute}>${text}</${attribute}>` });
  }
  return lines;
}

function lastOf(parent: XmlElement, names: readonly string[]): XmlElement | undefined {
  return childElements(parent).findLast((element) => names.includes(element.name));
}

function edit(file: Edit['file'], { start, end, newText }: { start: number; end: number; newText: string }): Edit {
  return { file, span: { start, end }, newText };
}
