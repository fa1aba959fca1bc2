import { Uri, window, workspace } from 'vscode';
import type { ExportFormat } from './messages.ts';

const EXTENSIONS: Readonly<Record<ExportFormat, { readonly name: string; readonly extension: string }>> = {
  markdown: { name: 'Markdown', extension: 'md' },
  csv: { name: 'Comma-separated values', extension: 'csv' },
  svg: { name: 'SVG picture', extension: 'svg' },
};

/** Asks where a text is to be written, writes it there and shows it. */
export async function saveExport(title: string, format: ExportFormat, text: string): Promise<void> {
  const { name, extension } = EXTENSIONS[format];
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const fileName = `${title.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.${extension}`;
  const target = await window.showSaveDialog({
    title: `Export the deployment as ${name}`,
    ...(folder && { defaultUri: Uri.joinPath(folder, fileName) }),
    filters: { [name]: [extension] },
  });
  if (!target) return;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await window.showTextDocument(await workspace.openTextDocument(target), { preview: true });
}
