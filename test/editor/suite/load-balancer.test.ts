import * as assert from 'node:assert';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { ruleOf, select, until } from './editor.ts';
import { needsWindow, openLightBulb, press, screenshot, waitFor } from './host.ts';

const member = (address: string, port: number): string => `        /Common/${address}:${port} {\n            address ${address}\n        }\n`;

/** Both ports of IKE on BIG-IP, tied to one server; the second one replaces the client's address. */
const BIGIP = `ltm persistence source-addr /Common/persist_ike {
    defaults-from /Common/source_addr
    match-across-services enabled
    timeout 3600
}
${[500, 4500]
  .map(
    (port) => `ltm pool /Common/pool_ike${port} {
    members {
${member('10.10.1.11', port)}${member('10.10.1.12', port)}    }
    monitor /Common/gateway_icmp
}
ltm virtual /Common/vs_ike${port} {
    destination /Common/203.0.113.10:${port}
    ip-protocol udp
    persist {
        /Common/persist_ike {
            default yes
        }
    }
    pool /Common/pool_ike${port}
    profiles {
        /Common/udp { }
    }
    source-address-translation {
        type ${port === 500 ? 'none' : 'automap'}
    }
}
`,
  )
  .join('')}`;

const CITRIX = `#NS14.1 Build 25.53
add serviceGroup sg_ike500 UDP -usip YES
add serviceGroup sg_ike4500 UDP -usip NO
bind serviceGroup sg_ike500 10.10.1.11 500
bind serviceGroup sg_ike4500 10.10.1.11 4500
bind serviceGroup sg_ike500 -monitorName ping
bind serviceGroup sg_ike4500 -monitorName ping
add lb vserver vs_ike500 UDP 203.0.113.10 500
add lb vserver vs_ike4500 UDP 203.0.113.10 4500
bind lb vserver vs_ike500 sg_ike500
bind lb vserver vs_ike4500 sg_ike4500
`;

async function opened(language: string, content: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** What is found in a document, as soon as it is exactly this. */
function finds({ document }: vscode.TextEditor, ...expected: string[]): Promise<vscode.Diagnostic[]> {
  return until(
    () => vscode.languages.getDiagnostics(document.uri),
    (found) => found.map(({ code }) => ruleOf(code)).join() === expected.join(),
  );
}

suite('load balancers', () => {
  teardown(async () => {
    while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  test('a BIG-IP file is coloured, checked, and mended by two keys', async function () {
    needsWindow(this);
    const editor = await opened('bigip', BIGIP);
    const [finding] = await finds(editor, 'lb-ikev2-snat');
    assert.ok(finding);
    editor.selection = new vscode.Selection(finding.range.start, finding.range.start);
    editor.revealRange(finding.range, vscode.TextEditorRevealType.InCenter);
    await openLightBulb();
    await screenshot('bigip');
    await press('Enter');
    await finds(editor);
    assert.strictEqual(editor.document.getText(), BIGIP.replace('automap', 'none'));
  });

  test('a virtual server says what happens to a packet', async function () {
    needsWindow(this);
    const editor = await opened('bigip', BIGIP);
    await finds(editor, 'lb-ikev2-snat');
    const { start } = select(editor, 'vs_ike500');
    editor.selection = new vscode.Selection(start.translate(0, 2), start.translate(0, 2));
    await vscode.commands.executeCommand('editor.action.showHover');
    await waitFor('.monaco-hover:has-text("go to the same server")');
    await screenshot('bigip-hover');
  });

  test('commands of Citrix ADC are coloured, checked and mended', async function () {
    needsWindow(this);
    const editor = await opened('citrix-adc', CITRIX);
    const [finding] = await finds(editor, 'lb-ikev2-snat');
    assert.ok(finding);
    assert.strictEqual(editor.document.getText(finding.range), 'NO');
    editor.selection = new vscode.Selection(finding.range.start, finding.range.start);
    await openLightBulb();
    await screenshot('citrix-adc');
    await press('Enter');
    await finds(editor);
    assert.strictEqual(editor.document.getText(), CITRIX.replace('-usip NO', '-usip YES'));
  });

  test('an object is renamed wherever it is named', async () => {
    const { document } = await opened('bigip', BIGIP);
    const at = document.positionAt(BIGIP.indexOf('pool_ike500') + 2);
    const edit = await until(
      () =>
        vscode.commands
          .executeCommand<vscode.WorkspaceEdit | undefined>('vscode.executeDocumentRenameProvider', document.uri, at, 'pool_vpn')
          .then(undefined, () => undefined),
      (answer) => (answer?.size ?? 0) > 0,
    );
    assert.ok(edit);
    await vscode.workspace.applyEdit(edit);
    assert.strictEqual(document.getText(), BIGIP.replaceAll('pool_ike500', 'pool_vpn'));
  });

  test('the name of an object is offered where one is meant', async () => {
    const content = BIGIP.replace('    pool /Common/pool_ike4500', '    pool /Common/');
    const { document } = await opened('bigip', content);
    const at = document.positionAt(content.lastIndexOf('    pool /Common/') + '    pool /Common/'.length);
    const { items } = await until(
      () => vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, at),
      (list) => list.items.some(({ label }) => label === '/Common/pool_ike4500'),
    );
    assert.ok(items.length > 0);
  });
});
