import { append } from '../../core/lists.ts';
import { encloses, textOf, touches, trimmed, type Span } from '../../core/span.ts';
import { elementAt } from '../../syntax/xml/navigate.ts';
import type { XmlElement, XmlNode } from '../../syntax/xml/tree.ts';
import type { Reading } from '../artefact.ts';
import { elementOf } from './read-nodes.ts';
import type { ProfileTree } from './tree.ts';

/**
 * What a selection grows to: an item of a list, the value, the content between the tags, the element, and so on outwards;
 * in a tag the name or the attribute's value, the attribute, the tag.
 */
export function profileSelectionAt({ file, tree }: Reading<ProfileTree>, offset: number): Span[] {
  const { text } = file;
  const at = { start: offset, end: offset };
  const spans: Span[] = [];
  let element = elementAt(tree.document, offset);
  const markup = (element?.children ?? tree.document.children).find((node) => node.kind !== 'element' && isIn(node, offset));
  if (markup) append(spans, insideOf(markup, text, offset));
  for (; element; element = element.parent) {
    if (spans.length === 0) append(spans, inTag(element, offset));
    if (encloses(element.content, at) && !element.selfClosing) spans.push(trimmed(text, element.content), element.content);
    spans.push(element.span);
  }
  spans.push({ start: 0, end: text.length });
  return growing(spans, offset);
}

/** Both names of an element whose tags say the same, where the offset is on one of them. */
export function profileLinkedAt({ file, tree }: Reading<ProfileTree>, offset: number): readonly Span[] | undefined {
  const element = elementAt(tree.document, offset);
  if (!element?.closed || !element.endNameSpan) return undefined;
  const { nameSpan, endNameSpan, name } = element;
  if (!touches(nameSpan, offset) && !touches(endNameSpan, offset)) return undefined;
  return name !== '' && textOf(file.text, endNameSpan) === name ? [nameSpan, endNameSpan] : undefined;
}

/** Keys of the elements around an offset, the innermost first. */
export function profileKeysAt({ tree }: Reading<ProfileTree>, offset: number): string[] {
  const around: XmlElement[] = [];
  for (let element = elementAt(tree.document, offset); element; element = element.parent) around.unshift(element);
  const keys: string[] = [];
  let nodes = tree.root ? [tree.root] : [];
  for (const element of around) {
    const node = nodes.find((each) => elementOf(each) === element);
    if (node?.at.key !== undefined) keys.unshift(node.at.key);
    nodes = [...(node?.children ?? [])];
  }
  return keys;
}

function isIn({ kind, span }: XmlNode, offset: number): boolean {
  return kind === 'text' ? touches(span, offset) : span.start < offset && offset < span.end;
}

function insideOf(node: XmlNode, text: string, offset: number): Span[] {
  switch (node.kind) {
    case 'comment':
    case 'cdata':
      return [trimmed(text, node.content), node.content, node.span];
    case 'text':
      return [...itemAt(text, trimmed(text, node.span), offset), trimmed(text, node.span)];
    default:
      return [node.span];
  }
}

/** The item that an offset is on in a list like `10.0.0.10,10.0.0.11`. */
function itemAt(text: string, value: Span, offset: number): Span[] {
  if (!touches(value, offset) || !/[,;]/.test(textOf(text, value))) return [];
  const before = /(?<![^,;])[^,;]*$/.exec(text.slice(value.start, offset))?.[0].length ?? 0;
  const after = /^[^,;]*/.exec(text.slice(offset, value.end))?.[0].length ?? 0;
  return [trimmed(text, { start: offset - before, end: offset + after })];
}

function inTag({ nameSpan, endNameSpan, openTag, closeTag, attributes }: XmlElement, offset: number): Span[] {
  if (closeTag && endNameSpan && encloses(closeTag, { start: offset, end: offset })) return [endNameSpan, closeTag];
  if (!encloses(openTag, { start: offset, end: offset })) return [];
  const attribute = attributes.find((each) => each.nameSpan.start <= offset && offset <= each.valueSpan.end + 1);
  if (!attribute) return [nameSpan, openTag];
  const { valueSpan } = attribute;
  const quoted = { start: valueSpan.start - 1, end: valueSpan.end + 1 };
  return [attribute.nameSpan, valueSpan, quoted, { start: attribute.nameSpan.start, end: quoted.end }, openTag];
}

/** Those of the spans that hold the offset, each larger than the one before. */
function growing(spans: readonly Span[], offset: number): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (!touches(span, offset) || span.start === span.end) continue;
    if (!last || (encloses(span, last) && span.end - span.start > last.end - last.start)) result.push(span);
  }
  return result;
}
