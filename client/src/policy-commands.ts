import { commands, Disposable, env, EventEmitter, Uri, ViewColumn, window, workspace, type TextEditor } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
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

/** Scheme of the documents that hold a comparison. They are texts like any other, but nobody can change them. */
const SCHEME = 'aovpn-comparison';

/** The commands that are about a policy and its other side. The server does the work; here texts are shown and moved. */
export function policyCommands(client: LanguageClient): Disposable[] {
  const comparisons = new Comparisons(client);
  return [
    Disposable.from(comparisons),
    workspace.registerTextDocumentContentProvider(SCHEME, comparisons),
    commands.registerCommand(SHOW_COMPARISON, (uri?: unknown, policy?: unknown) =>
      typeof uri === 'string' && isPolicyRef(policy)
        ? told(() => comparisons.show({ uri, policy }))
        : onActiveEditor((editor) => comparisons.show(atCursor(client, editor))),
    ),
    commands.registerCommand('aovpn.copyVerificationCommands', () => onActiveEditor((editor) => copyCommands(client, editor))),
  ];
}

async function copyCommands(client: LanguageClient, { document }: TextEditor): Promise<string> {
  const params: VerificationParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  const result = await client.sendRequest<VerificationResult>(VERIFICATION_COMMANDS, params);
  if ('reason' in result) return result.reason;
  await env.clipboard.writeText(result.text);
  return result.message;
}

function atCursor(client: LanguageClient, { document, selection }: TextEditor): ComparisonParams {
  const { line, character } = selection.active;
  return { uri: client.code2ProtocolConverter.asUri(document.uri), position: { line, character } };
}

function isPolicyRef(value: unknown): value is PolicyRef {
  return typeof value === 'object' && value !== null && 'uri' in value && 'key' in value && typeof value.uri === 'string' && typeof value.key === 'string';
}

/** Shows comparisons beside the file, each in a document of its own that is written anew when it is asked for again. */
class Comparisons {
  readonly #client: LanguageClient;
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #closing = workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString()));

  constructor(client: LanguageClient) {
    this.#client = client;
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /** @returns a sentence where there is nothing to show */
  async show(params: ComparisonParams): Promise<string | undefined> {
    const result = await this.#client.sendRequest<ComparisonResult>(COMPARISON, params);
    if ('reason' in result) return result.reason;
    const query = params.policy ? `${params.policy.uri} ${params.policy.key}` : params.uri;
    const uri = Uri.from({ scheme: SCHEME, path: `/${result.title}.txt`, query });
    this.#texts.set(uri.toString(), result.text);
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
    return undefined;
  }

  dispose(): void {
    this.#changed.dispose();
    this.#closing.dispose();
  }
}
