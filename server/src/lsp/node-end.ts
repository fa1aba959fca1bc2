import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { readCertificates } from '../host/certificates.ts';
import { loadGrammar } from '../host/grammar.ts';
import { nodeFiles } from '../host/node-files.ts';
import { packText } from '../host/pack.ts';
import type { End } from './end.ts';

/** A program of Node.js. Its client is the one that the command line names: `--stdio`, `--node-ipc`, `--pipe=…` or `--socket=…`. It ends with the client. */
export function nodeEnd(): End {
  return { connection: createConnection(ProposedFeatures.all), platform: { files: nodeFiles, loadGrammar, readCertificates, pack: packText } };
}
