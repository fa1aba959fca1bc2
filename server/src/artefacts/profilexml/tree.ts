import type { XmlDocument, XmlElement } from '../../syntax/xml/tree.ts';

/** A profile's document with the elements that fixes write into. */
export interface ProfileTree {
  readonly document: XmlDocument;
  /** Every element by the key of its node. */
  readonly elements: ReadonlyMap<string, XmlElement>;
  readonly native?: XmlElement;
  readonly suite?: XmlElement;
}
