import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { format } from 'node:util';

const address = process.env.AOVPN_EDITOR_CONTROL;
let sent = Promise.resolve();

/**
 * Prints a line in the terminal that started the tests. What an extension host prints itself reaches it only with the
 * desktop VS Code.
 */
export function say(text = '', ...args: unknown[]): void {
  const line = withSources(format(text, ...args));
  if (address === undefined) {
    console.log(line);
    return;
  }
  // One after the other, as the lines must arrive in order.
  sent = sent.then(async () => {
    await fetch(`${address}/report`, { method: 'POST', body: JSON.stringify({ line }) });
  });
}

/** Resolves when everything said has arrived. */
export function allSaid(): Promise<void> {
  return sent;
}

let sourceMap: SourceMap | undefined;

/** Stack frames name the bundle, which nobody edits; and those of the test runner say nothing. */
function withSources(text: string): string {
  return text.replace(/([^\s(]*suite\.cjs):(\d+):(\d+)/g, sourceOf).replace(/\n\s+at [^\n]*node_modules\/mocha\/[^\n]*/g, '');
}

function sourceOf(frame: string, file: string, line: string, column: string): string {
  try {
    sourceMap ??= new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapPayload);
    const entry = sourceMap.findEntry(Number(line) - 1, Number(column) - 1);
    if (!('originalSource' in entry)) return frame;
    const folder = dirname(file);
    const path = relative(resolve(folder, '../../..'), resolve(folder, entry.originalSource)).replaceAll('\\', '/');
    return `${path}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  } catch {
    // The place in the bundle is better than none.
    return frame;
  }
}
