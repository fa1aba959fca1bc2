import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import { loadHandedGrammar } from '../host/handed-grammar.ts';
import type { End } from './end.ts';
import { Handshake } from './handshake.ts';
import type { WorkerStart } from './protocol.ts';

/** What is used here of the scope of a web worker. */
export interface WorkerScope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

/**
 * A web worker, which its client has started. The first message is `WorkerStart`; all others are the protocol's. There is no disk in a browser: files come from the
 * client. Texts stay as they are, since what browsers pack with answers late.
 */
export function workerEnd(scope: WorkerScope): Promise<End> {
  return new Promise((resolve) => {
    scope.onmessage = ({ data }) => {
      // The types of a worker are not those of this program, which are Node's.
      const port = scope as never;
      // The reader takes the messages over, from the next one on.
      const handshake = new Handshake();
      const connection = createConnection(ProposedFeatures.all, new BrowserMessageReader(port), new BrowserMessageWriter(port), { messageStrategy: handshake });
      resolve({ connection, handshake, platform: { loadGrammar: () => loadHandedGrammar(data as WorkerStart), readCertificates: () => NOT_IN_A_BROWSER } });
    };
  });
}

const NOT_IN_A_BROWSER = {
  reason: 'cannot be looked at in a browser, which has nothing that reads certificates. Open the folder in the desktop application for that',
};
