import { append } from '../../core/lists.ts';
import type { SyntaxNode } from './tree.ts';

/** What gives a new object, or only a part of one. */
const OTHER_OBJECT: ReadonlySet<string> = new Set([
  'member_access',
  'element_access',
  'invokation_expression',
  'key_expression',
  'additive_expression',
  'comparison_expression',
  'logical_expression',
  'expandable_string_literal',
  'script_block_expression',
]);

/** The variables whose object an expression gives, or keeps in what it gives: `$a`, `($a)`, `@($a)`, `@{ X = $a }`. */
export function variablesIn(expression: SyntaxNode, textOf: (node: SyntaxNode) => string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const open = [expression];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'variable') found.push(node);
    else if (!OTHER_OBJECT.has(node.type) && !(node.type === 'cast_expression' && makesObject(node, textOf))) append(open, node.children);
  }
  return found;
}

/** `[pscustomobject]$table` is an object of its own. */
function makesObject({ children: [type] }: SyntaxNode, textOf: (node: SyntaxNode) => string): boolean {
  return type !== undefined && /^\[\s*(?:pscustomobject|psobject)\s*\]$/i.test(textOf(type));
}

/** Which variables may hold the same hashtable: a change through one of them shows in all. */
export class Aliases {
  readonly #parent = new Map<string, string>();

  /** Notes that two variables, in lower case and without scope, may hold the same. */
  join(first: string, second: string): void {
    const [one, other] = [this.#root(first), this.#root(second)];
    if (one !== other) this.#parent.set(one, other);
  }

  /** Every variable that may share with others, in groups. */
  groups(): string[][] {
    const groups = new Map<string, string[]>();
    for (const name of new Set([...this.#parent.keys(), ...this.#parent.values()])) {
      const root = this.#root(name);
      const group = groups.get(root);
      if (group === undefined) groups.set(root, [name]);
      else group.push(name);
    }
    return [...groups.values()];
  }

  #root(name: string): string {
    let root = name;
    for (let next = this.#parent.get(root); next !== undefined; next = this.#parent.get(root)) root = next;
    // What was passed on the way leads to the end directly from now on.
    for (let at = name; at !== root;) {
      const next = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }
}
