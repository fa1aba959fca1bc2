import type { FileChange } from '../host/write-file.ts';
import type { FileSystem } from '../workspace/file-system.ts';
import type { Thread } from './threads/pool.ts';

export interface Output {
  write(text: string): void;
  /** Whether a person reads it. */
  readonly isTerminal: boolean;
}

/** All that a command has of the world, so that a test can give it another one. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** All of standard input; it is read at most once. */
  readonly stdin: () => Promise<Uint8Array>;
  readonly files: FileSystem;
  /** A clock that never goes back, in milliseconds. */
  readonly now: () => number;
  /** The time, in milliseconds since 1970, as files have it. */
  readonly date: () => number;
  /** Differs between two builds of this program. */
  readonly build: string;
  /** Starts a thread of this program; absent where there are none. */
  readonly startThread?: () => Thread;
  /** How many threads can run at once. */
  readonly processors: number;
  /** Replaces the contents of files, all or none. Rejects with a `WriteError`. */
  readonly writeFiles: (changes: readonly FileChange[]) => Promise<void>;
}

/** Why a call cannot be carried out at all, as a sentence. It ends with exit code 2. */
export class Failure extends Error {}

/** The command line was not understood, or asks for what cannot be. */
export class UsageError extends Failure {}

/** 0: nothing to report; 1: findings; 2: a wrong call, a broken project file, or a named path that cannot be read. */
export const EXIT = { clean: 0, findings: 1, failure: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A line to the person at the terminal, about the run and not about what is checked. */
export function notice(io: Io, text: string): void {
  io.stderr.write(`aovpn: ${text}\n`);
}
