/** A message that arrives is read in one turn of the event loop, and dealt with in the next. */
const TURNS = 3;

/**
 * Resolves when what has arrived meanwhile has been dealt with. A timer would idle for a millisecond, which for a client with ten thousand
 * files is an eighth of its time. In a browser, where there is nothing else, it is one.
 */
export async function aTurn(): Promise<void> {
  if (!('setImmediate' in globalThis)) await new Promise((resolve) => setTimeout(resolve, 0));
  else for (let turns = 0; turns < TURNS; turns++) await new Promise((resolve) => setImmediate(resolve));
}
