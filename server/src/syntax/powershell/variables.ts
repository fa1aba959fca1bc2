import { push } from '../../core/groups.ts';
import { lastAtOrBefore } from '../../core/search.ts';
import type { Span } from '../../core/span.ts';
import { Aliases } from './aliases.ts';
import type { Context, Scope } from './context.ts';
import { isInAny, reaching, repeatingWithout } from './flow.ts';
import type { SyntaxNode } from './tree.ts';
import { VariableHistory } from './variable-history.ts';

/** A variable as it is written: `$script:Name`, `${name}`, `@splatted`. */
export interface VariableName {
  /** In lower case, without scope. */
  readonly name: string;
  /** Scope modifier in lower case (about_Scopes); drives such as `env:` come out as a scope that no assignment has. */
  readonly scope: string | undefined;
}

export function variableName(written: string): VariableName {
  const bare = written
    .slice(1)
    .replace(/^\{([^}]*)\}$/, '$1')
    .toLowerCase();
  const match = /^([^:]+):(.+)$/s.exec(bare);
  if (match?.[1] === undefined || match[2] === undefined) return { name: bare, scope: undefined };
  return match[1] === 'variable' ? { name: match[2], scope: undefined } : { name: match[2], scope: match[1] };
}

/**
 * - `assign`: plain `=`
 * - `parameter`: declared; `value` is the declaration
 * - `join`: `+=`, as `$x = $x + value` is
 * - `change`: anything else that gives the variable a value
 * - `member`: a key or property of what it holds is set; without a value it is removed, without a key all are
 * - `opaque`: what it holds may change in a way not understood
 */
export interface Modification {
  readonly kind: 'assign' | 'parameter' | 'join' | 'change' | 'member' | 'opaque';
  readonly span: Span;
  readonly context: Context;
  /** Scope whose variable it is. */
  readonly scope: Scope;
  readonly value?: SyntaxNode | undefined;
  readonly key?: { readonly text: string; readonly span: Span };
}

/** What gives a variable the value that a use reads, and what happens inside the value until then. */
export interface Definition {
  /** The assignments one of which is the last before the use; one that is certain, or those that conditions choose from. */
  readonly assignments: readonly Modification[];
  /** In the order of the text. */
  readonly members: readonly Modification[];
}

/** A `foreach` whose variable holds the items of a list one after the other. */
export interface Loop {
  readonly span: Span;
  /** Where the variable is named. */
  readonly variable: Span;
  readonly list: SyntaxNode;
  readonly context: Context;
}

/** A block that a pipeline runs for each item of a list, which is `$_` in it. */
export interface Pipe {
  readonly block: Span;
  readonly list: SyntaxNode;
  /** That of the command. */
  readonly context: Context;
}

/** Where a variable is read. */
interface Use {
  readonly at: number;
  readonly context: Context;
}

const SCOPES: ReadonlySet<string> = new Set(['global', 'script', 'local', 'private', 'using', 'workflow']);
/** More values than this a variable is not traced to. */
const MAX_CANDIDATES = 8;
/** More single entries than this are not followed. */
const MAX_MEMBERS = 200;
/** Of more variables than this that may hold the same, none is followed. */
const MAX_ALIASES = 20;

/** Of more loops than this that begin before a place and have one variable, those further up are not looked at. */
const MAX_NESTED = 20;

/** Variables that PowerShell sets by itself (about_Automatic_Variables), whatever a script gives them. */
const AUTOMATIC =
  /^(?:[_?^$]|args|error|event|eventargs|foreach|input|lastexitcode|matches|myinvocation|psboundparameters|psitem|sender|stacktrace|switch|this)$/;

/** All places where variables of a script get their values. Everything is added before anything is asked. */
export class VariableTable {
  readonly #modifications = new Map<string, Modification[]>();
  readonly #histories = new Map<string, VariableHistory>();
  /** By the name of the variable, outer ones first. */
  readonly #loops = new Map<string, Loop[]>();
  /** By the scope that their commands are in. */
  readonly #pipes = new Map<Scope, Pipe[]>();
  readonly #parameters = new Set<string>();
  /** Places where other code runs in the script's own scope and may set any variable. */
  readonly #disturbances: { readonly at: number; readonly loops: readonly number[] }[] = [];
  readonly #aliases = new Aliases();
  readonly #distrusted = new Set<string>();
  #distrustsAll = false;
  #spread = false;

  /** Notes a place behind which nothing assigned before it is certain: a dot-sourced file, Invoke-Expression. */
  disturb(at: number, { loops }: Pick<Context, 'loops'>): void {
    this.#disturbances.push({ at, loops });
  }

  /** Notes a variable that gets values in ways that are not followed; without a name any of them may. */
  distrust(written?: string): void {
    if (written === undefined) this.#distrustsAll = true;
    else this.#distrusted.add(variableName(written).name);
  }

