import { commands, l10n, window, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { DIAGNOSE, type DiagnoseParams, type DiagnoseResult } from '../../server/src/lsp/protocol.ts';
import { told } from './profile-commands.ts';
import { SHOWN_SCHEME, type ShownTexts } from './shown-texts.ts';

/**
 * The command that says what leads to an error: on what is selected, else on the open document, else on what is pasted into a box. The server does the
 * work. Whoever runs it from a key or a task may give the text as its argument.
 */
export function diagnoseCommand(client: BaseLanguageClient, shown: ShownTexts): Disposable {
  const answer = async (params: DiagnoseParams): Promise<string | undefined> => {
    const result = await client.sendRequest<DiagnoseResult>(DIAGNOSE, params);
    if ('reason' in result) return result.reason;
    const { title, text } = result;
    const links = result.links.map(({ words, uri, line }) => ({ words, target: client.protocol2CodeConverter.asUri(uri).with({ fragment: `L${line + 1}` }) }));
    await shown.show({ title, subject: title, text, language: 'markdown', links });
    return undefined;
  };
  return commands.registerCommand('aovpn.diagnose', (given?: unknown) =>
    told(async () => {
      if (typeof given === 'string') return answer({ text: given });
      const selected = selectedText();
      if (selected !== undefined) return answer({ text: selected });
      const document = wholeDocument(client);
      if (document && (await answer(document)) === undefined) return undefined;
      ask((text) => answer({ text }));
      return undefined;
    }),
  );
}

function selectedText(): string | undefined {
  const editor = window.activeTextEditor;
  const texts = (editor?.selections ?? []).map((selection) => editor?.document.getText(selection) ?? '');
  const text = texts.join('\n');
  return text.trim() === '' ? undefined : text;
}

/** The open document; an answer that was given before is none. */
function wholeDocument(client: BaseLanguageClient): DiagnoseParams | undefined {
  const document = window.activeTextEditor?.document;
  if (!document || document.uri.scheme === SHOWN_SCHEME) return undefined;
  return { text: document.getText(), document: client.code2ProtocolConverter.asUri(document.uri) };
}

/** Asks for a text until it can be answered, or until the box is closed. What was pasted stays in it. */
function ask(answer: (text: string) => Promise<string | undefined>): void {
  const box = window.createInputBox();
  box.title = l10n.t('Diagnose an error');
  box.prompt = l10n.t('Paste the text of an event, in any language, or type an error code.');
  box.placeholder = l10n.t('The error code returned on failure is 809.');
  box.ignoreFocusOut = true;
  box.onDidChangeValue(() => {
    box.validationMessage = undefined;
  });
  box.onDidAccept(async () => {
    if (box.busy || box.value.trim() === '') return;
    box.busy = true;
    await told(async () => {
      box.validationMessage = await answer(box.value);
      return undefined;
    });
    box.busy = false;
    if (box.validationMessage === undefined) box.hide();
  });
  box.onDidHide(() => box.dispose());
  box.show();
}
