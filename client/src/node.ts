import type { ExtensionContext } from 'vscode';
import { nextTurn } from './next-turn.ts';

/** Starts the extension where there is Node.js. VS Code calls this on the first document of a language that may matter. */
export async function activate(context: ExtensionContext): Promise<void> {
  await nextTurn();
  const { startInNode } = await import('./node-client.ts');
  startInNode(context);
}
