import type { SyntaxNode } from './tree.ts';

/** The blocks of an `if` or `switch` of which exactly one runs; `undefined` where none or several may. */
export function chosenBlocks(node: SyntaxNode, textOf: (node: SyntaxNode) => string): SyntaxNode[] | undefined {
  const blockOf = (each: SyntaxNode): SyntaxNode[] => each.children.filter(({ type }) => type === 'statement_block');
  const below = node.children.flatMap((child) => (/^(?:elseif_clauses|switch_body)$/.test(child.type) ? child.children : [child]));
  if (node.type === 'if_statement') {
    const clauses = below.filter(({ type }) => type === 'elseif_clause' || type === 'else_clause');
    return clauses.at(-1)?.type === 'else_clause' ? [...blockOf(node), ...clauses.flatMap(blockOf)] : undefined;
  }
  const clauses = below.flatMap((child) => (child.type === 'switch_clauses' ? child.children : []));
  const conditions = clauses.map(({ children }) => children[0]);
  const words = new Set(conditions.map((each) => (each ? textOf(each).trim().toLowerCase() : '')));
  const single = conditions.every((each) => each?.children.every(({ type }) => /string|integer/.test(type)) === true);
  // Clauses that list different words exclude each other; any others only where each ends the switch.
  const ends = clauses.every((clause) => leaves(textOf(clause).trim()) || textOf(clause).trimStart().toLowerCase().startsWith('default'));
  const plain = !node.children.some(({ type }) => type === 'switch_parameters');
  return words.has('default') && words.size === clauses.length && (ends || (single && plain)) ? clauses.flatMap(blockOf) : undefined;
}

/** Whether the last statement of a block with its braces leaves the `switch`, or all of the script. */
function leaves(block: string): boolean {
  if (!block.endsWith('}')) return false;
  const body = block.slice(0, -1).trimEnd();
  const statements = (body.endsWith(';') ? body.slice(0, -1) : body).trimEnd();
  const last = statements.slice(Math.max(statements.lastIndexOf(';'), statements.lastIndexOf('\n')) + 1);
  return /\bbreak$|\b(?:throw|return|exit)\b/i.test(last);
}
