import type { Edit } from '../../core/edit.ts';
import type { Suite } from '../../knowledge/baselines.ts';
import { ATTRIBUTES, spell, type AlgorithmId } from '../../knowledge/ipsec.ts';
import { childrenOf, elementName } from '../../knowledge/profile-xml.ts';
import type { Change } from '../../model/change.ts';
import { placeOf } from '../../model/policy.ts';
import { branch, leaf, type NewElement } from '../../model/profile/new-element.ts';
import type { Reading } from '../artefact.ts';
import type { ProfileTree } from './tree.ts';
import { ElementWriter, isElementChange } from './write-elements.ts';

/** The edits that make these changes; `undefined` when one cannot be made in ProfileXML. */
export function writeProfile({ file, tree }: Reading<ProfileTree>, changes: readonly Change[]): Edit[] | undefined {
  const writer = new ElementWriter(file, tree);
  for (const change of changes) if (!write(change, tree, writer)) return undefined;
  return writer.edits();
}

/** Whether a change could be made. */
function write(change: Change, tree: ProfileTree, writer: ElementWriter): boolean {
  if (isElementChange(change)) return writer.write(change);
  if (change.kind === 'replace') {
    writer.replace(change.at.span, change.text);
    return true;
  }
  if (change.kind === 'add-suite' && tree.native && !tree.suite) {
    const element = suiteElement(change.suite);
    if (element) writer.add(tree.native, element);
    return element !== undefined;
  }
  if (change.kind !== 'set-algorithm') return false;
  const slot = change.policy.slots[change.attribute];
  const value = valueElement(change.attribute, change.algorithm);
  if (value?.text === undefined || slot.state === 'unread') return false;
  const at = placeOf(slot);
  if (at) writer.replace(at.span, value.text);
  else if (tree.suite) writer.add(tree.suite, value);
  else return false;
  return true;
}

/** The `CryptographySuite` with these values; `undefined` where ProfileXML has no word for one of them. */
export function suiteElement(suite: Suite): NewElement | undefined {
  const values = suiteOrder().map((attribute) => valueElement(attribute, suite[attribute]));
  return values.every((value) => value !== undefined) ? branch('CryptographySuite', ...values) : undefined;
}

function suiteOrder() {
  const names = childrenOf('NativeProfile/CryptographySuite').map(({ path }) => elementName(path));
  return [...ATTRIBUTES].sort((a, b) => names.indexOf(a) - names.indexOf(b));
}

function valueElement(attribute: (typeof ATTRIBUTES)[number], algorithm: AlgorithmId): NewElement | undefined {
  const text = spell(attribute, algorithm, 'profile-xml');
  return text === undefined ? undefined : leaf(attribute, text);
}
