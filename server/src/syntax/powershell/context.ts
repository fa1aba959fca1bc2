import { newArm, newChoice, noteExit, type Arm, type Choice } from './flow.ts';
import type { RawFunction } from './raw.ts';
import type { SyntaxNode } from './tree.ts';

/** Where names live: the script, a function, or a script block. */
export interface Scope {
  readonly kind: 'script' | 'function' | 'block';
  readonly parent: Scope | undefined;
  /** Runs in another session or runspace: variables from outside are not there. */
  readonly isolated: boolean;
  /** A script block that is kept: when it runs cannot be told. */
  readonly deferred?: true;
  /** Names of its parameters, in lower case. */
  readonly parameters: Set<string>;
}

/** What surrounds a place in a script. */
export interface Context {
  readonly scope: Scope;
  /** Ids of the enclosing blocks that may or may not run, outermost first. */
  readonly branch: readonly number[];
  /** Ids of the enclosing blocks that may run again, outermost first: what stands later in one may run earlier. */
  readonly loops: readonly number[];
  /** The innermost block that control reaches or not. */
  readonly flow: Arm | undefined;
  /** The statement around that chooses between blocks. */
  readonly choice: Choice | undefined;
  readonly functionName: string | undefined;
  readonly remote: boolean;
  readonly insideError: boolean;
}

/** Commands that run their script block elsewhere. */
const REMOTE: ReadonlySet<string> = new Set(['invoke-command', 'icm']);
const ISOLATED: ReadonlySet<string> = new Set([...REMOTE, 'start-job', 'sajb', 'start-threadjob']);
/** Commands that run their script block to decide something, or only when something happens. */
const CONDITIONAL: ReadonlySet<string> = new Set([
  'where-object',
  'where',
  '?',
  'register-objectevent',
  'register-engineevent',
  'register-argumentcompleter',
  'set-psbreakpoint',
]);

/** Statements that choose between blocks, and how. */
const CHOICES: ReadonlyMap<string, Choice['kind']> = new Map([
  // A process block runs once for each object of the pipeline.
  ['named_block', 'any'],
  ['if_statement', 'one'],
  ['switch_statement', 'some'],
  ['try_statement', 'try'],
  ['while_statement', 'any'],
  ['do_statement', 'any'],
  ['for_statement', 'any'],
  ['foreach_statement', 'any'],
  ['trap_statement', 'any'],
]);

/** What has a block that is chosen, or not. */
const CHOSEN = /^(?:(?:if|while|do|for|foreach|try|trap)_statement|(?:elseif|else|switch|catch)_clause|named_block)$/;

const BRANCHES: ReadonlySet<string> = new Set(['elseif_clause', 'else_clause', 'switch_clause', 'catch_clause', 'trap_statement']);

/** Walks a tree and tells each node's context to `visit`, in document order. */
export class ContextWalker {
  readonly #owners: ReadonlyMap<number, string>;
  readonly #functions: ReadonlyMap<number, RawFunction>;
  readonly #textOf: (node: SyntaxNode) => string;
  #branches = 0;
  #loops = 0;

  /** @param owners for a script block given to a command, by the offset of its brace, the command's name. */
  constructor(owners: ReadonlyMap<number, string>, functions: readonly RawFunction[], textOf: (node: SyntaxNode) => string) {
    this.#owners = owners;
    this.#textOf = textOf;
    this.#functions = new Map(functions.map((item) => [item.span.start, item]));
  }

