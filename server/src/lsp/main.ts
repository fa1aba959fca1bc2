import type { End } from './end.ts';
import { SERVER_INFO } from './server-info.ts';
import { serve } from './server.ts';

/**
 * The server, one file for a program of Node.js and for a web worker: two files would be twice the size. Each end is loaded only where it can be: a browser has
 * none of the modules of Node.js.
 */
async function end(): Promise<End> {
  const isNode = typeof process === 'object' && typeof process.versions === 'object';
  return isNode ? (await import('./node-end.ts')).nodeEnd() : (await import('./worker-end.ts')).workerEnd(globalThis as never);
}

void end().then(({ connection, platform, handshake }) => serve(connection, platform, SERVER_INFO, handshake));
