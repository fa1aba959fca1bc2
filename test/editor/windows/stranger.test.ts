import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { choose, deploymentView, emptyFolder, picture, putCursor, signalServer, windowFor, windowOfSample, windowTest } from './window.ts';

const SAID = '.notification-toast, .monaco-dialog-box, .quick-input-widget:visible, .editor-group-container .tab';

windowTest('where there is nothing for it to do, the extension shows nothing', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'notes.md'), '# Notes\n');
  const page = await windowFor({ folder });
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'notes.md' }).waitFor();
  // Whatever is shown at the start is there before a command has been looked for and one has run.
  await choose(page, '>Developer: Show Running Extensions', 'Show Running Extensions');
  await page.locator('.runtime-extensions-editor .monaco-list-row').first().waitFor();
  expect(await page.locator(SAID).allInnerTexts()).toEqual(['Running Extensions']);
  // It has not even been started.
  expect(await page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Always On VPN' }).count()).toBe(0);
});

windowTest('in a folder of profiles it marks their names, and says nothing more', async () => {
  const page = await windowOfSample();
  expect(await page.locator('.notification-toast, .monaco-dialog-box').allInnerTexts()).toEqual([]);
});

windowTest(
  'the walkthrough leads from an empty window to a mended profile and a profile of one’s own',
  async () => {
    const folder = join(emptyFolder(), 'work');
    mkdirSync(folder);
    const page = await windowFor({});
    await choose(page, '>Welcome: Open Walkthrough', 'Open Walkthrough');
    const lists = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Get started with Always On VPN' });
    await page.locator('.quick-input-widget input.input').fill('Get started with Always');
    await lists.waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.getting-started-step').first().waitFor();
    await page.getByRole('button', { name: 'Open the Sample', exact: true }).click();
    const path = page.locator('.quick-input-widget input.input');
    await path.fill(`${folder}/`);
    // The dialog has read the folder then. A row may keep what it said before, where nobody sees it.
    await page.locator('.quick-input-list .monaco-list-row .label-name', { hasText: /^\.\.$/ }).waitFor();
    await page.locator('.quick-input-widget .monaco-button', { hasText: 'Put the Sample Here' }).click();

    // The window opens the copy by itself, and the walkthrough goes on there.
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'server' }).waitFor();
    await page.locator('.getting-started-step').first().waitFor();
    const step = (title: string) => page.locator('.getting-started-step', { hasText: title });
    await step('See what will not work').click();
    await picture(page, 'walkthrough');
    await page.getByRole('button', { name: 'Open the Profile', exact: true }).click();
    await page.locator('.squiggly-error').first().waitFor();
    await putCursor(page, 'Group14');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row.focused', { hasText: "Use the server's value here" }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.editor-instance .view-line', { hasText: '<DHGroup>ECP384</DHGroup>' }).waitFor();
    await page.keyboard.press('Control+s');
    await expect.poll(() => readFileSync(join(folder, 'contoso/client/profile-user.xml'), 'utf8')).toContain('<DHGroup>ECP384</DHGroup>');

    await page.locator('.tab', { hasText: 'Walkthrough' }).click();
    await step('Show the deployment').click();
    await page.getByRole('button', { name: 'Show Deployment', exact: true }).click();
    await deploymentView(page).locator('.summary', { hasText: 'contoso' }).waitFor();
    await picture(page, 'walkthrough-deployment');
  },
  110_000,
);

windowTest(
  'the deployment view is as it was when the window is loaded again',
  async () => {
    const page = await windowOfSample();
    await choose(page, '>Always On VPN: Show Deployment', 'Show Deployment');
    const view = deploymentView(page);
    await view.locator('.summary', { hasText: '13868' }).waitFor();
    const before = await view.locator('.summary').innerText();
    await view.locator('.filter input').check();
    await view.locator('body').evaluate('window.scrollTo(0, 200)');
    await expect.poll(() => view.locator('body').evaluate('window.scrollY')).toBe(200);
    await Promise.all([page.waitForEvent('load'), choose(page, '>Developer: Reload Window', 'Reload Window')]);
    await view.locator('.summary', { hasText: '13868' }).waitFor({ timeout: 60_000 });
    expect(await view.locator('.summary').innerText()).toBe(before);
    expect(await view.locator('.filter input').isChecked()).toBe(true);
    await expect.poll(() => view.locator('body').evaluate('window.scrollY')).toBe(200);
  },
  110_000,
);

windowTest(
  'a server that crashes is started again, knows what is open, and one message says so',
  async () => {
    const page = await windowOfSample();
    await putCursor(page, 'Group14');
    await page.keyboard.press('Home');
    for (const typed of ['<!-- not ', 'saved -->']) {
      // What is not saved is not on the disk that the next server reads. It crashes before it has read what it is told.
      await expect.poll(() => signalServer('SIGSTOP')).toBe(1);
      await page.keyboard.type(typed);
      signalServer('SIGKILL');
      await page.locator('.notification-toast', { hasText: 'was started again' }).waitFor();
      await expect.poll(() => page.locator('.squiggly-error').count()).toBeGreaterThan(0);
    }
    expect(await page.locator('.notification-toast').count()).toBe(1);
    // The server answers about the text that is shown: the fix is at the place to which it has moved. Until it has read the folder again there is none.
    await putCursor(page, 'Group14');
    await expect
      .poll(
        async () => {
          await page.keyboard.press('Control+.');
          await page
            .locator('.action-widget')
            .waitFor({ timeout: 2000 })
            .catch(() => undefined);
          return page.locator('.action-widget .monaco-list-row.focused').allInnerTexts();
        },
        { timeout: 30_000 },
      )
      .toEqual([expect.stringContaining("Use the server's value here")]);
    await page.keyboard.press('Enter');
    await page.locator('.editor-instance .view-line', { hasText: '<!-- not saved --><DHGroup>ECP384</DHGroup>' }).waitFor();
    await picture(page, 'crash');
  },
  110_000,
);
