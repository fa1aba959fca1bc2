import type { NewElement } from '../../model/profile/new-element.ts';
import { escapedAttribute, escapedText } from '../../syntax/xml/escape.ts';
import type { XmlLine } from '../../syntax/xml/insert.ts';

/** An element as a document of its own, two blanks for each level. */
export function printElement(element: NewElement): string {
  return linesOf(element, 0)
    .map(({ depth, text }) => `${'  '.repeat(depth)}${text}\n`)
    .join('');
}

/** An element as lines, behind the comments in front of it. */
export function linesOf(element: NewElement, depth: number): XmlLine[] {
  const attributes = Object.entries(element.attributes ?? {}).map(([name, value]) => ` ${name}="${escapedAttribute(value)}"`);
  const open = `${element.name}${attributes.join('')}`;
  const comments = (element.comments ?? []).map((text) => ({ depth, text: `<!-- ${text} -->` }));
  if (element.children && element.children.length > 0)
    return [
      ...comments,
      { depth, text: `<${open}>` },
      ...element.children.flatMap((child) => linesOf(child, depth + 1)),
      { depth, text: `</${element.name}>` },
    ];
  return [...comments, { depth, text: element.text === undefined ? `<${open} />` : `<${open}>${escapedText(element.text)}</${element.name}>` }];
}
