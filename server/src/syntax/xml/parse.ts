import { trimmed } from '../../core/span.ts';
import { buildNested, buildTree } from './build.ts';
import { nests } from './pairing.ts';
import { Problems } from './problems.ts';
import { repair } from './repair.ts';
import { scan } from './scan.ts';
import { readSkeleton } from './skeleton.ts';
import type { Token } from './token.ts';
import type { XmlDocument, XmlElement, XmlNode } from './tree.ts';

/**
 * Reads any text as XML. Never throws: what is wrong stands in `problems`, and the tree holds whatever can be made out,
 * so that a document being typed keeps its shape.
 */
export function parseXml(text: string): XmlDocument {
  const problems = new Problems();
  const tokens = scan(text, problems);
  const nested = nests(tokens);
  const children = treeOf(text, tokens, nested, problems);
  const elements = children.filter((node) => node.kind === 'element');
  // Where tags do not nest, a second root element is the consequence, not the cause.
  if (nested) checkTopLevel(text, children, problems);

  return {
    text,
    root: elements[0],
    elements,
    children,
    comments: tokens.filter((token) => token.kind === 'comment'),
    declaration: tokens.find((token) => token.kind === 'declaration'),
    problems: problems.inOrder(),
  };
}

function treeOf(text: string, tokens: readonly Token[], nested: boolean, problems: Problems): XmlNode[] {
  try {
    if (nested && !problems.any && tokens.every(isSound)) return buildNested(text, tokens);
    const repaired = repair(text, tokens, problems);
    return buildTree(text, readSkeleton(repaired.text), repaired.tokens, repaired.map);
  } catch (error) {
    // Not known to happen. An unreadable document must still not take the others down with it.
    problems.add('reader', 0, 0, `The document could not be read. ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

/** Whether a tag says no more and no less than its name and attributes. */
function isSound(token: Token): boolean {
  return (token.kind !== 'start' && token.kind !== 'end') || token.sound;
}

/** What may stand beside the root element. */
function checkTopLevel(text: string, children: readonly XmlNode[], problems: Problems): void {
  let root: XmlElement | undefined;
  for (const node of children) {
    if (node.kind === 'element') {
      if (root !== undefined)
        problems.add(
          'root-repeated',
          node.nameSpan.start,
          node.nameSpan.end,
          `The document has more than one root element: <${node.name}> follows <${root.name}>.`,
        );
      root ??= node;
    } else if (node.kind === 'text' || node.kind === 'cdata') {
      const visible = trimmed(text, node.span);
      if (visible.end > visible.start) problems.add('text-outside-root', visible.start, visible.end, 'Text may stand only inside the root element.');
    }
  }
  // A text of nothing but white space is empty, not broken.
  const blank = children.every((node) => node.kind === 'text');
  if (root === undefined && !blank && !problems.any) problems.add('root-missing', text.length, text.length, 'The document has no root element.');
}
