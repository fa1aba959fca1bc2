import { env, l10n, type Uri, type Webview } from 'vscode';
import { pageStrings } from './page-strings.ts';

/** The page: it loads its script and style from the extension, and nothing from anywhere else. */
export function pageHtml(webview: Webview, script: Uri, style: Uri): string {
  const nonce = globalThis.crypto.randomUUID();
  // What is measured and placed is set by the script, hence styles of the extension only.
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  // Where nothing is translated the page speaks English.
  const language = l10n.bundle ? attribute(env.language) : 'en';
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${webview.asWebviewUri(style).toString()}">
<title>${attribute(l10n.t('Deployment'))}</title>
</head>
<body data-strings="${attribute(JSON.stringify(pageStrings()))}">
<script nonce="${nonce}" src="${webview.asWebviewUri(script).toString()}"></script>
</body>
</html>
`;
}

/** A text as it stands in an attribute, or between tags. */
function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
