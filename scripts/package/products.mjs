const GRAMMAR = ['tree-sitter-powershell.wasm', 'tree-sitter.wasm'];

/** What the extension has of a build, and what the command line has. */
export const EXTENSION_FILES = ['client-browser.js', 'client.cjs', 'server.cjs', 'view.css', 'view.js', ...GRAMMAR];
export const CLI_FILES = ['cli.cjs', ...GRAMMAR];
