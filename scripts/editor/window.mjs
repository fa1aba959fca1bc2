// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { temporaryFolder } from './cleanup.mjs';
import { vscodeServer } from './code-server.mjs';
import { outputFolder, vsixFile } from './paths.mjs';
import { installExtension, startServer, workbenchAddress } from './server.mjs';
import { createProfile } from './settings.mjs';

/** Where pictures of these windows go. */
export const pictures = join(outputFolder, 'windows');

/**
 * Opens a window of VS Code as a stranger has it: a fresh profile, the extension installed from its file, and nothing of a test inside. What ends the
 * extension host, such as another folder or a reload, can only be tried in such a one.
 * @param {{ folder?: string, language?: string }} [options] the folder to open, and the language that VS Code speaks
 * @returns {Promise<import('./window.d.mts').EditorWindow>}
 */
export async function openWindow({ folder, language } = {}) {
  const temporary = temporaryFolder();
  const profile = createProfile(temporary);
  if (language !== undefined) addLanguage(profile, language);
  const build = await vscodeServer();
  await installExtension(build, profile, vsixFile());
  // Without gallery the editor does not look for extensions.
  const server = await startServer(build, profile, { env: { EXTENSIONS_GALLERY: '{}' }, ...(language !== undefined && { language }) });
  const browser = await launchBrowser(temporary);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: language ?? 'en-US' });
  const page = await context.newPage();
  /** @type {string[]} */
  const elsewhere = [];
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    // What is called so never leaves the browser: it is how a page shown by an editor names files, and the editor answers.
    if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1' && !hostname.endsWith('.vscode-resource.vscode-cdn.net')) elsewhere.push(request.url());
  });
  await page.goto(workbenchAddress(server.port, folder === undefined ? {} : { folder }));
  mkdirSync(pictures, { recursive: true });
  return {
    page,
    elsewhere,
    extensions: profile.extensions,
    async close() {
      await browser.close();
      server.stop();
    },
  };
}

/**
 * What a language pack leaves in a profile. It has not one text: the editor goes on in English, and extensions hear of the language.
 * @param {{ userData: string }} profile
 * @param {string} language
 */
function addLanguage({ userData }, language) {
  const translations = join(userData, `main.i18n.${language}.json`);
  writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: language,
    extensions: [{ extensionIdentifier: { id: `aovpn-test.${language}` }, version: '1.0.0' }],
    translations: { vscode: translations },
  };
  writeFileSync(join(userData, 'languagepacks.json'), JSON.stringify({ [language]: { ...pack, label: language } }));
}
