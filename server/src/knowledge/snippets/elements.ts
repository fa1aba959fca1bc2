import type { NewElement } from '../profile-xml/new-element.ts';
import { line, placeholder } from './snippet.ts';

/**
 * An element as lines of a snippet's body, one level of indentation a tab. `stops` says which texts are tab stops, by
 * number. Texts are taken as they are: they must hold nothing that XML escapes.
 */
export function elementLines(element: NewElement, stops: ReadonlyMap<string, number> = new Map()): string[] {
  const { name, text, children, comments = [] } = element;
  const attributes = Object.entries(element.attributes ?? {}).map(([attribute, value]) => ` ${attribute}="${value}"`);
  const open = name + attributes.join('');
  const stop = text === undefined ? undefined : stops.get(text);
  const notes = comments.map((comment) => line`<!-- ${comment} -->`);
  if (children && children.length > 0) {
    const inner = children.flatMap((child) => elementLines(child, stops)).map((each) => `\t${each}`);
    return [...notes, line`<${open}>`, ...inner, line`</${name}>`];
  }
  if (text === undefined) return [...notes, line`<${open} />`];
  return [...notes, line`<${open}>${stop === undefined ? text : placeholder(stop, text)}</${name}>`];
}
