import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('../../dist/server.cjs', import.meta.url));

/** A message as it came, whatever it is. */
export interface RawMessage {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The bundled server with nobody at its other end: what is sent is what the test writes, down to the byte. */
export class RawServer {
  readonly process: ChildProcessWithoutNullStreams = spawn(process.execPath, [SERVER, '--stdio']);
  readonly received: RawMessage[] = [];
  errors = '';
  /** Resolves with the exit code. */
  readonly ended = new Promise<number | null>((resolve) => this.process.once('exit', resolve));
  /** What each request of the server is answered with, without the id. */
  readonly #answer: object;
  readonly #waiting = new Map<number, (message: RawMessage) => void>();
  #buffer = Buffer.alloc(0);
  #lastId = 0;

  constructor(answer: object = { result: null }) {
    this.#answer = answer;
    this.process.stderr.on('data', (data: Buffer) => (this.errors += data.toString()));
    this.process.stdout.on('data', (data: Buffer) => {
      this.#take(data);
    });
    // A server that has ended takes nothing any more.
    this.process.stdin.on('error', () => undefined);
  }

  bytes(bytes: string | Uint8Array): void {
    this.process.stdin.write(bytes);
  }

  /** One message with the header that it needs. */
  body(text: string): void {
    this.bytes(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  notify(method: string, params?: unknown): void {
    this.body(JSON.stringify({ jsonrpc: '2.0', method, params }));
  }

  /** Sends a request, and returns its id without waiting. */
  ask(method: string, params?: unknown): number {
    const id = ++this.#lastId;
    this.body(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return id;
  }

  /** The answer to a request; fails when the server ends instead. */
  async request(method: string, params?: unknown): Promise<RawMessage> {
    const id = this.ask(method, params);
    const answer = new Promise<RawMessage>((resolve) => this.#waiting.set(id, resolve));
    const dead = this.ended.then((code) => Promise.reject(new Error(`The server ended with code ${code}: ${this.errors}`)));
    return Promise.race([answer, dead]);
  }

  async initialize(params: object = {}): Promise<RawMessage> {
    const answer = await this.request('initialize', { processId: process.pid, rootUri: null, workspaceFolders: null, capabilities: {}, ...params });
    this.notify('initialized', {});
    return answer;
  }

  open(uri: string, languageId: string, text: string, version = 1): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  /** The rules that a document breaks, as the server says them now. */
  async findings(uri: string): Promise<string[]> {
    const { result, error } = await this.request('textDocument/diagnostic', { textDocument: { uri } });
    if (error) throw new Error(error.message);
    return (result as { items: { code: string }[] }).items.map(({ code }) => code);
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  #take(data: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      if (end === -1) return;
      const start = end + 4;
      const length = Number(/Content-Length: (\d+)/u.exec(this.#buffer.toString('utf8', 0, end))?.[1]);
      if (this.#buffer.length < start + length) return;
      const message = JSON.parse(this.#buffer.toString('utf8', start, start + length)) as RawMessage;
      this.#buffer = this.#buffer.subarray(start + length);
      this.received.push(message);
      if (message.method === undefined) this.#waiting.get(message.id as number)?.(message);
      else if (message.id !== undefined) this.body(JSON.stringify({ jsonrpc: '2.0', id: message.id, ...this.#answer }));
    }
  }
}
