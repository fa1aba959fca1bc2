import type { Uri, Webview } from 'vscode';

/** The page: it loads its script and style from the extension, and nothing from anywhere else. */
export function pageHtml(webview: Webview, script: Uri, style: Uri): string {
  const nonce = globalThis.crypto.randomUUID();
  // What is measured and placed is set by the script, hence styles of the extension only.
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${webview.asWebviewUri(style).toString()}">
<title>Deployment</title>
</head>
<body>
<script nonce="${nonce}" src="${webview.asWebviewUri(script).toString()}"></script>
</body>
</html>
`;
}
