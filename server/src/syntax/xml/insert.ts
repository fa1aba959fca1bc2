import { indentationBefore, lineEndAt } from '../../core/lines.ts';
import { childElements } from './navigate.ts';
import type { XmlElement } from './tree.ts';

/** An insertion or replacement in the document's text. */
export interface XmlInsertion {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A piece of XML to insert, one line an entry, each with its depth below the place. */
export interface XmlLine {
  readonly depth: number;
  readonly text: string;
}

/** How the children of an element are laid out. */
export interface ChildLayout {
  /** Line end of the document. */
  readonly eol: string;
  /** Indentation of each child on its own line; `undefined` where they stand on one line with their parent. */
  readonly indent: string | undefined;
  /** Indentation of the parent; `undefined` where something stands before it on its line. */
  readonly outer: string | undefined;
  /** What one level adds. */
  readonly step: string;
}

/** How the children of an element are laid out: like those that are there, else like those of the elements around it. */
export function childLayout(parent: XmlElement): ChildLayout {
  const text = parent.source;
  const eol = lineEndAt(text, parent.span.start);
  const [sibling] = childElements(parent);
  const outer = indentationBefore(text, parent.span.start);
  const indent = sibling ? indentationBefore(text, sibling.span.start) : outer === undefined ? undefined : outer + unitOf(parent, outer);
  const step = indent === undefined || outer === undefined ? '  ' : indent.slice(outer.length) || '  ';
  return { eol, indent, outer, step };
}

/**
 * The edit that adds child elements to an element behind a given child, or as the first ones. The new lines are laid out
 * like the children that are there: each on its own line in the same indentation, or all on one line.
 */
export function insertChildren(parent: XmlElement, after: XmlElement | undefined, lines: readonly XmlLine[]): XmlInsertion {
  const text = parent.source;
  const { eol, indent, outer, step } = childLayout(parent);
  const laidOut =
    indent === undefined ? lines.map((line) => line.text).join('') : lines.map((line) => eol + indent + step.repeat(line.depth) + line.text).join('');
  if (parent.selfClosing) {
    const close = `</${parent.name}>`;
    const open = openedTag(parent);
    return {
      start: parent.openTag.start,
      end: parent.openTag.end,
      newText: indent === undefined ? open + laidOut + close : open + laidOut + eol + (outer ?? '') + close,
    };
  }
  const at = after ? after.span.end : parent.content.start;
  // An element without children may have its end tag on the same line, where the new lines would run into it.
  const tail =
    indent !== undefined && childElements(parent).length === 0 && !/^\s*\n/.test(text.slice(parent.content.start, parent.content.end))
      ? eol + (outer ?? '')
      : '';
  return { start: at, end: at, newText: laidOut + tail };
}

/** The tag of a self-closing element as a start tag. */
export function openedTag({ source, openTag }: XmlElement): string {
  return source.slice(openTag.start, openTag.end).replace(/(?<!\s)\s*\/>$/, '>');
}

/** One step of indentation as the document has it: what an ancestor's child adds to that ancestor. */
function unitOf(element: XmlElement, indent: string): string {
  for (let at = element.parent; at; at = at.parent) {
    const outer = indentationBefore(element.source, at.span.start);
    if (outer !== undefined && indent.startsWith(outer) && indent.length > outer.length) return indent.slice(outer.length);
  }
  return '  ';
}
