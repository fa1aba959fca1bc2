/**
 * Resolves when what else waits has had its turn. The library of the client takes longer to load than all else that an activation does, and while an editor opens a
 * file other extensions wait for the same thread: they go first.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
