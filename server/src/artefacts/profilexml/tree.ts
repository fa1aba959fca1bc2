import type { ProfileNode } from '../../model/profile/node.ts';
import type { XmlDocument, XmlElement } from '../../syntax/xml/tree.ts';

/** A profile's document with the elements that fixes write into. */
export interface ProfileTree {
  readonly document: XmlDocument;
  /** Absent for a document without any element. */
  readonly root?: ProfileNode;
  readonly native?: XmlElement;
  readonly suite?: XmlElement;
}
