// @ts-check
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import { messageOf } from './problem.mjs';

/** @typedef {Record<string, (request: any) => unknown>} Actions */

/**
 * What the suite, which runs inside the editor, can ask the host for: `POST <address>/<action>` with a JSON body, answered
 * with JSON. The address contains a secret, so that no web page on this machine can use it.
 * @param {Actions} actions
 * @returns {Promise<{ address: string, close(): void }>}
 */
export async function startControl(actions) {
  const secret = randomUUID();
  const server = createServer(async (request, response) => {
    // The suite may run in a browser, in a page of another address.
    response.setHeader('access-control-allow-origin', '*');
    const [, given, name = ''] = (request.url ?? '').split('/');
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (request.method !== 'POST' || given !== secret || action === undefined) {
      response.writeHead(404).end();
      return;
    }
    try {
      const result = await action(await json(request));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result ?? null));
    } catch (error) {
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(stripVTControlCharacters(messageOf(error)));
    }
  });
  /** @type {number} */
  const port = await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    address: `http://127.0.0.1:${port}/${secret}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
