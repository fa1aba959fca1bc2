import { push } from '../core/groups.ts';
import type { CmdletCall } from './cmdlet-call.ts';

/** The calls of a script, looked up by what they are about: each of thousands is judged in the light of the others. */
export class ScriptCalls {
  readonly all: readonly CmdletCall[];
  readonly #byCmdlet = new Map<string, CmdletCall[]>();
  readonly #byConnection = new Map<string, CmdletCall[]>();

  /** @param all in the order of the text */
  constructor(all: readonly CmdletCall[]) {
    this.all = all;
    for (const call of all) {
      push(this.#byCmdlet, call.cmdlet, call);
      push(this.#byConnection, keyOf(call.cmdlet, call.connection), call);
    }
  }

  /** Those of a cmdlet. */
  of(cmdlet: string): readonly CmdletCall[] {
    return this.#byCmdlet.get(cmdlet) ?? [];
  }

  /** Those of a cmdlet that are about a connection; of which nobody knows, for `undefined`. */
  about(cmdlet: string, connection: string | undefined): readonly CmdletCall[] {
    return this.#byConnection.get(keyOf(cmdlet, connection)) ?? [];
  }
}

function keyOf(cmdlet: string, connection: string | undefined): string {
  return connection === undefined ? cmdlet : `${cmdlet} ${connection}`;
}
