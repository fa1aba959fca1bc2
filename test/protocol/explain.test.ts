import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { CodeActionRequest, type CodeAction } from 'vscode-languageserver/node';
import { EXPLAIN_RULE, RULE_LIST, RULE_PAGE, type RuleListResult, type RulePageParams, type RulePageResult } from '../../server/src/lsp/protocol.ts';
import { LspClient, PULLING } from '../support/lsp-client.ts';
import { server } from '../support/policies.ts';

let lsp: LspClient;
afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const SCRIPT = server({ DHGroup: 'Group2', EncryptionMethod: 'DES' });
const EVERYWHERE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

const actions = async (only?: string[]): Promise<CodeAction[]> => {
  await lsp.open('s.ps1', 'powershell', SCRIPT);
  const context = { diagnostics: [], ...(only && { only }) };
  return (await lsp.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: lsp.uri('s.ps1') }, range: EVERYWHERE, context })) as CodeAction[];
};

test('each rule with a finding at the place is explained, last, by a command that the client has', async () => {
  lsp = await LspClient.start({}, PULLING, { showsRules: true });
  const all = await actions();
  const explaining = all.filter(({ command }) => command?.command === EXPLAIN_RULE);
  expect(explaining.map(({ title, kind, command, diagnostics }) => [title, kind, command?.arguments, diagnostics?.map(({ code }) => code)])).toEqual([
    ['Explain crypto-weak', 'quickfix', ['crypto-weak'], ['crypto-weak']],
    ['Explain crypto-broken', 'quickfix', ['crypto-broken'], ['crypto-broken']],
  ]);
  expect(all.slice(-2)).toEqual(explaining);
  expect(await actions(['refactor'])).toEqual([]);
});

test('a client without the command is offered nothing that it cannot run', async () => {
  lsp = await LspClient.start({}, PULLING);
  expect((await actions()).filter(({ title, command }) => title.startsWith('Explain') || command)).toEqual([]);
});

test('the rules to choose from have a page each', async () => {
  lsp = await LspClient.start({}, PULLING);
  const rules = await lsp.connection.sendRequest<RuleListResult>(RULE_LIST);
  expect(rules).toContainEqual({ id: 'policy-mismatch', title: 'Client and server ask for different IPsec values', severity: 'error' });
  const page = (id: string): string => fileURLToPath(new URL(`../../docs/rules/${id}.md`, import.meta.url));
  expect(rules.filter(({ id }) => !existsSync(page(id)))).toEqual([]);
});

test('what is not known has a page beside those of the rules, which lead to it', async () => {
  lsp = await LspClient.start({}, PULLING);
  const page = async (rule: string): Promise<string | null> => lsp.connection.sendRequest<RulePageResult>(RULE_PAGE, { rule } satisfies RulePageParams);
  expect(await page('crypto-uneven')).toContain('](../limits.md)');
  const limits = (await page('limits')) ?? '';
  expect(limits).toMatch(/^# What is not known\n/);
  expect(limits).toContain('| [crypto-uneven](crypto-uneven.md) |');
  expect(await page('no-such-rule')).toBeNull();
});

test.each([
  ['de-AT', 'Client und Server verlangen unterschiedliche IPsec-Werte'],
  ['ja', 'クライアントとサーバーの IPsec 値の不一致'],
  ['fr', 'Client and server ask for different IPsec values'],
])('the rules to choose from have titles in the language of the editor: %s', async (locale, title) => {
  lsp = await LspClient.start({}, PULLING, {}, {}, (_, client) => (client.locale = locale));
  const rules = await lsp.connection.sendRequest<RuleListResult>(RULE_LIST);
  expect(rules.find(({ id }) => id === 'policy-mismatch')?.title).toBe(title);
  const page = await lsp.connection.sendRequest<RulePageResult>(RULE_PAGE, { rule: 'policy-mismatch' } satisfies RulePageParams);
  expect(page?.split('\n').slice(0, 3)).toEqual(['# policy-mismatch', '', `${title}${locale === 'ja' ? '。' : '.'}`]);
});

test('what is found is told in English whatever the language: people search the web for it', async () => {
  lsp = await LspClient.start({}, PULLING, {}, {}, (_, client) => (client.locale = 'de'));
  await lsp.open('s.ps1', 'powershell', SCRIPT);
  const messages = (await lsp.pulled('s.ps1')).map(({ message }) => message);
  expect(messages).not.toEqual([]);
  const english = await LspClient.start({}, PULLING);
  await english.open('s.ps1', 'powershell', SCRIPT);
  expect((await english.pulled('s.ps1')).map(({ message }) => message)).toEqual(messages);
  expect(await english.stop()).toBe(0);
});
