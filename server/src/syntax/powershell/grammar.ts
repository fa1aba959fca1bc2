import { Language, Parser } from 'web-tree-sitter';
import type { Mask } from './raw.ts';
import { plainTree, type SyntaxNode } from './tree.ts';

/** The two WebAssembly modules. Whoever starts the program reads them: files in Node, a fetch in a browser worker. */
export interface PowerShellWasm {
  /** `web-tree-sitter/web-tree-sitter.wasm` */
  readonly runtime: Uint8Array;
  /** `tree-sitter-powershell/tree-sitter-powershell.wasm` */
  readonly grammar: Uint8Array;
}

/**
 * How often the grammar may report that it looks for a way out of an error before it is stopped. Few scripts make it report at
 * all, half-typed or not, and the messiest of the field 45 times; a megabyte of JSON in a script's place takes it half a minute.
 */
const MAX_ERRORS = 500;

let parser: Parser | undefined;
let loading: Promise<void> | undefined;

/**
 * Loads the grammar; must have finished before `parsePowerShell` is called. Further calls return the first one's
 * promise; after a failure (the bytes are not WebAssembly of a fitting version) a further call tries again.
 */
export function initPowerShell(wasm: PowerShellWasm): Promise<void> {
  loading ??= load(wasm).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(wasm: PowerShellWasm): Promise<void> {
  // Given the bytes, Emscripten asks for no file: nothing depends on where the bundle lies.
  await Parser.init({ wasmBinary: wasm.runtime, locateFile: (name: string) => name });
  const language = await Language.load(wasm.grammar);
  parser = new Parser().setLanguage(language);
}

/**
 * The syntax tree of a text as plain data; nothing of it stays in WebAssembly memory. `closing` is read as if it stood
 * behind the text, and does not show in the tree's offsets. `undefined` for a long text that is not PowerShell.
 * @throws Error when `initPowerShell` has not finished.
 */
export function parseTree(text: string, closing = ''): SyntaxNode | undefined {
  if (parser === undefined) throw new Error('parsePowerShell was called before initPowerShell had finished');
  let errors = 0;
  const tree = parser.parse(text + closing, null, { progressCallback: ({ hasError }) => hasError && ++errors > MAX_ERRORS });
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  try {
    return plainTree(tree, text.length);
  } finally {
    tree.delete();
  }
}

/** The text with each masked stretch replaced. A mask within an earlier, larger one has no effect. */
export function masked(text: string, masks: readonly Mask[]): string {
  let result = '';
  let at = 0;
  for (const mask of [...masks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (mask.start < at) continue;
    result += text.slice(at, mask.start) + mask.text;
    at = mask.end;
  }
  return result + text.slice(at);
}
