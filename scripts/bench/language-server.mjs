import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = require('vscode-languageserver/node');

const SERVER = fileURLToPath(new URL('../../dist/server.cjs', import.meta.url));

/** Who uses less of a processor than this, for as long as this in milliseconds, has nothing left to do. */
const IDLE = { share: 0.1, time: 500 };

/** How long Visual Studio Code waits between two requests for the diagnostics of the workspace, in milliseconds. */
const WORKSPACE_PULL_PAUSE = 2000;

const CAPABILITIES = {
  textDocument: { diagnostic: {}, publishDiagnostics: { relatedInformation: true, versionSupport: true }, hover: { contentFormat: ['markdown'] } },
  workspace: { workspaceFolders: true, diagnostics: { refreshSupport: true } },
};

/** A language server over standard input and output, and a client that asks as Visual Studio Code does. */
export class LanguageServer {
  /** Called with each file that the server tells the diagnostics of when it is asked for the workspace, and whether they are new. */
  onReport = (/** @type {string} */ _uri, /** @type {boolean} */ _isNew) => {};
  /** Called when the server asks its client to pull again. */
  onRefresh = () => {};
  /** Called with what the server pushes. */
  onPush = (/** @type {{ uri: string, version?: number, diagnostics: unknown[] }} */ _params) => {};
  /** @type {Map<string, string>} */
  #results = new Map();
  #ended = false;
  #isPulling = false;
  /** Since when a request for the workspace has been waiting for its answer. */
  #waitingSince = Number.POSITIVE_INFINITY;

  /** @param {string[]} [args] what Node.js runs; our server unless told */
  constructor(args = [SERVER, '--stdio']) {
    this.process = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.connection = createProtocolConnection(new StreamMessageReader(this.process.stdout), new StreamMessageWriter(this.process.stdin));
    this.connection.onRequest('workspace/diagnostic/refresh', () => this.onRefresh());
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onNotification('textDocument/publishDiagnostics', (params) => this.onPush(params));
    this.connection.onProgress({ method: 'bench' }, 'workspace', (/** @type {{ items: Report[] }} */ { items }) => this.#take(items));
    this.connection.listen();
  }

  /** Begins a session, in a folder or in none. @param {string} [folder] */
  async start(folder, capabilities = CAPABILITIES) {
    const uri = folder === undefined ? null : pathToFileURL(folder).href;
    const workspaceFolders = uri === null ? null : [{ uri, name: 'bench' }];
    await this.connection.sendRequest('initialize', { processId: process.pid, rootUri: uri, workspaceFolders, capabilities });
    await this.connection.sendNotification('initialized', {});
  }

  /** @param {string} path @param {string} languageId @param {string} [text] */
  async open(path, languageId, text = readFileSync(path, 'utf8')) {
    const document = new OpenDocument(this.connection, pathToFileURL(path).href, text);
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: document.uri, languageId, version: 1, text } });
    return document;
  }

  /** Asks for the diagnostics of the workspace until the end of the session, as Visual Studio Code does. */
  keepPulling() {
    if (this.#isPulling) return;
    this.#isPulling = true;
    void (async () => {
      while (!this.#ended) {
        await this.pullWorkspace().catch(() => undefined);
        await delay(WORKSPACE_PULL_PAUSE);
      }
    })();
  }

  /** Waits until the server holds a request for the workspace back, having had nothing to tell for so many milliseconds. @param {number} silence */
  async quiet(silence) {
    while (!(performance.now() - this.#waitingSince > silence)) await delay(50);
  }

  /** Asks once for the diagnostics of the workspace. What has not changed need not be told again. */
  async pullWorkspace() {
    const previousResultIds = [...this.#results].map(([uri, value]) => ({ uri, value }));
    this.#waitingSince = performance.now();
    const { items } = await this.connection.sendRequest('workspace/diagnostic', { previousResultIds, partialResultToken: 'workspace' });
    this.#waitingSince = Number.POSITIVE_INFINITY;
    this.#take(items);
  }

  /** Memory that the process holds now, in bytes; `undefined` where nobody says. */
  get memory() {
    return residentMemory(this.process.pid);
  }

  /** Waits until all files of the folder have been read and told of: there is nothing left to do. Returns when that was, as `performance.now()`. */
  async indexed() {
    this.keepPulling();
    let used = processorTime(this.process.pid);
    let busyAt = performance.now();
    for (let lookedAt = busyAt; performance.now() - busyAt < IDLE.time;) {
      await delay(50);
      const [now, usedNow] = [performance.now(), processorTime(this.process.pid)];
      if (usedNow - used > (now - lookedAt) * IDLE.share) busyAt = now;
      [lookedAt, used] = [now, usedNow];
    }
    return busyAt;
  }

  async stop() {
    this.#ended = true;
    await this.connection.sendRequest('shutdown').catch(() => undefined);
    void this.connection.sendNotification('exit').catch(() => undefined);
    await new Promise((resolve) => {
      this.process.once('exit', resolve);
      setTimeout(() => this.process.kill(), 2000).unref();
    });
    this.connection.dispose();
  }

  /** @typedef {{ uri: string, kind: string, resultId?: string }} Report */
  /** @param {Report[]} items */
  #take(items) {
    for (const { uri, kind, resultId } of items) {
      if (resultId !== undefined) this.#results.set(uri, resultId);
      this.onReport(uri, kind === 'full');
    }
  }
}

/** A document in an editor. */
class OpenDocument {
  #connection;
  #version = 1;
  /** @type {string | undefined} */
  #resultId;

  /** @param {any} connection @param {string} uri @param {string} text */
  constructor(connection, uri, text) {
    this.#connection = connection;
    this.uri = uri;
    this.text = text;
  }

  get version() {
    return this.#version;
  }

  /** Puts a text in the place of another one right behind `after`, and tells the server the new version at once. @param {string} after @param {string} text @param {string} [instead] */
  replace(after, text, instead = '') {
    const offset = this.text.indexOf(after) + after.length;
    if (offset < after.length || !this.text.startsWith(instead, offset)) throw new Error(`The bench has lost its place: ${after}${instead}`);
    const range = { start: this.#position(offset), end: this.#position(offset + instead.length) };
    this.text = this.text.slice(0, offset) + text + this.text.slice(offset + instead.length);
    const textDocument = { uri: this.uri, version: ++this.#version };
    void this.#connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ range, text }] });
  }

  /** Asks for the diagnostics of the document. */
  async pull() {
    const params = { textDocument: { uri: this.uri }, ...(this.#resultId !== undefined && { previousResultId: this.#resultId }) };
    const report = await this.#connection.sendRequest('textDocument/diagnostic', params);
    this.#resultId = report.resultId;
    return report;
  }

  /** @param {number} offset */
  #position(offset) {
    const before = this.text.slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  }
}

/** Memory that a process holds now, in bytes; `undefined` where the system has no such file. @param {number | undefined} pid */
function residentMemory(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(join('/proc', String(pid), 'status'), 'utf8'))?.[1]) * 1024;
  } catch {
    return undefined;
  }
}

/** What a process has used of the processors so far, in milliseconds. Throws where the system does not tell. @param {number | undefined} pid */
function processorTime(pid) {
  const [user, system] = readFileSync(join('/proc', String(pid), 'stat'), 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * TICK;
}

/** Of the clock that Linux counts processor time with, in milliseconds. */
const TICK = 10;

/** @param {number} milliseconds */
export function delay(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
