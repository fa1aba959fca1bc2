import { suite, suiteSetup, suiteTeardown, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { CLIENT, findings, select, SERVER, until, uriOf } from './editor.ts';
import { needsWindow, openLightBulb, press, resize, screenshot, view, waitFor } from './host.ts';

/** The pictures of the README and of the walkthrough. `npm run pictures` takes them and puts them where they belong. */
suite('the pictures', () => {
  const settings = (value: false | undefined): Promise<unknown> =>
    Promise.all(
      ['editor.minimap.enabled', 'workbench.statusBar.visible', 'window.commandCenter', 'workbench.layoutControl.enabled'].map((key) =>
        vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global),
      ),
    );
  const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(command);

  suiteSetup(async function () {
    needsWindow(this);
    await settings(false);
  });

  teardown(async () => {
    await press('Escape');
    await run('workbench.action.closeAllEditors');
    await run('workbench.action.closePanel');
    await run('workbench.action.closeSidebar');
    await resize(1280, 800);
  });

  suiteTeardown(async () => {
    await settings(undefined);
  });

  const open = async (path: string, viewColumn: vscode.ViewColumn): Promise<vscode.TextEditor> =>
    vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(path)), { viewColumn, preview: false });
  /** The profile, with the cursor on the value that the server says otherwise, and all that there is to report. */
  const openProfile = async (): Promise<void> => {
    const editor = await open(CLIENT, vscode.ViewColumn.One);
    await until(
      () => findings(CLIENT).length + findings(SERVER).length,
      (count) => count === 5,
    );
    select(editor, 'Group14');
  };
  const openDeployment = async (): Promise<void> => {
    await run('aovpn.showDeployment');
    await until(
      () => view.texts('.summary'),
      ([summary]) => summary?.includes('13868') === true,
    );
  };

  test('both files, the light bulb and the Problems panel', async () => {
    await run('workbench.action.closeSidebar');
    await open(SERVER, vscode.ViewColumn.Two);
    await openProfile();
    await run('workbench.actions.view.problems');
    await waitFor('.markers-panel .monaco-list-row');
    await openProfile();
    await run('workbench.action.focusFirstEditorGroup');
    await openLightBulb();
    await screenshot('mismatch');
  });

  test('the deployment beside the profile', async () => {
    await run('workbench.action.closeSidebar');
    await openProfile();
    await openDeployment();
    await screenshot('deployment');
  });

  test('walkthrough: the sample', async () => {
    await resize(760, 430);
    await run('workbench.view.explorer');
    await open(SERVER, vscode.ViewColumn.One);
    await openProfile();
    await run('workbench.files.action.showActiveFileInExplorer');
    await waitFor('.explorer-folders-view .monaco-list-row:has-text("profile-user.xml")');
    await run('workbench.action.focusActiveEditorGroup');
    await screenshot('open-sample');
  });

  test('walkthrough: the finding', async () => {
    await resize(760, 500);
    await run('workbench.action.closeSidebar');
    await openProfile();
    await run('workbench.actions.view.problems');
    await waitFor('.markers-panel .monaco-list-row');
    await openProfile();
    await screenshot('see-finding');
  });

  test('walkthrough: the fixes', async () => {
    await resize(760, 430);
    await run('workbench.action.closeSidebar');
    await openProfile();
    await run('workbench.action.focusActiveEditorGroup');
    await openLightBulb();
    await screenshot('fix');
  });

  test('walkthrough: the deployment', async () => {
    await run('workbench.action.closeSidebar');
    await openProfile();
    await openDeployment();
    await run('workbench.action.closeEditorsInOtherGroups');
    await resize(860, 520);
    await screenshot('show-deployment', '.part.editor');
  });

  test('walkthrough: the questions', async () => {
    await resize(760, 430);
    await run('workbench.action.closeSidebar');
    await openProfile();
    // Ends when the box is closed.
    void run('aovpn.newProfile');
    await waitFor('.quick-input-widget .monaco-list-row');
    await screenshot('new-profile');
  });
});
