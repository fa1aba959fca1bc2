// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../editor/browser.mjs';
import { temporaryFolder } from '../editor/cleanup.mjs';
import { vscodeServer } from '../editor/code-server.mjs';
import { vsixFile } from '../editor/paths.mjs';
import { installExtension, startServer, workbenchAddress } from '../editor/server.mjs';
import { createProfile } from '../editor/settings.mjs';
import { median } from './statistics.mjs';

const ROUNDS = 10;
/** Names as the editor shows them, and a file that starts each. */
const OURS = { name: 'Always On VPN', file: 'script.ps1', text: 'Set-VpnServerConfiguration -CustomPolicy -EncryptionMethod AES256\n' };
const PEER = { name: 'JSON Language Features', file: 'data.json', text: '{}\n' };
const QUIET = 1500;
const PATIENCE = 60_000;

/**
 * What the extension costs an extension host until the next one has its turn, in milliseconds and in times of the extension for JSON that every Visual Studio Code
 * brings along: loading the code and the call of `activate`, as the editor itself measures and shows them. Each window has an extension host of its own.
 * @returns {Promise<Record<string, number> | { [name: string]: import('./peers.mjs').Absent }>}
 */
export async function activation() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const absent = { absent: 'the server build of Visual Studio Code runs on Linux x64 only' };
    return { 'activation-time': absent, 'activation-per-json': absent };
  }
  const temporary = temporaryFolder();
  const folder = join(temporary, 'folder');
  mkdirSync(folder);
  for (const { file, text } of [OURS, PEER]) writeFileSync(join(folder, file), text);
  const build = await vscodeServer();
  const profile = createProfile(temporary);
  await installExtension(build, profile, vsixFile());
  const server = await startServer(build, profile, { env: { EXTENSIONS_GALLERY: '{}' } });
  const browser = await launchBrowser(temporary);
  try {
    /** @type {{ ours: number, peer: number }[]} */
    const rounds = [];
    // The first window has everything to make that an editor keeps. In the others each is the first to start in turn.
    for (let round = 0; round <= ROUNDS; round++) {
      rounds.push(await measured(browser, workbenchAddress(server.port, { folder }), round % 2 === 0 ? [OURS, PEER] : [PEER, OURS]));
    }
    const ours = median(rounds.slice(1).map((times) => times.ours));
    return { 'activation-time': ours, 'activation-per-json': ours / median(rounds.slice(1).map((times) => times.peer)) };
  } finally {
    await browser.close();
    server.stop();
  }
}

/**
 * The times of both extensions in one window.
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {readonly { file: string }[]} order in which they are started
 */
async function measured(browser, address, order) {
  // High enough for all extensions that run.
  const page = await browser.newPage({ viewport: { width: 1000, height: 2400 } });
  page.setDefaultTimeout(PATIENCE);
  try {
    await page.goto(address);
    await page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor();
    for (const { file } of order) {
      // Not while the editor or another extension starts.
      await page.waitForTimeout(QUIET);
      await page.locator(`.explorer-folders-view .monaco-list-row:has-text("${file}")`).dblclick();
      await page.locator(`.tab:has-text("${file}")`).waitFor();
    }
    await page.waitForTimeout(QUIET);
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().fill('>Developer: Show Running Extensions');
    await page.locator('.quick-input-list .monaco-list-row:has-text("Show Running Extensions")').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(4000);
    await page.screenshot({ path: '/tmp/act.png' });
    return { ours: await timeOf(page, OURS.name), peer: await timeOf(page, PEER.name) };
  } finally {
    await page.close();
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} extension
 */
async function timeOf(page, extension) {
  const row = page.locator(`.runtime-extensions-editor .monaco-list-row:has(.name:text-is("${extension}"))`);
  const shown = row.locator('.activation-time', { hasText: /(?<!\d)\d+ms/ });
  await shown.waitFor();
  return Number(/(?<!\d)(\d+)ms/.exec((await shown.textContent()) ?? '')?.[1]);
}