  walk(root: SyntaxNode, visit: (node: SyntaxNode, context: Context) => void): void {
    const scope: Scope = { kind: 'script', parent: undefined, isolated: false, parameters: new Set() };
    const open: { node: SyntaxNode; context: Context }[] = [
      { node: root, context: { scope, branch: [], loops: [], flow: undefined, choice: undefined, functionName: undefined, remote: false, insideError: false } },
    ];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { node, context } = next;
      visit(node, context);
      const inner = this.#inside(node, context);
      let current = inner;
      const from = open.length;
      for (const child of node.children) {
        // The right side of && and || runs or not depending on the left one.
        if (child.type === 'pipeline_chain_tail')
          current = {
            ...this.#branched(inner),
            flow: newArm(newChoice('any', { start: child.end, end: node.end }, inner.flow), { start: child.end, end: node.end }),
          };
        open.push({ node: child, context: this.#of(child, node, current) });
      }
      reverse(open, from);
    }
  }

  /** The context of a node's children. */
  #inside(node: SyntaxNode, context: Context): Context {
    if (node.type === 'ERROR') return { ...context, insideError: true };
    if (node.type === 'flow_control_statement') noteExit(context.flow, this.#textOf(node), node.start);
    const kind = CHOICES.get(node.type);
    if (kind !== undefined && (node.type !== 'named_block' || this.#repeats(node))) {
      const choosing = { ...context, choice: newChoice(kind, node, context.flow) };
      return BRANCHES.has(node.type) ? this.#branched(choosing) : choosing;
    }
    if (node.type === 'else_clause' && context.choice) context.choice.exhaustive = true;
    if (node.type === 'switch_clause_condition' && context.choice && this.#textOf(node).trim().toLowerCase() === 'default') context.choice.exhaustive = true;
    if (BRANCHES.has(node.type)) return this.#branched(context);
    if (node.type === 'function_statement' || node.type === 'class_method_definition') return this.#function(node, context);
    if (node.type === 'script_block_expression') return this.#block(node, context);
    return context;
  }

  /** The context of one child where that differs from its siblings'. */
  #of(child: SyntaxNode, parent: SyntaxNode, context: Context): Context {
    // They run before each round and behind it, or never.
    if (/^for_(?:condition|iterator)$/.test(child.type) && context.choice) return this.#looped({ ...context, flow: newArm(context.choice, child) });
    if (child.type !== 'statement_block') return context;
    const named = parent.type === 'named_block';
    if (named && !this.#repeats(parent)) return context;
    const loop = named || /^(?:foreach|for|while|do)_statement$/.test(parent.type);
    const chosen = context.choice && CHOSEN.test(parent.type) ? { ...context, flow: newArm(context.choice, child) } : context;
    const inner = loop ? this.#looped(chosen) : chosen;
    return /^(?:if|while|do)_statement$/.test(parent.type) ? this.#branched(inner) : inner;
  }

  #repeats({ children: [name] }: SyntaxNode): boolean {
    return name !== undefined && this.#textOf(name).toLowerCase() === 'process';
  }

  #branched(context: Context): Context {
    return { ...context, branch: [...context.branch, ++this.#branches] };
  }

  #looped(context: Context): Context {
    return { ...context, loops: [...context.loops, ++this.#loops] };
  }

  #function(node: SyntaxNode, context: Context): Context {
    const name = this.#functions.get(node.start)?.name ?? context.functionName;
    const scope: Scope = { kind: 'function', parent: context.scope, isolated: false, parameters: new Set() };
    return this.#branched({ ...context, scope, functionName: name, loops: [], ...this.#inBlock('body', node, context) });
  }

  #inBlock(kind: 'any' | 'body', node: SyntaxNode, { flow }: Context): Pick<Context, 'flow' | 'choice'> {
    return { flow: newArm(newChoice(kind, node, flow), node), choice: undefined };
  }

  #block(node: SyntaxNode, context: Context): Context {
    const owner = this.#owners.get(node.start);
    const isolated = owner !== undefined && ISOLATED.has(owner);
    const remote = context.remote || (owner !== undefined && REMOTE.has(owner));
    const scope: Scope = { kind: 'block', parent: context.scope, isolated, ...(owner === undefined && { deferred: true }), parameters: new Set() };
    const inner = { ...(owner === '&' ? context : this.#looped(context)), ...this.#inBlock('any', node, context), scope, remote };
    return owner === undefined || CONDITIONAL.has(owner) ? this.#branched(inner) : inner;
  }
}

/** Turns round the end of a list, so that taking from its end gives the order of the text. */
function reverse(list: { node: SyntaxNode; context: Context }[], from: number): void {
  for (let low = from, high = list.length - 1; low < high; low++, high--) {
    const [a, b] = [list[low], list[high]];
    if (a !== undefined && b !== undefined) [list[low], list[high]] = [b, a];
  }
}
