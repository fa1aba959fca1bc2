import type { ExtensionContext } from 'vscode';
import { nextTurn } from './next-turn.ts';

/** Starts the extension in a browser. VS Code calls this on the first document of a language that may matter. */
export async function activate(context: ExtensionContext): Promise<void> {
  await nextTurn();
  const { startInBrowser } = await import('./browser-client.ts');
  startInBrowser(context);
}
