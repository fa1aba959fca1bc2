import * as vscode from 'vscode';
import { MemoryFiles } from './memory-files.ts';

/** The files of the opened folder, by path, where it is a virtual one; put here by the bundler. */
declare const AOVPN_MEMORY: Readonly<Record<string, string>>;

/** Gives the editor a folder that is on no disk. */
export function activate(context: vscode.ExtensionContext): void {
  const files = new MemoryFiles();
  for (const [path, text] of Object.entries(AOVPN_MEMORY)) files.put(path, new TextEncoder().encode(text));
  for (const scheme of ['aovpn-memory', 'vscode-vfs'])
    context.subscriptions.push(vscode.workspace.registerFileSystemProvider(scheme, files, { isCaseSensitive: true }));
}
