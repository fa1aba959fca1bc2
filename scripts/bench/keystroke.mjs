import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = require('vscode-languageserver/node');

const URI = 'file:///bench/profile.xml';
const WARM_UP = 300;
const MEASURED = 400;

/**
 * How long a keystroke takes to be answered, in milliseconds at the 95th percentile: from sending the edit to having the
 * diagnostics, over the protocol, from the bundled language server. The document is alone in its workspace.
 * @param {string} root folder of the project, with `dist/` built
 * @param {string} text a profile; letters are typed into a comment in its middle
 */
export async function keystrokeTime(root, text) {
  const server = spawn(process.execPath, [join(root, 'dist/server.cjs'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.listen();
  try {
    const capabilities = { textDocument: { diagnostic: {} } };
    await connection.sendRequest('initialize', { processId: null, rootUri: null, workspaceFolders: null, capabilities });
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: URI, languageId: 'xml', version: 1, text } });
    const line = text.slice(0, text.indexOf(TYPED)).split('\n').length - 1;
    const start = { line, character: text.split('\n')[line].indexOf(TYPED) + TYPED.length };
    const times = [];
    for (let version = 2; version < WARM_UP + MEASURED + 2; version++) {
      const began = performance.now();
      const contentChanges = [{ range: { start, end: start }, text: 'x' }];
      void connection.sendNotification('textDocument/didChange', { textDocument: { uri: URI, version }, contentChanges });
      await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } });
      times.push(performance.now() - began);
    }
    const sorted = times.slice(WARM_UP).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
  } finally {
    await connection.sendRequest('shutdown').catch(() => undefined);
    void connection.sendNotification('exit');
    connection.dispose();
    server.kill();
  }
}

/** Where is typed: inside a value, where every letter changes what the profile says. */
export const TYPED = '<ProfileName>';
