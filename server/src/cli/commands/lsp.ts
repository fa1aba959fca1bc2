import { parse } from '../args.ts';
import { EXIT, UsageError } from '../io.ts';
import type { Command } from './command.ts';

export const lsp: Command = {
  name: 'lsp',
  summary: 'run as a language server for an editor',
  help: `Usage: aovpn lsp --stdio

Speaks the Language Server Protocol over standard input and output until the editor ends it.
`,
  run: async (args) => {
    const { values, positionals } = parse(args, { stdio: { type: 'boolean', default: false } });
    if (positionals.length > 0) throw new UsageError('lsp takes no argument.');
    if (!values.stdio) throw new UsageError('lsp needs --stdio, which is the only way it can be spoken to.');
    // Loaded on demand: a check has no use for it.
    const { startServer } = await import('../../lsp/stdio.ts');
    startServer();
    return EXIT.clean;
  },
};
