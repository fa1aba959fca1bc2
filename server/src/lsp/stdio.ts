import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { readCertificates } from '../host/certificates.ts';
import { loadGrammar } from '../host/grammar.ts';
import { nodeFiles } from '../host/node-files.ts';
import { packText } from '../host/pack.ts';
import { serve } from './server.ts';

declare const AOVPN_VERSION: string | undefined;

/** Serves the client that the command line names: `--stdio`, `--node-ipc`, `--pipe=…` or `--socket=…`. Ends with the client. */
export function startServer(): void {
  const version = typeof AOVPN_VERSION === 'string' ? AOVPN_VERSION : '0.0.0';
  serve(createConnection(ProposedFeatures.all), { files: nodeFiles, loadGrammar, readCertificates, pack: packText }, { name: 'aovpn', version });
}
