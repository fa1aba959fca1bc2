import type { ProfileNode } from './node.ts';

/**
 * Whether the child elements of an element are certainly all that it means to hold: nothing in it is broken, and none of
 * them is unknown to the table at this place, which may be another one misspelt or misplaced.
 */
export function holdsOnlyKnown(node: ProfileNode): boolean {
  return node.complete && node.children.every((child) => child.element !== undefined || child.foreign);
}

/** Whether an element certainly has no child of a name, not even a misspelt one. */
export function lacks(node: ProfileNode, name: string): boolean {
  return holdsOnlyKnown(node) && node.children.every((child) => child.name !== name);
}
