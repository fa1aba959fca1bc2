import { encloses, type Span } from '../../core/span.ts';
import type { Tree, TreeCursor } from 'web-tree-sitter';

/** A named node of the syntax tree. Wrappers around a single node, such as the ten levels of operators, are left out. */
export interface SyntaxNode extends Span {
  readonly type: string;
  readonly children: readonly SyntaxNode[];
  /** Whether the node is an error, or it or a node below it lacks something the grammar wanted. */
  readonly error: boolean;
}

/** What the grammar says of a kind of node. */
interface NodeType {
  readonly name: string;
  readonly named: boolean;
  readonly wrapper: boolean;
}

interface Draft {
  readonly type: NodeType;
  readonly children: SyntaxNode[];
  /** Whether there is a child without a name, such as an operator. */
  unnamed: boolean;
  error: boolean;
}

/** Deeper nodes are left out: a script that reaches this is not one anyone wrote. */
const MAX_DEPTH = 3000;

/** Node types that only wrap another node when they have a single child. */
const WRAPPERS =
  /^(?:pipeline|pipeline_chain|unary_expression|expression_with_unary_operator|array_literal_expression|left_assignment_expression|argument_expression|(?:logical|bitwise|comparison|additive|multiplicative|format|range)_(?:argument_)?expression|string_literal|integer_literal)$/;

/** Copies a tree-sitter tree, cut off at `length`. Walks with a cursor and a stack of its own, so that nesting cannot exhaust the call stack. */
export function plainTree(tree: Tree, length: number): SyntaxNode {
  const cursor = tree.walk();
  // Each question to the cursor is a call into WebAssembly, and these take most of the time: only a tree with errors is
  // asked for missing nodes, only named nodes for children, and only those that stay for their place.
  const draft = reader(cursor, tree.rootNode.hasError);
  const finish = ({ type, children, error }: Draft): SyntaxNode => {
    return { type: type.name, start: Math.min(cursor.startIndex, length), end: Math.min(cursor.endIndex, length), children, error };
  };
  try {
    const open = [draft()];
    for (;;) {
      const node = open.at(-1);
      if (node?.type.named && open.length < MAX_DEPTH && cursor.gotoFirstChild()) open.push(draft());
      else {
        // Close finished nodes up to the first one that has a sibling to go on with. The cursor is at the node that is closed.
        for (;;) {
          const done = open.pop();
          const parent = open.at(-1);
          if (done === undefined || parent === undefined) return finish(done ?? draft());
          close(done, parent, finish);
          if (cursor.gotoNextSibling()) {
            open.push(draft());
            break;
          }
          cursor.gotoParent();
        }
      }
    }
  } finally {
    cursor.delete();
  }
}

/** Reads nodes at the cursor; of unnamed ones, which are dropped later, only what they tell of errors. */
function reader(cursor: TreeCursor, errors: boolean): () => Draft {
  const types = new Map<number, NodeType>();
  return () => {
    const id = cursor.nodeTypeId;
    let type = types.get(id);
    if (type === undefined) {
      const name = cursor.nodeType;
      types.set(id, (type = { name, named: cursor.nodeIsNamed, wrapper: WRAPPERS.test(name) }));
    }
    return { type, children: [], unnamed: false, error: errors && (type.name === 'ERROR' || cursor.nodeIsMissing) };
  };
}

/** Gives a finished node to the one around it. An unnamed one only passes on its error; in the place of a wrapper comes its only child. */
function close(node: Draft, parent: Draft, finish: (node: Draft) => SyntaxNode): void {
  parent.error ||= node.error;
  parent.unnamed ||= !node.type.named;
  if (!node.type.named) return;
  // `-$x`, `!$x` and `,$x` have one named child too, but the operator is a child as well.
  const only = node.type.wrapper && node.children.length === 1 && !node.unnamed ? node.children[0] : undefined;
  parent.children.push(only?.error === node.error ? only : finish(node));
}

/** The last child that starts at or before an offset, and reaches beyond it. */
export function childAt(node: SyntaxNode, offset: number): SyntaxNode | undefined {
  let low = 0;
  let high = node.children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((node.children[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const child = node.children[low];
  return child !== undefined && encloses(child, { start: offset, end: offset + 1 }) ? child : undefined;
}
