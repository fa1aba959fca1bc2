import { encloses, type Span } from '../../core/span.ts';
import type { Tree, TreeCursor } from 'web-tree-sitter';

/** A named node of the syntax tree. Wrappers around a single node, such as the ten levels of operators, are left out. */
export interface SyntaxNode extends Span {
  readonly type: string;
  readonly children: readonly SyntaxNode[];
  /** Whether the node is an error, or it or a node below it lacks something the grammar wanted. */
  readonly error: boolean;
}

interface Draft {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly named: boolean;
  readonly children: SyntaxNode[];
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
  // Each question to the cursor is a call into WebAssembly: only a tree with errors is asked for missing nodes.
  const draft = reader(cursor, tree.rootNode.hasError, length);
  try {
    const program = draft();
    const open = [program];
    while (open.length > 0) {
      if (open.length < MAX_DEPTH && cursor.gotoFirstChild()) open.push(draft());
      else {
        // Close finished nodes up to the first one that has a sibling to go on with.
        for (;;) {
          close(open);
          if (open.length === 0) break;
          if (cursor.gotoNextSibling()) {
            open.push(draft());
            break;
          }
          cursor.gotoParent();
        }
      }
    }
    return { type: program.type, start: program.start, end: program.end, children: program.children, error: program.error };
  } finally {
    cursor.delete();
  }
}

/** Reads nodes at the cursor; of unnamed ones, which are dropped later, only what they tell of errors. */
function reader(cursor: TreeCursor, errors: boolean, length: number): () => Draft {
  const types = new Map<number, { readonly name: string; readonly named: boolean }>();
  return () => {
    const id = cursor.nodeTypeId;
    let type = types.get(id);
    if (type === undefined) types.set(id, (type = { name: cursor.nodeType, named: cursor.nodeIsNamed }));
    const error = errors && (type.name === 'ERROR' || cursor.nodeIsMissing);
    const { name, named } = type;
    const [start, end] = named ? [Math.min(cursor.startIndex, length), Math.min(cursor.endIndex, length)] : [0, 0];
    return { type: name, start, end, named, children: [], error };
  };
}

/** Takes the innermost open node off the stack and gives it to the one around it; unnamed ones only pass on their error. */
function close(open: Draft[]): void {
  const node = open.pop();
  const parent = open.at(-1);
  if (node === undefined || parent === undefined) return;
  parent.error ||= node.error;
  if (!node.named) return;
  const only = node.children.length === 1 && WRAPPERS.test(node.type) ? node.children[0] : undefined;
  if (only?.error === node.error && !hasOperator(node, only)) parent.children.push(only);
  else parent.children.push({ type: node.type, start: node.start, end: node.end, children: node.children, error: node.error });
}

/** `-$x`, `!$x` and `,$x` have one named child too; the operator shows in the extent. */
function hasOperator(node: Draft, only: SyntaxNode): boolean {
  return node.start !== only.start || node.end !== only.end;
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
