import { touches, type Span } from '../../core/span.ts';
import { isAttributeName } from '../../knowledge/ipsec.ts';
import { profileElement } from '../../knowledge/profile-xml.ts';
import { leafText } from '../../syntax/xml/leaf-text.ts';
import { elementAt, pathOf } from '../../syntax/xml/navigate.ts';
import type { XmlElement } from '../../syntax/xml/tree.ts';
import type { Reading, Slot, Subject } from '../artefact.ts';
import type { ProfileTree } from './tree.ts';

/** What an offset is on: an element's name, or the value between its tags. */
export function profileSubjectAt({ tree }: Reading<ProfileTree>, offset: number): Subject | undefined {
  const element = elementAt(tree.document, offset);
  if (!element) return undefined;
  const path = pathBelowRoot(element);
  for (const span of [element.nameSpan, element.endNameSpan]) {
    if (span && touches(span, offset)) return { kind: 'element', path, span };
  }
  const leaf = leafText(element);
  if (!leaf || leaf.value === '' || !touches(leaf.span, offset)) return undefined;
  if (isSuiteValue(path)) return { kind: 'algorithm', attribute: element.name, text: leaf.value, span: leaf.span, form: 'profile-xml' };
  return { kind: 'element-value', path, text: leaf.value, span: leaf.span };
}

/** What can be typed at an offset: a value between the tags, or a snippet between elements. */
export function profileSlotAt({ file, tree }: Reading<ProfileTree>, offset: number): Slot | undefined {
  const element = elementAt(tree.document, offset);
  if (!element || tree.document.comments.some(({ span }) => span.start < offset && offset < span.end)) return undefined;
  const inTags = offset < element.content.start || offset > element.content.end;
  if (inTags && element.closed) return undefined;
  const path = pathBelowRoot(element);
  const leaf = leafText(element);
  if (!leaf || profileElement(path)?.values === undefined) return { kind: 'snippet', replace: wordBefore(file.text, offset) };
  // Blanks around the value are not part of it; the cursor may stand in them.
  const replace: Span = touches(leaf.span, offset) ? leaf.span : { start: offset, end: offset };
  return isSuiteValue(path) ? { kind: 'algorithm', attribute: element.name, form: 'profile-xml', replace } : { kind: 'element-value', path, replace };
}

function pathBelowRoot(element: XmlElement): string[] {
  return pathOf(element).slice(1);
}

function isSuiteValue(path: readonly string[]): boolean {
  return path.length === 3 && path[1] === 'CryptographySuite' && isAttributeName(path[2] ?? '');
}

function wordBefore(text: string, offset: number): Span {
  const word = /[\w-]*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0] ?? '';
  return { start: offset - word.length, end: offset };
}
