import { commands, l10n, Uri, window, workspace, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { EXPLAIN_RULE, RULE_LIST, type RuleListResult } from '../../server/src/lsp/protocol.ts';
import { told } from './profile-commands.ts';

/**
 * The command that shows the page of a rule beside the file. The pages come with the extension, and lead to each other by links that the preview
 * follows. Whoever runs it without the id of a rule chooses one.
 */
export function explainRuleCommand(client: BaseLanguageClient, extension: Uri): Disposable {
  return commands.registerCommand(EXPLAIN_RULE, (given?: unknown) =>
    told(async () => {
      const rule = typeof given === 'string' ? given : await chooseRule(client);
      return rule === undefined ? undefined : showPage(extension, rule);
    }),
  );
}

async function chooseRule(client: BaseLanguageClient): Promise<string | undefined> {
  const rules = await client.sendRequest<RuleListResult>(RULE_LIST);
  const items = rules.map(({ id, title, severity }) => ({ label: id, description: severity, detail: title }));
  const choice = await window.showQuickPick(items, { placeHolder: l10n.t('Rule to explain'), matchOnDetail: true });
  return choice?.label;
}

/** @returns a sentence where there is no such page */
async function showPage(extension: Uri, rule: string): Promise<string | undefined> {
  if (!/^[a-z0-9-]+$/.test(rule)) return l10n.t('There is no rule {0}.', rule);
  const page = Uri.joinPath(extension, 'docs', 'rules', `${rule}.md`);
  const isThere = await workspace.fs.stat(page).then(
    () => true,
    () => false,
  );
  if (!isThere) return l10n.t('There is no rule {0}.', rule);
  await commands.executeCommand('markdown.showPreviewToSide', page);
  return undefined;
}
