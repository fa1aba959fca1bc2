// @ts-check

/** Something the user can act on: shown as one line, without a stack. */
export class Problem extends Error {}

/**
 * Runs an entry point and turns whatever it throws into a message and exit code 1.
 * The process is ended explicitly, since a half-closed browser or editor can otherwise keep it alive.
 * @param {() => Promise<number>} main resolves to the exit code
 */
export async function runMain(main) {
  try {
    process.exit(await main());
  } catch (error) {
    console.error(error instanceof Problem ? `error: ${error.message}` : error);
    process.exit(1);
  }
}

/** @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** @param {string} line */
export function progress(line) {
  console.log(`editor: ${line}`);
}
