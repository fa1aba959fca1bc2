import { commands, l10n, window, workspace, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { EXPLAIN_RULE, RULE_LIST, type RuleListResult } from '../../server/src/lsp/protocol.ts';
import { told } from './profile-commands.ts';
import { RULE_PAGE_SCHEME, RulePages, rulePageUri } from './rule-pages.ts';

/**
 * The command that shows the page of a rule beside the file. The pages lead to each other by links that the preview follows. Whoever runs it without the
 * id of a rule chooses one.
 */
export function explainRuleCommand(client: BaseLanguageClient): Disposable[] {
  return [
    workspace.registerFileSystemProvider(RULE_PAGE_SCHEME, new RulePages(client), { isReadonly: true }),
    commands.registerCommand(EXPLAIN_RULE, (given?: unknown) =>
      told(async () => {
        const rule = typeof given === 'string' ? given : await chooseRule(client);
        return rule === undefined ? undefined : showPage(rule);
      }),
    ),
  ];
}

async function chooseRule(client: BaseLanguageClient): Promise<string | undefined> {
  const rules = await client.sendRequest<RuleListResult>(RULE_LIST);
  const items = rules.map(({ id, title, severity }) => ({ label: id, description: severity, detail: title }));
  const choice = await window.showQuickPick(items, { placeHolder: l10n.t('Rule to explain'), matchOnDetail: true });
  return choice?.label;
}

/** @returns a sentence where there is no such page */
async function showPage(rule: string): Promise<string | undefined> {
  const page = rulePageUri(rule);
  const isThere = await workspace.fs.stat(page).then(
    () => true,
    () => false,
  );
  if (!isThere) return l10n.t('There is no rule {0}.', rule);
  await commands.executeCommand('markdown.showPreviewToSide', page);
  return undefined;
}
