import { createConnection, ProposedFeatures, type Connection } from 'vscode-languageserver/node';
import { readCertificates } from '../host/certificates.ts';
import { loadGrammar } from '../host/grammar.ts';
import { nodeFiles } from '../host/node-files.ts';
import { packText } from '../host/pack.ts';
import type { End } from './end.ts';
import { Framing } from './framing.ts';
import { Handshake } from './handshake.ts';

/** A program of Node.js. Its client is the one that the command line names: `--stdio`, `--node-ipc`, `--pipe=…` or `--socket=…`. It ends with the client. */
export function nodeEnd(): End {
  const handshake = new Handshake();
  const connection = createConnection(ProposedFeatures.all, { messageStrategy: handshake });
  outliveRejections(connection);
  if (process.argv.includes('--stdio')) endWithoutFraming();
  return { connection, handshake, platform: { files: nodeFiles, loadGrammar, readCertificates, pack: packText } };
}

/** Writes to the log what nobody has caught of what was waited for, and goes on: one answer is lost. Node.js would end the program. */
function outliveRejections(connection: Connection): void {
  process.on('unhandledRejection', (reason) => {
    try {
      connection.console.error(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
    } catch {
      // There is no client any more.
      process.exit(1);
    }
  });
}

/** Ends the program, and says why, once nobody knows any more where messages begin. The client starts another one; this one would be silent for ever. */
function endWithoutFraming(): void {
  const framing = new Framing();
  process.stdin.on('data', (chunk: Buffer) => {
    const problem = framing.take(chunk);
    if (problem === undefined) return;
    process.stderr.write(`aovpn: ${problem} The server ends.\n`, () => process.exit(1));
  });
}
