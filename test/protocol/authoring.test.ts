import { afterEach, expect, test } from 'vitest';
import {
  AUTHORING,
  GENERATE,
  GENERATE_CHOICES,
  type AuthoringParams,
  type AuthoringResult,
  type GenerateChoices,
  type GenerateParams,
  type GenerateResult,
} from '../../server/src/lsp/protocol.ts';
import { PROFILE_TEXTS, SERVER_TEXTS } from '../support/authoring.ts';
import { LspClient } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';

let lsp: LspClient;

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const ask = (params: AuthoringParams): Promise<AuthoringResult> => lsp.connection.sendRequest<AuthoringResult>(AUTHORING, params);

/** Answers with what is proposed, and with these texts, until there is a document. */
async function made(kind: AuthoringParams['kind'], texts: Readonly<Record<string, unknown>>) {
  const answers: AuthoringParams['answers'][number][] = [];
  for (;;) {
    const result = await ask({ kind, answers });
    if ('ready' in result) return { ...result.ready, title: result.title };
    expect(result.problem).toBeUndefined();
    const { id, form } = result.step;
    const chosen = form.kind === 'text' ? [] : form.items.flatMap((item) => (item.chosen ? [item.id] : []));
    const proposed = form.kind === 'text' ? form.value : form.kind === 'many' ? chosen : (chosen[0] ?? '');
    const own = texts[id];
    answers.push({ question: id, answer: typeof own === 'string' ? own : proposed });
  }
}

test('a profile with the policy of the server in the workspace, which then has no findings', async () => {
  lsp = await LspClient.start({ 'server/rras.ps1': server() });
  await lsp.open('server/rras.ps1', 'powershell', server());
  const { title, fileName, language, text, chosen, reported } = await made('profile', PROFILE_TEXTS);
  expect([title, fileName, language, reported]).toEqual(['New Always On VPN Profile', 'profile-user.xml', 'xml', []]);
  expect(chosen).toContainEqual({ question: 'policy', label: 'IPsec policy', value: 'The policy of server/rras.ps1' });
  await lsp.open('client/profile-user.xml', language, text);
  expect(await lsp.pulled('client/profile-user.xml')).toEqual([]);
});

test('a server policy for the profile in the workspace', async () => {
  lsp = await LspClient.start({ 'client/user.xml': profile() });
  await lsp.open('client/user.xml', 'xml', profile());
  const { title, fileName, language, text } = await made('server-policy', SERVER_TEXTS);
  expect([title, fileName, language]).toEqual(['New Always On VPN Server Policy', 'rras.ps1', 'powershell']);
  expect(text).toContain("    EncryptionMethod = 'AES128'\n");
});

test('a wrong answer is answered with its question and what is wrong', async () => {
  lsp = await LspClient.start({});
  const result = await ask({
    kind: 'profile',
    answers: [
      { question: 'tunnel', answer: 'user' },
      { question: 'protocol', answer: 'ikev2' },
      { question: 'servers', answer: 'vpn' },
    ],
  });
  expect(result).toMatchObject({ step: { id: 'servers', number: 3 }, problem: 'vpn has no domain. Write the full name, such as vpn.fabrikam.com.' });
});

test('what is offered for a profile can be generated, and the server policy is one that it agrees with', async () => {
  lsp = await LspClient.start({});
  await lsp.open('client/user.xml', 'xml', profile());
  const params: GenerateParams = { uri: lsp.uri('client/user.xml'), position: { line: 0, character: 0 } };
  const found = await lsp.connection.sendRequest<GenerateChoices>(GENERATE_CHOICES, params);
  const choices = 'reason' in found ? expect.fail(found.reason) : found.choices;
  expect(choices.map(({ label }) => label)).toEqual([
    'Matching server policy',
    'Matching client policy',
    'Azure VPN gateway policy',
    'Deployment script',
    'Profile for Intune',
    'Verification commands',
  ]);
  const generate = (choice: string) => lsp.connection.sendRequest<GenerateResult>(GENERATE, { ...params, choice });
  for (const { id } of choices) expect(await generate(id)).toHaveProperty('text');
  expect(await generate('server-cmdlet')).toMatchObject({ language: 'powershell', fileName: 'rras.ps1', notes: [] });
  expect(await generate('nothing')).toEqual({ reason: 'This cannot be generated here.' });
});

test('a document that nobody reads is answered with a sentence', async () => {
  lsp = await LspClient.start({});
  const params: GenerateParams = { uri: 'untitled:Untitled-1', position: { line: 0, character: 0 }, choice: 'azure' };
  for (const request of [GENERATE_CHOICES, GENERATE])
    expect(await lsp.connection.sendRequest(request, params)).toEqual({
      reason: 'Documents of this language are not read. Choose the language of the document first.',
    });
});
