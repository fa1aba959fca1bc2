import { isWithin, reaching, repeatingWithout, type Arm, type Place } from './flow.ts';
import { oneOf } from './possible.ts';
import { unknown, type PsEntry, type PsHashtable, type PsValue } from './value.ts';
import type { Definition, Modification } from './variables.ts';

/** Where a hashtable is used, and how what its entries are set to is read. */
export interface TableUse extends Place {
  readonly valueOf: (event: Modification) => PsValue;
}

/** The hashtable of an assignment, which may be one of several, as a use finds it: after the rest of the assignment's own block, then after what follows. */
export function changedLater(table: PsHashtable, assignment: Modification, members: Definition['members'], use: TableUse): PsHashtable {
  let arm = assignment.context.flow;
  let now = table;
  let left = members;
  while (arm?.choice.kind === 'one' && !isWithin(use.flow, arm)) {
    const block: Arm = arm;
    now = withMembers(
      now,
      left.filter((each) => isWithin(each.context.flow, block)),
      { ...use, at: block.end, flow: block, loops: [] },
    );
    left = left.filter((each) => !isWithin(each.context.flow, block));
    arm = block.choice.parent;
  }
  return withMembers(now, left, { ...use, loops: repeatingWithout([assignment], use.loops) });
}

/** The hashtable after entries were set or taken away one by one, as a use finds it. What conditions decide of an entry is unknown, unless all that it may be is known. */
function withMembers(table: PsHashtable, members: Definition['members'], use: TableUse): PsHashtable {
  const keys = new Map<string, Modification[]>(members.flatMap(({ key }) => (key === undefined ? [] : [[key.text.toLowerCase(), []] as const])));
  // What clears the table concerns every key.
  if (members.some(({ key }) => key === undefined)) for (const { key } of table.entries) if (!keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), []);
  for (const member of members) {
    if (member.key === undefined) for (const events of keys.values()) events.push(member);
    else {
      const events = keys.get(member.key.text.toLowerCase());
      events?.push(member);
    }
  }
  const own = new Map(table.entries.map((entry) => [entry.key.toLowerCase(), entry]));
  const changed = [...keys].flatMap(([key, events]) => entryAfter(events, own.get(key), use) ?? []);
  changed.sort((a, b) => a.span.start - b.span.start);
  return { ...table, entries: [...table.entries.filter(({ key }) => !keys.has(key.toLowerCase())), ...changed] };
}

/** An entry after what happened to it; `undefined` when it is not there. */
function entryAfter(events: readonly Modification[], own: PsEntry | undefined, use: TableUse): PsEntry | undefined {
  const found = reaching(events, use);
  const last = (found?.events ?? events).findLast(({ key }) => key !== undefined);
  const key = last?.key ?? (own && { text: own.key, span: own.keySpan });
  if (key === undefined) return undefined;
  const entry = { key: key.text, keySpan: key.span, span: last?.span ?? own?.span ?? key.span };
  if (found === undefined) return { ...entry, value: unknown(entry.span) };
  const set = found.events.filter((event) => event.value !== undefined);
  const absent = set.length < found.events.length || (found.open && own === undefined);
  if (absent) return set.length === 0 && (own === undefined || !found.open) ? undefined : { ...entry, value: unknown(entry.span) };
  const values = [...(found.open && own ? [own.value] : []), ...set.map((event) => use.valueOf(event))];
  const [only] = values;
  if (found.open && set.length === 0 && own) return own;
  return { ...entry, value: values.length === 1 && only ? only : oneOf(entry.span, values) };
}

/** The changes that may concern the value of one of several assignments: those behind it, but not those that follow another one in its block. */
export function membersOf(assignment: Modification, { assignments, members }: Definition): readonly Modification[] {
  const later = assignments.filter(({ span }) => span.start > assignment.span.start);
  return members.filter(
    ({ span, context }) =>
      span.start > assignment.span.start && !later.some((other) => other.span.start < span.start && isWithin(context.flow, other.context.flow)),
  );
}
