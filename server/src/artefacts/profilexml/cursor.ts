import { indentationAt, indentationBefore, lineStart } from '../../core/lines.ts';
import { touches, type Span } from '../../core/span.ts';
import { isAttributeName } from '../../knowledge/ipsec.ts';
import { asInTable, elementName, PROFILE_ELEMENTS, profileElement } from '../../knowledge/profile-xml.ts';
import { EAP_ELEMENTS, eapElementsAt, eapName } from '../../knowledge/profile-xml/eap.ts';
import type { EapKind } from '../../knowledge/profile-xml/eap-methods.ts';
import { knownValues } from '../../knowledge/profile-xml/values.ts';
import { childLayout } from '../../syntax/xml/insert.ts';
import { leafText } from '../../syntax/xml/leaf-text.ts';
import { elementAt, localName, pathOf } from '../../syntax/xml/navigate.ts';
import type { XmlDocument, XmlElement, XmlNode } from '../../syntax/xml/tree.ts';
import { typingAt, unclosedAt, type Typing } from '../../syntax/xml/typing.ts';
import type { EndTag, Layout, Reading, Slot, Subject } from '../artefact.ts';
import { eapContextOf, methodAt } from './eap-context.ts';
import type { ProfileTree } from './tree.ts';

/** What an offset is on: an element's name, or the value between its tags. */
export function profileSubjectAt({ tree }: Reading<ProfileTree>, offset: number): Subject | undefined {
  const element = elementAt(tree.document, offset);
  if (!element) return undefined;
  const path = pathBelowRoot(element);
  for (const span of [element.nameSpan, element.endNameSpan]) {
    if (span && touches(span, offset)) return { kind: 'element', path, ...methodOf(element, path), span };
  }
  const leaf = leafText(element);
  if (!leaf || leaf.value === '' || !touches(leaf.span, offset)) return undefined;
  if (isSuiteValue(path)) return { kind: 'algorithm', attribute: path.at(-1) ?? '', text: leaf.value, span: leaf.span, form: 'profile-xml' };
  return { kind: 'element-value', path, ...methodOf(element, path), text: leaf.value, span: leaf.span };
}

/** What can be typed at an offset: a value between the tags, or elements and end tags. */
export function profileSlotAt({ tree: { document } }: Reading<ProfileTree>, offset: number): Slot | undefined {
  return valueAt(document, offset) ?? prefixAt(document, offset) ?? elementsAt(document, offset);
}

function valueAt(document: XmlDocument, offset: number): Slot | undefined {
  const element = leafAt(document, offset);
  const path = element ? pathBelowRoot(element) : [];
  const values = knownValues(path);
  const leaf = element && values.length > 0 ? leafText(element) : undefined;
  if (!element || !leaf) return undefined;
  // Blanks around the value are not part of it; the cursor may stand in them.
  const replace: Span = touches(leaf.span, offset) ? leaf.span : { start: offset, end: offset };
  const isWhole = !element.closed && leaf.span.end === offset && values.some(({ value }) => value.toLowerCase() === leaf.value.toLowerCase());
  const endTag: EndTag | undefined = isWhole ? { name: element.name, replace: { start: offset, end: offset }, indent: '', staysInside: false } : undefined;
  const place = { replace, ...(endTag && { endTag }) };
  if (isSuiteValue(path)) return { kind: 'algorithm', attribute: path.at(-1) ?? '', form: 'profile-xml', ...place };
  return { kind: 'element-value', path, ...methodOf(element, path), ...place };
}

/** A block of addresses typed into a Route. */
function prefixAt(document: XmlDocument, offset: number): Slot | undefined {
  const element = leafAt(document, offset);
  const leaf = element && pathBelowRoot(element).join('/') === 'Route' ? leafText(element) : undefined;
  if (!element || !leaf?.value.includes('/') || /\s/.test(leaf.raw) || !touches(leaf.span, offset)) return undefined;
  return { kind: 'prefix', text: leaf.value, replace: leaf.span, layout: layoutAt(element, leaf.span) };
}

/** The element whose text an offset is in, unless a tag is being typed there. */
function leafAt(document: XmlDocument, offset: number): XmlElement | undefined {
  const element = elementAt(document, offset);
  if (!element || document.comments.some(({ span }) => span.start < offset && offset < span.end)) return undefined;
  if (offset < element.content.start || offset > element.content.end) return undefined;
  return /<\/?[\w:.-]*$/.test(document.text.slice(Math.max(0, offset - 200), offset)) ? undefined : element;
}

