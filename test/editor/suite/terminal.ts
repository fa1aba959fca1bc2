import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, relative, resolve } from 'node:path';

export { format } from 'node:util';

let sourceMap: SourceMap | undefined;

/** Stack frames name the bundle, which nobody edits; and those of the test runner say nothing. */
export function withSources(text: string): string {
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
