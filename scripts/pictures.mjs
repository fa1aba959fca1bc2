/**
 * Takes the pictures of the README and of the walkthrough anew, in a real editor, and puts them where they belong. LOOK at them before they are committed.
 *
 *   npm run pictures
 */
// @ts-check
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from './editor/browser.mjs';
import { exitOnSignals, temporaryFolder } from './editor/cleanup.mjs';
import { outputFolder, repository } from './editor/paths.mjs';
import { Problem, runMain } from './editor/problem.mjs';

const README = ['mismatch', 'deployment'];
/** Those of the walkthrough are in the package, which has to be small. */
const WALKTHROUGH = ['open-sample', 'see-finding', 'fix', 'show-deployment', 'new-profile'];
const MOST_BYTES = 110 * 1024;
/** As large as a walkthrough shows them, with letters that can be read. */
const SCALE = 0.75;
const QUALITY = 0.5;

await runMain(async () => {
  exitOnSignals();
  const { status } = spawnSync(process.execPath, [join(repository, 'scripts/editor/run-suite.mjs'), '--round', 'node', '--grep', '^the pictures'], {
    stdio: 'inherit',
    // On the desktop nobody drives the window, and no picture is taken.
    env: { ...process.env, AOVPN_EDITOR: 'server' },
  });
  if (status !== 0) throw new Problem('the pictures could not be taken');
  const taken = (/** @type {string} */ name) => join(outputFolder, 'node', `${name}.png`);

  mkdirSync(join(repository, 'docs/images'), { recursive: true });
  for (const name of README) copyFileSync(taken(name), join(repository, 'docs/images', `${name}.png`));

  const browser = await launchBrowser(temporaryFolder());
  const page = await browser.newPage();
  mkdirSync(join(repository, 'media'), { recursive: true });
  let total = 0;
  for (const name of WALKTHROUGH) {
    const bytes = await reduced(page, readFileSync(taken(name)));
    writeFileSync(join(repository, 'media', `${name}.webp`), bytes);
    console.log(`media/${name}.webp: ${bytes.length} bytes`);
    total += bytes.length;
  }
  await browser.close();
  if (total > MOST_BYTES) throw new Problem(`the pictures of the walkthrough have ${total} bytes, and ${MOST_BYTES} is the most`);
  return 0;
});

/**
 * The picture as WebP, which the browser writes by itself.
 * @param {import('playwright-core').Page} page
 * @param {Buffer} png
 */
async function reduced(page, png) {
  const source = `data:image/png;base64,${png.toString('base64')}`;
  const url = await page.evaluate(`(async () => {
    const image = new Image();
    image.src = ${JSON.stringify(source)};
    await image.decode();
    const [width, height] = [image.width, image.height].map((size) => Math.round(size * ${SCALE}));
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, width, height);
    return canvas.toDataURL('image/webp', ${QUALITY});
  })()`);
  const [head = '', content = ''] = String(url).split(',');
  if (!head.includes('image/webp')) throw new Problem('this browser writes no WebP');
  return Buffer.from(content, 'base64');
}
