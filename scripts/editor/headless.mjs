// @ts-check
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { bundleSuite } from './bundle-suite.mjs';
import { vscodeServer } from './code-server.mjs';
import { startControl } from './control.mjs';
import { pageActions } from './page-actions.mjs';
import { suiteExtension } from './paths.mjs';
import { Problem, progress } from './problem.mjs';
import { installExtension, startServer, workbenchAddress } from './server.mjs';

/**
 * Runs the suite in the VS Code server, with its workbench in a headless browser.
 * @param {import('./run-suite.mjs').SuiteRun} run
 * @returns {Promise<number>} exit code
 */
export async function runHeadless(run) {
  const { round } = run;
  const log = createLog(run.output);
  const build = await vscodeServer(round.release);
  const browser = await launchBrowser(run.temporary);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US' });
  const page = await context.newPage();
  let reported = 0;
  const control = await startControl({
    ...pageActions(() => page, run.output),
    /** @param {{ line: string }} request */
    report({ line }) {
      reported++;
      console.log(line);
    },
  });
  const suiteEnv = { ...run.env, AOVPN_EDITOR_CONTROL: control.address };
  const tests = await bundleSuite(
    round.host,
    suiteEnv,
    round.virtual === undefined ? {} : filesOf(run.workspace, new URL(round.virtual).pathname),
    round.folders === true,
  );
  // Without gallery the editor does not look for extensions.
  const env = { ...suiteEnv, EXTENSIONS_GALLERY: '{}' };
  let lose = (/** @type {Problem} */ _problem) => {};
  /** @type {Promise<never>} */
  const lost = new Promise((_, reject) => (lose = reject));
  // Awaited only once the page is open.
  lost.catch(() => {});
  const watch = (/** @type {string} */ text) => {
    log.write(text);
    // The window would offer to restart it, and wait.
    if (/Extension Host Process exited with code: (?!0,)/.test(text)) lose(new Problem(`the extension host crashed; see ${log.file}`));
  };
  await installExtension(build, run.profile, run.vsix);
  const server = await startServer(build, run.profile, { env, log: watch, trusted: round.trusted });
  progress(`round "${round.name}": the VS Code server ${build.version}, ${browser.browserType().name()} ${browser.version()}`);

  let finish = (/** @type {number} */ _code) => {};
  /** @type {Promise<number>} */
  const finished = new Promise((resolve) => (finish = resolve));
  // The workbench calls it when the suite's run() has settled; it must be there before the page loads.
  await page.exposeFunction('codeAutomationExit', finish);
  page.on('console', (message) => log.write(`[window] ${message.text().replace(/^%c *(\w+) color: \S+/, '$1')}\n`));
  page.on('crash', () => lose(new Problem('the page of the editor crashed')));
  browser.on('disconnected', () => lose(new Problem('the browser ended')));

  await page.goto(workbenchAddress(server.port, { folder: round.virtual ?? run.workspace, extension: suiteExtension, tests }));
  const code = await Promise.race([finished, lost, server.failed]);
  control.close();
  await browser.close();
  server.stop();
  if (reported === 0) throw new Problem(`the suite did not start; see ${log.file}`);
  return code === 0 ? 0 : 1;
}

/**
 * What a virtual folder is to hold, by path.
 * @param {string} source
 * @param {string} folder
 */
function filesOf(source, folder) {
  const entries = readdirSync(source, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [`${folder}/${relative(source, path)}`, readFileSync(path, 'utf8')]));
}

/**
 * Everything the editor says, for when a run goes wrong; too much for the console.
 * @param {string} folder
 */
function createLog(folder) {
  // A picture of an earlier failure would mislead.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'editor.log');
  writeFileSync(file, '');
  const verbose = Boolean(process.env.AOVPN_EDITOR_VERBOSE);
  /** @param {string} text */
  const write = (text) => {
    appendFileSync(file, text);
    if (verbose) process.stderr.write(text);
  };
  return { file, write };
}
