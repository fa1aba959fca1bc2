/**
 * How control may reach a place: statements that choose (`if`, `switch`, `try`, loops) with the blocks they choose from.
 * - `one`: exactly one block runs, or none where the choice is not exhaustive
 * - `some`: blocks of a switch, of which several may run, in the order of the text
 * - `try`: the first block, and where it fails one of the others
 * - `any`: may run or not, or again: loops, script blocks, the right side of `&&`
 * - `body`: of a function; nothing outside belongs to its flow
 */
export interface Choice {
  readonly kind: 'one' | 'some' | 'try' | 'any' | 'body';
  readonly start: number;
  readonly end: number;
  /** The block that the statement stands in. */
  readonly parent: Arm | undefined;
  readonly arms: Arm[];
  /** Whether one of the blocks runs in any case. */
  exhaustive: boolean;
}

/** A block that a choice may run. */
export interface Arm {
  readonly choice: Choice;
  readonly start: number;
  readonly end: number;
  /** Whether it ends with `throw`, `return` or `exit`, so that nothing behind the choice follows on it. */
  exits: boolean;
  /** Offset of the first `break` or `continue` that ends the block of a switch early. */
  leaves: number | undefined;
}

export function newChoice(kind: Choice['kind'], { start, end }: { readonly start: number; readonly end: number }, parent: Arm | undefined): Choice {
  return { kind, start, end, parent, arms: [], exhaustive: false };
}

export function newArm(choice: Choice, { start, end }: { readonly start: number; readonly end: number }): Arm {
  const arm: Arm = { choice, start, end, exits: false, leaves: undefined };
  choice.arms.push(arm);
  return arm;
}

/** Notes a `throw`, `return`, `exit`, `break` or `continue` that stands directly in a block. */
export function noteExit(arm: Arm | undefined, statement: string, at: number): void {
  if (arm === undefined) return;
  const word = /^[a-z]+/i.exec(statement)?.[0].toLowerCase() ?? '';
  if (word === 'throw' || word === 'return' || word === 'exit') {
    // Where the block may be left before, it is passed that way.
    arm.exits ||= arm.leaves === undefined;
    return;
  }
  const labelled = statement.trim().length > word.length;
  for (let inner: Arm | undefined = arm; inner !== undefined && inner.choice.kind !== 'body'; inner = inner.choice.parent) {
    if (inner.choice.kind === 'some') inner.leaves = Math.min(inner.leaves ?? at, at);
    if (!labelled && (inner.choice.kind === 'some' || inner.choice.kind === 'any')) return;
  }
}

/** Whether a block is another one or inside of it. */
export function isWithin(inner: Arm | undefined, outer: Arm | undefined): boolean {
  for (let arm = inner; ; arm = arm.choice.parent) {
    if (arm === outer) return true;
    if (arm === undefined) return false;
  }
}

/** Something that happens at a place. */
export interface Event {
  readonly span: { readonly start: number; readonly end: number };
  readonly context: { readonly flow: Arm | undefined; readonly loops: readonly number[] };
}

/** What may have happened last before a place is reached; `open` when perhaps none of it has. */
export interface Reaching<T> {
  readonly events: readonly T[];
  readonly open: boolean;
}

/** More events than this are not told apart. */
const MOST = 16;

/** A place that control reaches, with the loops around it that run more than once before what is asked for begins anew. */
export interface Place {
  readonly at: number;
  readonly flow: Arm | undefined;
  readonly loops: readonly number[];
}

/**
 * The events one of which is the last to happen before control reaches a place; `undefined` where that cannot be told, or
 * where one that does not lead to the place may have happened in an earlier round of a loop.
 * @param events sorted by start, none within another one.
 */
export function reaching<T extends Event>(events: readonly T[], { at, flow, loops }: Place): Reaching<T> | undefined {
  const found = new Search(events).before(at, flow);
  if (found === undefined) return undefined;
  const repeating = found.open ? loops : repeatingWithout(found.events, loops);
  if (repeating.length === 0) return found;
  const last = new Set(found.events);
  return events.some((event) => !last.has(event) && isInAny(repeating, event)) ? undefined : found;
}

interface InLoops {
  readonly context: Pick<Event['context'], 'loops'>;
}

/** Of some loops, those of which a round may come without one of these events. */
export function repeatingWithout(events: readonly InLoops[], loops: readonly number[]): readonly number[] {
  return loops.filter((id) => events.some(({ context }) => !context.loops.includes(id)));
}

/** Whether something happens in one of some loops. */
export function isInAny(loops: readonly number[], { context }: InLoops): boolean {
  return context.loops.some((id) => loops.includes(id));
}

class Search<T extends Event> {
  readonly #events: readonly T[];
  readonly #found = new Set<T>();
  #steps = 0;
  #failed = false;

  constructor(events: readonly T[]) {
    this.#events = events;
  }

