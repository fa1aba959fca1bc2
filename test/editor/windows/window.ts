import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FrameLocator, Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { openWindow, pictures, type EditorWindow } from '../../../scripts/editor/window.mjs';

const SAMPLE = fileURLToPath(new URL('../../../samples/contoso', import.meta.url));

/** A test with windows of its own. They are those of the VS Code server, which runs nowhere else. */
export const windowTest = test.skipIf(process.platform !== 'linux' || process.arch !== 'x64');

/** What is to be closed and removed after the running test. */
const afterwards: (() => unknown)[] = [];

afterEach(async ({ task }) => {
  const [picture, ...rest] = afterwards.splice(0).reverse();
  if (task.result?.state === 'fail') await shown?.page.screenshot({ path: join(pictures, `failed-${task.name.replace(/\W+/g, '-').slice(0, 80)}.png`) });
  for (const undo of [picture, ...rest]) await undo?.();
});

let shown: EditorWindow | undefined;

/** A window for the running test. Fails that test where the window has asked anything of another machine. */
export async function windowFor(options: Parameters<typeof openWindow>[0]): Promise<Page> {
  shown = undefined;
  const opened = await openWindow(options);
  shown = opened;
  afterwards.push(async () => {
    await opened.close();
    expect(opened.elsewhere).toEqual([]);
  });
  await opened.page.locator('.monaco-workbench .statusbar').waitFor();
  return opened.page;
}

/** Sends a signal to the language server of the running test's window. Returns how many there were. */
export function signalServer(signal: NodeJS.Signals): number {
  const { extensions = '' } = shown ?? {};
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const servers = processes.filter((id) => {
    const words = commandOf(id);
    return words[1]?.startsWith(extensions) === true && words[1].endsWith('server.cjs');
  });
  for (const id of servers) process.kill(Number(id), signal);
  return servers.length;
}

/** The words with which a process was started; none for one that has ended. */
function commandOf(id: string): string[] {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** An empty folder for the running test, with its real path. */
export function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'aovpn-window-')));
  afterwards.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the sample for the running test. */
function sample(): string {
  const folder = join(emptyFolder(), 'contoso');
  cpSync(SAMPLE, folder, { recursive: true });
  return folder;
}

/** A window of such a copy, with a profile shown and its errors marked. */
export async function windowOfSample(options: { readonly language?: string } = {}): Promise<Page> {
  const page = await windowFor({ ...options, folder: sample() });
  await choose(page, 'profile-user.xml', 'profile-user.xml');
  await page.locator('.squiggly-error').first().waitFor();
  return page;
}

/** Chooses what stands first when this is typed behind the sign of a list: `>` for commands, none for files. */
export async function choose(page: Page, text: string, entry: string): Promise<void> {
  await page.keyboard.press(text.startsWith('>') ? 'F1' : 'Control+p');
  const input = page.locator('.quick-input-widget input.input');
  await input.fill(text);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: entry }).waitFor();
  await page.keyboard.press('Enter');
}

/** Where a text is the one of the active editor's line that is clicked, the cursor gets there. */
export async function putCursor(page: Page, text: string): Promise<void> {
  await page.locator('.editor-instance .view-line span', { hasText: text }).last().click();
}

/** The page of the deployment view. */
export function deploymentView(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('#active-frame');
}

export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
