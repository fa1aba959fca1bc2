import type { Connection } from 'vscode-languageserver';
import type { Handshake } from './handshake.ts';
import type { Platform } from './platform.ts';

/** One place where the server runs: the line to its client, and what there is around it. */
export interface End {
  readonly connection: Connection;
  readonly platform: Platform;
  /** Keeps the order of the messages that come over the connection. */
  readonly handshake: Handshake;
}
