import type { ExitCode, Io } from '../io.ts';

/** A word that may stand behind `aovpn`. */
export interface Command {
  readonly name: string;
  /** For the list of commands. */
  readonly summary: string;
  /** The answer to `--help`. */
  readonly help: string;
  readonly run: (args: readonly string[], io: Io) => Promise<ExitCode>;
}
