import { nodeEnd } from './node-end.ts';
import { SERVER_INFO } from './server-info.ts';
import { serve } from './server.ts';

/** Serves the client of a program of Node.js. */
export function startServer(): void {
  const { connection, platform, handshake } = nodeEnd();
  serve(connection, platform, SERVER_INFO, handshake);
}