  before(at: number, flow: Arm | undefined): Reaching<T> | undefined {
    let arm = flow;
    let open = this.#straight(arm, at);
    while (open && !this.#failed && arm !== undefined && arm.choice.kind !== 'body') {
      const { choice }: Arm = arm;
      // Clauses of a switch before this one may have run as well, and of a try block any part.
      if (choice.kind === 'some') this.#all(choice.start, arm.start);
      if (choice.kind === 'try' && choice.arms[0] !== undefined && choice.arms[0] !== arm) this.#all(choice.arms[0].start, choice.arms[0].end);
      if (this.#condition(choice, arm)) open = false;
      else open = this.#straight((arm = choice.parent), choice.start);
    }
    return this.#failed ? undefined : { events: [...this.#found].sort((a, b) => a.span.start - b.span.start), open };
  }

  /** Looks at what a statement does before it runs a block: in a condition, or to the variable of a loop. Returns whether that is the last event. */
  #condition(choice: Choice, arm: Arm): boolean {
    const found: T[] = [];
    for (let index = this.#indexBefore(arm.start); index >= 0; index--) {
      const event = this.#events[index];
      if (event === undefined || event.span.start < choice.start) break;
      if (++this.#steps > 4 * MOST) return !this.#fail();
      if (!choice.arms.some((each) => each.start <= event.span.start && event.span.end <= each.end)) found.push(event);
    }
    if (found.length === 0) return false;
    if (choice.arms[0] !== arm || found.some(({ context }) => context.flow !== choice.parent)) this.#fail();
    for (const event of found) this.#add(event);
    return true;
  }

  /** Goes back through a block to its start; returns whether it may be passed without an event. */
  #straight(arm: Arm | undefined, at: number): boolean {
    const start = arm?.start ?? -1;
    for (let index = this.#indexBefore(at); index >= 0 && !this.#failed;) {
      const event = this.#events[index];
      if (event === undefined || event.span.start < start) return true;
      if (event.context.flow === arm) {
        this.#add(event);
        return false;
      }
      const choice = choiceIn(arm, event.context.flow);
      if (choice === undefined) return this.#fail();
      // The place is in the statement's condition, or in its finally block.
      if (choice.end > at) this.#all(choice.start, at);
      else if (!this.#through(choice)) return false;
      index = this.#indexBefore(choice.start);
    }
    return true;
  }

  /** Goes through a whole choice; returns whether it may be passed without an event. */
  #through(choice: Choice): boolean {
    for (let index = this.#indexBefore(choice.end); index >= 0; index--) {
      const event = this.#events[index];
      if (event === undefined || event.span.start < choice.start) break;
      // In the condition of the statement.
      if (++this.#steps > 4 * MOST || !choice.arms.some((arm) => arm.start <= event.span.start && event.span.end <= arm.end)) return this.#fail();
    }
    switch (choice.kind) {
      case 'one':
        return this.#oneOf(choice.arms.filter(({ exits }) => !exits)) || !choice.exhaustive;
      case 'some': {
        const passed = choice.arms.filter((arm) => !arm.exits && this.#straight(arm, arm.leaves ?? arm.end));
        this.#all(choice.start, choice.end);
        return passed.length > 0 || !choice.exhaustive;
      }
      case 'try': {
        const [body, ...catches] = choice.arms;
        const open = body !== undefined && this.#straight(body, body.end);
        const caught = catches.filter(({ exits }) => !exits);
        if (caught.length === 0) return open;
        if (body !== undefined) this.#all(body.start, body.end);
        return this.#oneOf(caught) || open;
      }
      default:
        this.#all(choice.start, choice.end);
        return true;
    }
  }

  #oneOf(arms: readonly Arm[]): boolean {
    return arms.filter((arm) => this.#straight(arm, arm.end)).length > 0;
  }

  /** Takes every event between two offsets for one that may be the last. */
  #all(from: number, to: number): void {
    for (let index = this.#indexBefore(to); index >= 0 && !this.#failed; index--) {
      const event = this.#events[index];
      if (event === undefined || event.span.start < from) return;
      this.#add(event);
    }
  }

  #add(event: T): void {
    this.#found.add(event);
    if (this.#found.size > MOST) this.#fail();
  }

  #fail(): false {
    this.#failed = true;
    return false;
  }

  /** Index of the last event that ends at or before an offset; -1 for none. */
  #indexBefore(at: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.span.start ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    let index = low - 1;
    while (index >= 0 && (this.#events[index]?.span.end ?? 0) > at) index--;
    return index;
  }
}

/** The choice directly in a block that a place deeper in it lies in. */
function choiceIn(arm: Arm | undefined, deeper: Arm | undefined): Choice | undefined {
  for (let at = deeper; at !== undefined; at = at.choice.parent) if (at.choice.parent === arm) return at.choice;
  return undefined;
}
