import { append } from '../../core/lists.ts';
import { encloses } from '../../core/span.ts';
import { uriName } from '../../core/uri.ts';
import { emptyFacts } from '../../model/facts.ts';
import { profileXmlNode } from '../../model/profile/deployment.ts';
import { leafText } from '../../syntax/xml/leaf-text.ts';
import { childElements, localName } from '../../syntax/xml/navigate.ts';
import { parseXml } from '../../syntax/xml/parse.ts';
import { rootName } from '../../syntax/xml/scan.ts';
import type { XmlDocument, XmlElement } from '../../syntax/xml/tree.ts';
import { contentOf } from '../../syntax/xml/unescaped.ts';
import { artefact, type Reading } from '../artefact.ts';
import { TAGS } from '../measure.ts';
import { isClosed, mayHoldProfile, numbered, profileIn, type Embedded } from '../embedded.ts';

interface SyncMlTree {
  readonly document: XmlDocument;
}

/** What a SyncML message, or a part of one, begins with. */
const ROOTS = new Set(['SyncML', 'SyncBody', 'Atomic', 'Sequence', 'Add', 'Replace']);

/** A message of a device management server. Only the profiles in it are looked at. */
export default artefact<SyncMlTree>({
  id: 'syncml',
  title: 'ProfileXML in SyncML',
  languageIds: ['xml'],
  fileNames: ['.xml', '.syncml'],
  measure: TAGS,
  recognises: ({ uri, languageId, text }) =>
    mayHoldProfile(text) &&
    text.includes('LocURI') &&
    (languageId === 'xml' || /\.(xml|syncml)$/i.test(uriName(uri))) &&
    ROOTS.has(localName(rootName(text) ?? '')),
  read: (file) => ({ file, tree: { document: parseXml(file.text) }, facts: emptyFacts(file) }),
  write: () => undefined,
  subjectAt: () => undefined,
  slotAt: () => undefined,
  embedded: profilesInMessage,
  comments: (reading) => {
    const inner = profilesInMessage(reading).map(({ content }) => content.outer);
    // Those of a profile that is not escaped are its own.
    return reading.tree.document.comments.map(({ span }) => span).filter((span) => !inner.some((outer) => encloses(outer, span)));
  },
  statements: () => [],
});

function profilesInMessage({ file, tree: { document } }: Reading<SyncMlTree>): Embedded[] {
  return numbered(
    itemsIn(document).flatMap((item) => {
      const data = only(item, 'Data');
      const target = only(item, 'Target');
      const uri = target && only(target, 'LocURI');
      const place = uri && leafText(uri);
      const node = place && profileXmlNode(place.value);
      const value = data && contentOf(data);
      const content = value && profileIn(value);
      if (!content) return [];
      const deployedTo = place && node && { deployedTo: { ...node, at: { file, span: place.span } } };
      return [{ content, partial: !isClosed(content), ...deployedTo }];
    }),
  );
}

function itemsIn(document: XmlDocument): XmlElement[] {
  const items: XmlElement[] = [];
  const pending = [...document.elements].reverse();
  for (let element = pending.pop(); element; element = pending.pop()) {
    if (localName(element.name) === 'Item') items.push(element);
    // What lies in the data is no message.
    else if (localName(element.name) !== 'Data') append(pending, childElements(element).reverse());
  }
  return items;
}

function only(parent: XmlElement, name: string): XmlElement | undefined {
  const found = childElements(parent).filter((element) => localName(element.name) === name);
  return found.length === 1 ? found[0] : undefined;
}
