import { commands, Uri, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type MessageTransports } from 'vscode-languageclient/browser';
import type { WorkerStart } from '../../server/src/lsp/protocol.ts';
import { CLIENT_ID, CLIENT_NAME } from './client.ts';
import { start } from './extension.ts';

/** A worker of a browser, which the types of Node.js lack. */
interface WebWorker extends Worker {
  postMessage(message: unknown): void;
  terminate(): void;
}
declare const Worker: new (address: string) => WebWorker;

/** Starts the extension in a browser: the server is a web worker. */
export function startInBrowser(context: ExtensionContext): void {
  const worker = new ServerWorker(context.extensionUri);
  context.subscriptions.push(worker);
  // What a browser cannot do is not offered.
  void commands.executeCommand('setContext', 'aovpn.inBrowser', true);
  start(context, (options) => new LanguageClient(CLIENT_ID, CLIENT_NAME, () => worker.start(), options));
}

/** The web worker that the server runs in. */
class ServerWorker implements Disposable {
  readonly #extension: Uri;
  #running: { readonly worker: WebWorker; readonly address: string } | undefined;

  constructor(extension: Uri) {
    this.#extension = extension;
  }

  /**
   * Starts the server, in place of the one before. What it needs is read by the editor and handed over: a worker may not load what lies on another host, and the
   * folder of an extension may be on any. Rejects when a file cannot be read.
   */
  async start(): Promise<MessageTransports> {
    const [program, runtime, grammar] = await Promise.all([
      this.#read('server.cjs'),
      this.#read('tree-sitter.wasm'),
      this.#read('tree-sitter-powershell.wasm'),
    ]);
    this.dispose();
    const address = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
    const worker = new Worker(address);
    this.#running = { worker, address };
    const message: WorkerStart = { runtime, grammar };
    worker.postMessage(message);
    // Not the worker itself: what the editor has in the place of the class makes workers that are no instances of it.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  }

  dispose(): void {
    // It does not end when it is told to: only its maker can end it.
    this.#running?.worker.terminate();
    if (this.#running) URL.revokeObjectURL(this.#running.address);
    this.#running = undefined;
  }

  async #read(name: string): Promise<Uint8Array<ArrayBuffer>> {
    return Uint8Array.from(await workspace.fs.readFile(Uri.joinPath(this.#extension, 'dist', name)));
  }
}
