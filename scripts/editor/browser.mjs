// @ts-check
import { accessSync, constants, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findOnPath } from './command.mjs';
import { npmChromium } from './npm-chromium.mjs';
import { messageOf, Problem } from './problem.mjs';

const systemBrowsers = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
const args = [
  ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  // The editor is on this machine; nothing else has to be reached.
  '--no-proxy-server',
];

/**
 * Starts a headless browser: the one named by CHROME_PATH, the system's, or one from npm.
 * @param {string} temporary a folder for its files
 */
export async function launchBrowser(temporary) {
  const named = process.env.CHROME_PATH;
  if (named) return launch(checkExecutable(named));
  for (const name of systemBrowsers) {
    const executable = findOnPath(name);
    if (executable === undefined) continue;
    try {
      return await launch(executable);
    } catch {
      // Some distributions put a stub there which only says how to install the real one.
    }
  }
  const { executable, libraries, fonts } = await npmChromium();
  const env = { ...process.env, FONTCONFIG_FILE: writeFontConfig(temporary, fonts), LD_LIBRARY_PATH: libraries };
  return launch(executable, env);
}

/** @param {string} path */
function checkExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    throw new Problem(`CHROME_PATH names ${path}, which is no executable file`);
  }
}

/**
 * @param {string} executable
 * @param {NodeJS.ProcessEnv} env
 */
async function launch(executable, env = process.env) {
  try {
    // Signals are handled here, together with the editor.
    return await chromium.launch({ executablePath: executable, args, env: defined(env), handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false });
  } catch (error) {
    const [summary = '', ...details] = messageOf(error).split('\n');
    // Of the long account of the attempt, what the browser itself said.
    const said = details.filter((line) => line.includes('[err]')).slice(0, 5);
    throw new Problem([`the browser ${executable} does not start: ${summary}`, ...said].join('\n'));
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Record<string, string>}
 */
function defined(env) {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/**
 * A machine without desktop usually has no fonts, and then every text is invisible. Only ours are offered, so that
 * screenshots look the same everywhere.
 * @param {string} temporary
 * @param {string[]} folders
 */
function writeFontConfig(temporary, folders) {
  const prefer = (/** @type {string} */ family, /** @type {string} */ font) =>
    `<alias binding="same"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders.map((folder) => `<dir>${folder}</dir>`),
    `<cachedir>${join(temporary, 'font-cache')}</cachedir>`,
    prefer('system-ui', 'Open Sans'),
    prefer('sans-serif', 'Open Sans'),
    prefer('serif', 'DejaVu Serif'),
    prefer('monospace', 'DejaVu Sans Mono'),
    '</fontconfig>',
  ];
  const file = join(temporary, 'fonts.conf');
  writeFileSync(file, lines.join('\n'));
  return file;
}
