import { push } from '../../core/groups.ts';
import { firstNotBefore } from '../../core/search.ts';
import type { Scope } from './context.ts';
import { isWithin, type Arm } from './flow.ts';
import type { Modification } from './variables.ts';

/** What happens to one name in one scope and the script blocks in it, in the order of the text. */
interface Chronicle {
  readonly assignments: Modification[];
  readonly members: Modification[];
  readonly onlyAssigned: boolean;
  readonly changedFromOutside: boolean;
}

/** Everything that happens to the variables of one name, arranged so that each question costs little however long the script is. */
export class VariableHistory {
  /** What happens in each scope and the script blocks in it, in the order of the text: a thousand functions may each have a variable of the name. */
  readonly #inScope = new Map<Scope, Modification[]>();
  readonly #scopes = new Set<Scope>();
  /** Whether a function changes what the variable of its caller holds: it has no variable of its own of the name. */
  readonly changedByCallee: boolean;
  readonly #chronicles = new Map<Scope, Chronicle>();

  constructor(modifications: readonly Modification[]) {
    const all = [...modifications].sort((a, b) => a.span.start - b.span.start);
    const owned = new Set(all.flatMap(({ kind, scope }) => (kind === 'member' || kind === 'opaque' ? [] : [ownerOf(scope)])));
    let changedByCallee = false;
    for (const item of all) {
      const { kind, scope } = item;
      const outward = runningIn(scope);
      for (const outer of outward) push(this.#inScope, outer, item);
      const owner = outward.at(-1) ?? scope;
      if (owned.has(owner)) for (const outer of outward) this.#scopes.add(outer);
      else if ((kind === 'member' || kind === 'opaque') && owner.kind === 'function') changedByCallee = true;
    }
    this.changedByCallee = changedByCallee;
  }

  /** Whether the name is given a value in the scope or in a script block of it. */
  livesIn(scope: Scope): boolean {
    return this.#scopes.has(scope);
  }

  /** Everything that gives the variable a value, in the order of the text. */
  assignments(scope: Scope): readonly Modification[] {
    return this.#chronicle(scope).assignments;
  }

  /** The assignment of a variable that has one only, where it has run once the place is reached; for a use in a function, wherever the two stand. */
  onlyAssignment(scope: Scope, flow: Arm | undefined): readonly Modification[] {
    return this.#chronicle(scope).assignments.filter(({ context }) => isWithin(flow, context.flow));
  }

  /** The last assignments that end at or before an offset, the latest first. */
  assignmentsBefore(scope: Scope, at: number, count: number): Modification[] {
    const { assignments } = this.#chronicle(scope);
    // Assignments nest only as a chain, which ends where its first one does: sorted by start they are sorted well enough.
    let end = firstAtOrAfter(assignments, at);
    while (end > 0 && (assignments[end - 1]?.span.end ?? 0) > at) end--;
    return assignments.slice(Math.max(0, end - count), end).reverse();
  }

  /** Changes inside the value from an offset on. */
  membersAfter(scope: Scope, at: number): Modification[] {
    const { members } = this.#chronicle(scope);
    return members.slice(firstAtOrAfter(members, at));
  }

  /** Changes inside the value between two offsets. */
  membersBetween(scope: Scope, from: number, to: number): Modification[] {
    const { members } = this.#chronicle(scope);
    return members.slice(firstAtOrAfter(members, from), firstAtOrAfter(members, to));
  }

  onlyAssigned(scope: Scope): boolean {
    return this.#chronicle(scope).onlyAssigned;
  }

  /** Whether a function changes the scope's variable (`$script:x = …`): at which moment cannot be told. */
  changedFromOutside(scope: Scope): boolean {
    return this.#chronicle(scope).changedFromOutside;
  }

  #chronicle(scope: Scope): Chronicle {
    const known = this.#chronicles.get(scope);
    if (known !== undefined) return known;
    const here = this.#inScope.get(scope) ?? [];
    const chronicle = {
      assignments: here.filter((item) => item.kind !== 'member' && item.kind !== 'opaque'),
      members: here.filter((item) => item.kind === 'member' || item.kind === 'opaque'),
      onlyAssigned: here.every((item) => item.kind === 'assign'),
      changedFromOutside: here.some((item) => !runningIn(item.context.scope).includes(scope)),
    };
    this.#chronicles.set(scope, chronicle);
    return chronicle;
  }
}

/** A scope and those that see it as part of themselves: commands such as ForEach-Object run their block in the caller's scope. */
function runningIn(scope: Scope): Scope[] {
  const scopes: Scope[] = [];
  for (let outer: Scope | undefined = scope; outer !== undefined; outer = outer.parent) {
    scopes.push(outer);
    if (outer.kind === 'function') break;
  }
  return scopes;
}

/** The function or script whose variable it is. */
function ownerOf(scope: Scope): Scope {
  return runningIn(scope).at(-1) ?? scope;
}

function firstAtOrAfter(list: readonly Modification[], offset: number): number {
  return firstNotBefore(list, ({ span }) => span.start < offset);
}
