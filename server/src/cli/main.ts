import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { nodeFiles } from '../host/node-files.ts';
import { AnsweringThread, answerMessages, isThread } from '../host/thread.ts';
import { replaceFiles } from '../host/write-file.ts';
import type { SourceFile } from '../core/source-file.ts';
import { run } from './run.ts';
import { Preparing, type Surroundings } from './threads/preparing.ts';
import { VERSION } from './version.ts';

async function stdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

function output(stream: NodeJS.WriteStream): { write(text: string): void; isTerminal: boolean } {
  // Whoever has closed the pipe has seen enough (`aovpn check | head`).
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY };
}

/** Version and looks of the running file, so that a changed build counts as another program. */
function buildOf(path: string | undefined): string {
  const found = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  return [VERSION, found?.size, found?.mtimeMs].join(' ');
}

async function main(): Promise<void> {
  // The process is not ended: output to a pipe may still be on its way.
  process.exitCode = await run(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    stdin,
    files: nodeFiles,
    now: () => performance.now(),
    date: () => Date.now(),
    build: buildOf(process.argv[1]),
    writeFiles: replaceFiles,
    startThread: () => new AnsweringThread(fileURLToPath(import.meta.url)),
    processors: availableParallelism(),
  });
}

/** This program is its own thread as well, so that it stays one file. */
function serveThread(): void {
  // What `Thread` in the pool sends.
  answerMessages((surroundings) => {
    const preparing = new Preparing(surroundings as Surroundings);
    return (files) => preparing.prepare(files as readonly SourceFile[]);
  });
}

if (isThread) serveThread();
else void main();
