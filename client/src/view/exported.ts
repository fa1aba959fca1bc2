import { l10n, Uri, window, workspace } from 'vscode';
import type { ExportFormat } from './messages.ts';

const EXTENSIONS: Readonly<Record<ExportFormat, string>> = { markdown: 'md', csv: 'csv', svg: 'svg' };

function nameOf(format: ExportFormat): string {
  switch (format) {
    case 'markdown':
      return 'Markdown';
    case 'csv':
      return l10n.t('Comma-separated values');
    case 'svg':
      return l10n.t('SVG picture');
  }
}

/** Asks where a text is to be written, writes it there and shows it. */
export async function saveExport(title: string, format: ExportFormat, text: string): Promise<void> {
  const extension = EXTENSIONS[format];
  const name = nameOf(format);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const fileName = `${title.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.${extension}`;
  const target = await window.showSaveDialog({
    title: l10n.t('Export the deployment as {0}', name),
    ...(folder && { defaultUri: Uri.joinPath(folder, fileName) }),
    filters: { [name]: [extension] },
  });
  if (!target) return;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await window.showTextDocument(await workspace.openTextDocument(target), { preview: true });
}