  /** Notes that two variables may hold the same hashtable from some place on. */
  alias(one: string, other: string): void {
    this.#aliases.join(variableName(one).name, variableName(other).name);
  }

  /** Notes the declaration of a parameter; without `declared` nothing is known of its value. */
  addParameter(written: string, context: Context, declared?: SyntaxNode): void {
    const { name } = variableName(written);
    context.scope.parameters.add(name);
    this.#parameters.add(name);
    if (declared) this.add({ name, scope: undefined }, { kind: 'parameter', span: { start: declared.start, end: declared.end }, context, value: declared });
  }

  /** Variables inside of which something is changed so far, by themselves or by another one that may hold the same. */
  changedInside(): ReadonlySet<string> {
    const changed = new Set([...this.#modifications].filter(([, all]) => all.some(isInside)).map(([name]) => name));
    for (const group of this.#aliases.groups()) if (group.some((name) => changed.has(name))) for (const name of group) changed.add(name);
    return changed;
  }

  add(written: VariableName, modification: Omit<Modification, 'scope'>): void {
    if (written.scope !== undefined && !SCOPES.has(written.scope)) return;
    let scope = modification.context.scope;
    if (written.scope === 'script' || written.scope === 'global') while (scope.parent !== undefined) scope = scope.parent;
    this.#note(written.name, { ...modification, scope });
  }

  /**
   * The assignments one of which a use at `at` reads, and no other; `undefined` where that is not certain: none of them
   * may have run, one is no plain assignment, another one may run in between, or the variable is assigned elsewhere too
   * when a function lies between assignment and use.
   */
  definition(written: VariableName, at: number, context: Context): Definition | undefined {
    const found = this.#history(written, context);
    if (found === undefined) return undefined;
    const { home, history, crossed } = found;
    const assignments = crossed ? history.onlyAssignment(home, context.flow) : lastAssignments(history, home, at, context);
    const [first] = assignments;
    if (first === undefined || assignments.some((each) => this.#isUncertain(each, home, crossed ? undefined : { at, context }))) return undefined;
    const repeating = repeatingWithout(assignments, context.loops);
    if (repeating.length > 0 && history.membersAfter(home, at).some((item) => isInAny(repeating, item))) return undefined;
    const members = history.membersBetween(home, first.span.start, at);
    if (members.length > MAX_MEMBERS || members.some((item) => item.kind === 'opaque' || item.scope !== home)) return undefined;
    return { assignments, members };
  }

  /**
   * The plain assignments one of which a use may read, where `definition` finds none: those under conditions since the
   * last that is certain. Empty when something else may give or change the value too.
   */
  candidates(written: VariableName, at: number, context: Context): readonly Modification[] {
    const found = this.#history(written, context);
    if (!found?.history.onlyAssigned(found.home)) return [];
    const latest = found.history.assignmentsBefore(found.home, found.crossed ? Infinity : at, MAX_CANDIDATES + 1);
    const certain = latest.findIndex((item) => item.scope === found.home && startsWith(context.branch, item.context.branch));
    const possible = certain < 0 ? latest : latest.slice(0, certain + 1);
    if (possible.some((item) => this.#disturbedBetween(item, found.crossed ? undefined : { at, context }))) return [];
    if (possible.length > MAX_CANDIDATES || possible.some((item) => item.scope !== found.home)) return [];
    return possible.reverse();
  }

  addLoop(written: string, loop: Loop): void {
    const { name, scope } = variableName(written);
    if (scope === undefined) push(this.#loops, name, loop);
  }

  addPipe(pipe: Pipe): void {
    push(this.#pipes, pipe.context.scope, pipe);
  }

  /** The list whose items `$_` is at a place, one after the other; `undefined` where it may be anything else. */
  pipeAround({ name, scope }: VariableName, at: number, context: Context): Pipe | undefined {
    const { parent, kind } = context.scope;
    if (scope !== undefined || !/^(?:_|psitem)$/.test(name) || kind !== 'block' || !parent || context.insideError) return undefined;
    // Blocks of one scope do not lie in each other, and one within the block has an item of its own.
    const pipes = this.#pipes.get(parent) ?? [];
    const pipe = pipes[lastAtOrBefore(pipes, at, ({ block }) => block.start)];
    return pipe && at < pipe.block.end && !this.#isDisturbedIn(pipe.block) ? pipe : undefined;
  }

  /** The `foreach` whose items a use in it reads, and nothing else; `undefined` where anything in the loop may give the variable another value. */
  loopAround(written: VariableName, at: number, context: Context): Loop | undefined {
    if (written.scope !== undefined || context.insideError) return undefined;
    const loops = this.#loops.get(written.name) ?? [];
    const last = lastAtOrBefore(loops, at, ({ span }) => span.start);
    const loop = loops.slice(Math.max(0, last + 1 - MAX_NESTED), last + 1).findLast(({ span, list }) => list.end <= at && at < span.end);
    if (loop?.context.scope !== context.scope) return undefined;
    const found = this.#history(written, context);
    if (!found || found.crossed || found.home !== context.scope) return undefined;
    const { span, variable } = loop;
    const assignments = found.history.assignments(found.home);
    const own = lastAtOrBefore(assignments, variable.start, (each) => each.span.start);
    const next = assignments[own + 1];
    if (assignments[own]?.span.start !== variable.start || (next?.span.start ?? Infinity) < span.end) return undefined;
    return found.history.membersBetween(found.home, span.start, span.end).length > 0 || this.#isDisturbedIn(span) ? undefined : loop;
  }

  #isDisturbedIn({ start, end }: Span): boolean {
    return this.#disturbances.some(({ at }) => start <= at && at < end);
  }

  #isUncertain(assignment: Modification, home: Scope, use: Use | undefined): boolean {
    return assignment.kind === 'change' || assignment.scope !== home || assignment.context.insideError || this.#disturbedBetween(assignment, use);
  }

  /** Whether other code may set the variable between an assignment and its use, which for one in a function may be any time later. */
  #disturbedBetween({ span, context }: Modification, use: Use | undefined): boolean {
    return this.#disturbances.some(({ at, loops }) => {
      if (span.start < at && (use === undefined || at < use.at)) return true;
      return loops.some((id) => use?.context.loops.includes(id) === true && !context.loops.includes(id));
    });
  }

  /** Tells each variable of the changes that are made through others which may hold the same. */
  #spreadChanges(): void {
    this.#spread = true;
    for (const group of this.#aliases.groups()) {
      const changes = group.flatMap((name) => (this.#modifications.get(name) ?? []).filter(isInside).map((item) => ({ name, item })));
      if (changes.length === 0) continue;
      for (const name of group) {
        if (group.length > MAX_ALIASES) this.#distrusted.add(name);
        else
          for (const change of changes)
            if (change.name !== name) this.#note(name, { kind: 'opaque', span: change.item.span, context: change.item.context, scope: change.item.scope });
      }
    }
  }

  #note(name: string, modification: Modification): void {
    const list = this.#modifications.get(name);
    if (list === undefined) this.#modifications.set(name, [modification]);
    else list.push(modification);
  }

  #history(written: VariableName, context: Context): { history: VariableHistory; home: Scope; crossed: boolean } | undefined {
    if (written.scope !== undefined && !SCOPES.has(written.scope)) return undefined;
    if (!this.#spread) this.#spreadChanges();
    if (this.#distrustsAll || this.#distrusted.has(written.name) || AUTOMATIC.test(written.name)) return undefined;
    const all = this.#modifications.get(written.name);
    if (all === undefined) return undefined;
    let history = this.#histories.get(written.name);
    if (history === undefined) this.#histories.set(written.name, (history = new VariableHistory(all)));
    const found = homeScope(written, history, context.scope);
    // PowerShell looks a name up along the callers (about_Scopes), so a function's use is certain only if no other place defines the name.
    if (found === undefined || (found.crossed && (this.#parameters.has(written.name) || all.length > 1))) return undefined;
    if (!found.crossed && (history.changedFromOutside(found.home) || history.changedByCallee)) return undefined;
    return { history, ...found };
  }
}

function isInside({ kind }: Modification): boolean {
  return kind === 'member' || kind === 'opaque';
}

function lastAssignments(history: VariableHistory, home: Scope, at: number, { flow, loops }: Context): readonly Modification[] {
  const found = reaching(history.assignments(home), { at, flow, loops });
  return found === undefined || found.open ? [] : found.events;
}

/** The innermost scope, seen from a use, in which the name is defined; `crossed` when a function lies between. */
function homeScope(written: VariableName, history: VariableHistory, from: Scope): { readonly home: Scope; readonly crossed: boolean } | undefined {
  let crossed = false;
  let scope: Scope | undefined = from;
  if (written.scope === 'using') {
    while (scope !== undefined && !scope.isolated) scope = scope.parent;
    scope = scope?.parent;
  } else if (written.scope === 'script' || written.scope === 'global') {
    while (scope.parent !== undefined) {
      crossed ||= scope.kind === 'function' || scope.deferred === true;
      scope = scope.parent;
    }
  }
  for (; scope !== undefined; scope = scope.parent) {
    if (scope.parameters.has(written.name) || history.livesIn(scope)) return { home: scope, crossed };
    if (scope.isolated) return undefined;
    crossed ||= scope.kind === 'function' || scope.deferred === true;
  }
  return undefined;
}

function startsWith(branch: readonly number[], prefix: readonly number[]): boolean {
  return prefix.every((id, index) => branch[index] === id);
}
