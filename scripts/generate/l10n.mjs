import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What the page of the deployment view says, as a table. */
const PAGE = 'client/view/strings.ts';
/** The file that has this table translated, one text after the other. */
const PAGE_TRANSLATED = 'client/src/view/page-strings.ts';

/** Functions and properties of `vscode` that put a text before the user, each with its arguments that are one. */
const SHOWING = /^(show(Information|Warning|Error)Message|setStatusBarMessage)$/u;
const SHOWN = new Set(['title', 'prompt', 'placeHolder', 'placeholder', 'label', 'description', 'detail', 'tooltip', 'validationMessage', 'text']);
/** The name of the product and that of a format are the same everywhere. */
const NAMES = new Set(['Always On VPN', 'Markdown']);

/**
 * `l10n/bundle.l10n.json`: every text that the client says, by itself. `complain` hears of what cannot be translated: a call of `l10n.t` without a text
 * of its own, and a text that is shown without it.
 */
export function clientBundle(root, complain) {
  const texts = new Set();
  for (const path of filesIn(root, 'client/src')) {
    const source = parsed(root, path);
    const at = (node) => `${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    const visit = (node) => {
      if (isTranslation(node)) {
        const [text] = node.arguments;
        if (text && ts.isStringLiteral(text)) texts.add(text.text);
        else if (path !== PAGE_TRANSLATED) complain(`${at(node)}: l10n.t needs a text in quotes, with {0} for what is filled in.`);
        return node.arguments.slice(1).forEach(visit);
      }
      for (const text of shownBy(node)) if (isSpoken(text)) complain(`${at(text)}: a text is shown that is not translated. Put it into l10n.t.`);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  const page = parsed(root, PAGE);
  const table = [];
  ts.forEachChild(page, function visit(node) {
    if (ts.isVariableDeclaration(node) && node.name.getText() === 'ENGLISH') table.push(...node.initializer.expression.properties);
    else ts.forEachChild(node, visit);
  });
  for (const { initializer } of table) texts.add(initializer.text);
  return `${JSON.stringify(Object.fromEntries([...texts].sort().map((text) => [text, text])), null, 2)}\n`;
}

function filesIn(root, folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts'))
    .sort();
}

function parsed(root, path) {
  return ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true);
}

function isTranslation(node) {
  return ts.isCallExpression(node) && node.expression.getText() === 'l10n.t';
}

/** The expressions that a node puts before the user. */
function shownBy(node) {
  if (ts.isCallExpression(node)) {
    const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText();
    return SHOWING.test(name) ? node.arguments : [];
  }
  if (ts.isPropertyAssignment(node)) return SHOWN.has(node.name.getText()) ? [node.initializer] : [];
  const isSet = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left);
  if (isSet) return SHOWN.has(node.left.name.text) ? [node.right] : [];
  // What a command returns is a sentence that is shown.
  if (ts.isReturnStatement(node)) return node.expression ? [node.expression] : [];
  return [];
}

/** Whether an expression has words in it that somebody reads: a text, or a part of a text or a choice. Icons and file names are no words. */
function isSpoken(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return hasWords(node.text);
  // What begins with a tag is a page.
  if (ts.isTemplateExpression(node) && !node.head.text.startsWith('<'))
    return [node.head, ...node.templateSpans.map(({ literal }) => literal)].some(({ text }) => hasWords(text));
  if (ts.isConditionalExpression(node)) return isSpoken(node.whenTrue) || isSpoken(node.whenFalse);
  return ts.isParenthesizedExpression(node) && isSpoken(node.expression);
}

function hasWords(text) {
  const plain = text.replace(/\$\([\w-]+\)/gu, '').trim();
  return /^\p{Lu}\p{Ll}|(?<!\S)[^\p{L}\s]*\p{L}\S* \p{L}/u.test(plain) && !NAMES.has(plain);
}