function elementsAt(document: XmlDocument, offset: number): Slot | undefined {
  const typing = typingAt(document, offset, isBeginning);
  if (!typing || !isInProfile(typing.element)) return undefined;
  const at = typing.span.start;
  const last = unclosedAt(typing.element, at, typing.kind);
  if (typing.kind === 'end tag') return last && { kind: 'end-tag', endTag: endTagOf(last, typing, offset) };
  const element = typing.kind === 'text' && last ? last : holderOf(typing);
  const endTag = typing.name === '' && last ? endTagOf(last, typing, offset) : undefined;
  if (isLeaf(element)) return endTag && { kind: 'end-tag', endTag };
  const path = pathBelowRoot(element);
  const opens = element.children.find((node) => node.kind === 'broken' && node.of === 'end tag' && node.span.start >= at);
  return {
    kind: 'element',
    path,
    used: new Set(element.children.flatMap((node) => nameOf(node)?.toLowerCase() ?? [])),
    begun: typing.kind === 'start tag',
    ...(opens?.kind === 'broken' && { opens: opens.name }),
    ...(isInEap(path) && { eap: eapContextOf(element) }),
    ...(endTag && { endTag }),
    ...placed(element, typing.span),
  };
}

/** Where a child goes. On a line that is indented like its parent, or less, it would seem to stand behind that, unless it is moved. */
function placed(element: XmlElement, typed: Span): { replace: Span; layout: Layout } {
  const { source, span, closed } = element;
  const { indent, outer, step } = childLayout(element);
  const layout = layoutAt(element, { start: typed.start, end: typed.start });
  const own = indentationBefore(source, typed.start);
  if (closed || own === undefined || outer === undefined || own.length > outer.length || lineStart(source, typed.start) <= span.start)
    return { replace: typed, layout };
  const lead = indent !== undefined && indent.length > outer.length ? indent : outer + step;
  return { replace: { start: typed.start - own.length, end: typed.end }, layout: { ...layout, indent: '', lead } };
}

const NAMES = [...new Set([...PROFILE_ELEMENTS.map(({ path }) => elementName(path)), ...EAP_ELEMENTS.map(eapName)])].map((name) => name.toLowerCase());

/** Whether the tables have an element whose name begins like this. */
function isBeginning(name: string): boolean {
  const own = localName(name).toLowerCase();
  return NAMES.some((each) => each.startsWith(own));
}

/** The element that a new one would go into: not an unclosed value on an earlier line. */
function holderOf({ kind, element, span }: Typing): XmlElement {
  let holder = element;
  while (kind === 'start tag' && !holder.closed && isLeaf(holder) && holder.parent) {
    if (!holder.source.slice(holder.content.start, span.start).includes('\n')) break;
    holder = holder.parent;
  }
  return holder;
}

function isLeaf(element: XmlElement): boolean {
  const path = pathBelowRoot(element);
  const type = profileElement(path)?.type ?? eapElementsAt(path)[0]?.type;
  return type !== undefined && type !== 'container' && type !== 'foreign';
}

function isInProfile(element: XmlElement): boolean {
  return localName(pathOf(element)[0] ?? '').toLowerCase() === 'vpnprofile';
}

function nameOf(node: XmlNode): string | undefined {
  return node.kind === 'element' || (node.kind === 'broken' && node.of === 'start tag') ? localName(node.name) : undefined;
}

/** An end tag on a line of its own goes below its start tag, wherever the cursor is. */
function endTagOf({ name, source, span, openTag }: XmlElement, { kind, span: typed, element }: Typing, offset: number): EndTag {
  const text = element.source;
  const staysInside = kind === 'text' && openTag.end === typed.start;
  const line = lineStart(text, typed.start);
  const outer = indentationBefore(source, span.start);
  if (indentationBefore(text, typed.start) === undefined || outer === undefined || span.start >= line || offset < line)
    return { name, replace: typed, indent: '', staysInside };
  return { name, replace: { start: line, end: typed.end }, indent: outer, staysInside };
}

function layoutAt(element: XmlElement, { start, end }: Span): Layout {
  const { source, content, closeTag } = element;
  const { eol, step, indent: children } = childLayout(element);
  const own = indentationBefore(source, start);
  const indent = own ?? indentationAt(source, start);
  const isBlank = (from: number, to: number): boolean => /^[ \t]*$/.test(source.slice(from, to));
  const isBehindTag = isBlank(content.start, start);
  const form =
    children === undefined && own === undefined ? 'one line' : !isBehindTag ? 'in place' : closeTag && isBlank(end, closeTag.start) ? 'enclosed' : 'opening';
  return { eol, indent, lead: '', step, form };
}

/** The names of an element and those around it as the table has them. Those of EAP may have prefixes, which say nothing here. */
function pathBelowRoot(element: XmlElement): string[] {
  const names = asInTable(pathOf(element).slice(1));
  return isInEap(names) ? names.map(localName) : names;
}

function isInEap(path: readonly string[]): boolean {
  return path.some((name) => localName(name) === 'EapHostConfig');
}

function methodOf(element: XmlElement, path: readonly string[]): { method?: EapKind } {
  const method = isInEap(path) ? methodAt(element) : undefined;
  return method ? { method } : {};
}

function isSuiteValue(path: readonly string[]): boolean {
  return path.slice(0, -1).join('/') === 'NativeProfile/CryptographySuite' && path.slice(-1).every(isAttributeName);
}
