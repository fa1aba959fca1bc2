import * as assert from 'node:assert';
import { suite, suiteSetup, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { CLIENT, remove, SERVER, until, uriOf } from './editor.ts';
import { needsWindow, screenshot, texts, waitFor } from './host.ts';

const WALKTHROUGH = 'aovpn.always-on-vpn#aovpn.start';
const FOLDER = 'walkthrough';

interface Manifest {
  readonly contributes: {
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly title: string; readonly media: { readonly image: string; readonly altText: string } }[];
    }[];
  };
}

suite('walkthrough', () => {
  const extension = vscode.extensions.getExtension('aovpn.always-on-vpn');
  const steps = (extension?.packageJSON as Manifest).contributes.walkthroughs[0]?.steps ?? [];
  const read = async (uri: vscode.Uri): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const openSample = (into: vscode.Uri): Thenable<unknown> => vscode.commands.executeCommand('aovpn.openSample', { into, opens: false });

  suiteSetup(async () => {
    await extension?.activate();
  });

  teardown(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await remove(uriOf(FOLDER));
  });

  test('has five steps, each with a picture and what it shows in words', async function () {
    needsWindow(this);
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false);
    await waitFor('.getting-started-step');
    const shown = await until(
      () => texts('.getting-started-step .step-title'),
      (titles) => titles.length === steps.length,
    );
    assert.deepStrictEqual(shown, ['Open the sample', 'See what will not work', 'Fix it with two keys', 'Show the deployment', 'Make your own profile']);
    assert.deepStrictEqual(
      shown,
      steps.map(({ title }) => title),
    );
    for (const { media } of steps) {
      assert.ok(media.altText.length > 40, media.image);
      // By its name: in a browser the folder of an extension cannot be listed.
      assert.ok((await vscode.workspace.fs.readFile(vscode.Uri.joinPath((extension as vscode.Extension<unknown>).extensionUri, media.image))).length > 0);
    }
    await waitFor('.getting-started-media img');
    await screenshot('walkthrough');
  });

  test('the sample is copied as it is', async () => {
    await openSample(uriOf(FOLDER));
    for (const path of [CLIENT, SERVER]) assert.strictEqual(await read(uriOf(`${FOLDER}/contoso/${path}`)), await read(uriOf(path)));
  });

  test('a copy that is there is not written over', async () => {
    await openSample(uriOf(FOLDER));
    const profile = uriOf(`${FOLDER}/contoso/${CLIENT}`);
    await vscode.workspace.fs.writeFile(profile, new TextEncoder().encode('<VPNProfile/>'));
    await remove(uriOf(`${FOLDER}/contoso/${SERVER}`));
    await openSample(uriOf(FOLDER));
    assert.strictEqual(await read(profile), '<VPNProfile/>');
    assert.deepStrictEqual(await vscode.workspace.fs.readDirectory(uriOf(`${FOLDER}/contoso/server`)), []);
  });

  test('a file of the name of the sample is left alone, and a message says so', async function () {
    needsWindow(this);
    const file = uriOf(`${FOLDER}/contoso`);
    await vscode.workspace.fs.createDirectory(uriOf(FOLDER));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('mine'));
    await openSample(uriOf(FOLDER));
    await waitFor('.notification-toast:has-text("contoso is a file")');
    assert.strictEqual(await read(file), 'mine');
  });

  test('beside the walkthrough the profile is opened, and its deployment can be shown from there', async function () {
    needsWindow(this);
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false);
    await waitFor('.getting-started-step');
    await vscode.commands.executeCommand('aovpn.openSampleProfile');
    await until(
      () => vscode.window.activeTextEditor?.document.uri.path,
      (shown) => shown?.endsWith(CLIENT) === true,
    );
    await vscode.commands.executeCommand('aovpn.showDeployment');
    await waitFor('.tab:has-text("Deployment")');
  });
});
