// @ts-check
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {(() => void)[]} */
const hooks = [];

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

process.on('exit', () => {
  // The process has an exit code by now, and signals that a hook raises are for others.
  for (const signal of Object.keys(signals)) process.off(signal, exitOnSignal);
  for (const hook of hooks.reverse()) {
    try {
      hook();
    } catch {
      // The others still have to run.
    }
  }
});

/**
 * Registers work for the end of the process, however it ends. Last registered runs first; must be synchronous.
 * @param {() => void} hook
 */
export function atExit(hook) {
  hooks.push(hook);
}

/** Makes signals end the process through `exit`, so that nothing started here outlives it. */
export function exitOnSignals() {
  for (const signal of Object.keys(signals)) process.on(signal, exitOnSignal);
}

/** @param {keyof typeof signals} signal */
function exitOnSignal(signal) {
  process.exit(signals[signal]);
}

/** A folder that disappears with this process. Its real path, so that paths compare equal to what the editor reports. */
export function temporaryFolder() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'aovpn-editor-')));
  // An editor killed a moment ago may still be writing.
  atExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return folder;
}
