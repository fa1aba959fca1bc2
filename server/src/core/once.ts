/**
 * Something that remembers what has been worked out of it. Not a `WeakMap`: to one that is old, each new subject looks
 * alive until the whole memory is cleaned up, and every keystroke makes a new one.
 */
export interface Remembering {
  readonly remembered: Map<unknown, unknown>;
}

/** What `workOut` returns for a subject, worked out the first time that somebody asks. */
export function once<S extends Remembering, T>(subject: S, workOut: (subject: S) => T): T {
  const { remembered } = subject;
  if (!remembered.has(workOut)) remembered.set(workOut, workOut(subject));
  // Under each function lies what it returned.
  return remembered.get(workOut) as T;
}
