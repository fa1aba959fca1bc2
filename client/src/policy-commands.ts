import { commands, env, type Disposable, type TextEditor } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  COMPARISON,
  SHOW_COMPARISON,
  VERIFICATION_COMMANDS,
  type ComparisonParams,
  type ComparisonResult,
  type PolicyRef,
  type VerificationParams,
  type VerificationResult,
} from '../../server/src/lsp/protocol.ts';
import { onActiveEditor, told } from './profile-commands.ts';
import type { ShownTexts } from './shown-texts.ts';

/** The commands that are about a policy and its other side. The server does the work; here texts are shown and moved. */
export function policyCommands(client: BaseLanguageClient, shown: ShownTexts): Disposable[] {
  return [
    commands.registerCommand(SHOW_COMPARISON, (uri?: unknown, policy?: unknown) =>
      typeof uri === 'string' && isPolicyRef(policy)
        ? told(() => showComparison(client, shown, { uri, policy }))
        : onActiveEditor((editor) => showComparison(client, shown, atCursor(client, editor))),
    ),
    commands.registerCommand('aovpn.copyVerificationCommands', () => onActiveEditor((editor) => copyCommands(client, editor))),
  ];
}

async function copyCommands(client: BaseLanguageClient, { document }: TextEditor): Promise<string> {
  const params: VerificationParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  const result = await client.sendRequest<VerificationResult>(VERIFICATION_COMMANDS, params);
  if ('reason' in result) return result.reason;
  await env.clipboard.writeText(result.text);
  return result.message;
}

function atCursor(client: BaseLanguageClient, { document, selection }: TextEditor): ComparisonParams {
  const { line, character } = selection.active;
  return { uri: client.code2ProtocolConverter.asUri(document.uri), position: { line, character } };
}

function isPolicyRef(value: unknown): value is PolicyRef {
  return typeof value === 'object' && value !== null && 'uri' in value && 'key' in value && typeof value.uri === 'string' && typeof value.key === 'string';
}

/** Shows a comparison beside the file. Returns a sentence where there is nothing to show. */
async function showComparison(client: BaseLanguageClient, shown: ShownTexts, params: ComparisonParams): Promise<string | undefined> {
  const result = await client.sendRequest<ComparisonResult>(COMPARISON, params);
  if ('reason' in result) return result.reason;
  const { title, text } = result;
  await shown.show({ title, subject: params.policy ? `${params.policy.uri} ${params.policy.key}` : params.uri, text });
  return undefined;
}
