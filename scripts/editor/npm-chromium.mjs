// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache.mjs';
import { capture, npmInstall } from './command.mjs';
import { Problem, progress } from './problem.mjs';

// The last release line for Node 20.
const sparticuz = '143.0.4';
const fonts = '2.37.3';

/**
 * A headless Chromium whose npm package carries the browser itself, together with libraries and fonts that a minimal
 * system lacks.
 */
export async function npmChromium() {
  const folder = await cached(`chromium-${sparticuz}`, install);
  return {
    executable: join(folder, 'browser/chromium'),
    libraries: join(folder, 'browser/al2023/lib'),
    fonts: [join(folder, 'browser/fonts'), join(folder, 'node_modules/dejavu-fonts-ttf/ttf')],
  };
}

/** @param {string} folder */
async function install(folder) {
  progress('no Chrome or Chromium found; fetching a headless Chromium (once)');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  await npmInstall(folder, [`@sparticuz/chromium@${sparticuz}`, `dejavu-fonts-ttf@${fonts}`]);

  progress('unpacking it');
  const browser = join(folder, 'browser');
  mkdirSync(browser);
  const unpack = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
  // It unpacks to the temporary folder, and its libraries only where it believes to be in the cloud.
  const env = { ...process.env, TMPDIR: browser, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const { code, output } = await capture(process.execPath, ['--input-type=module', '--eval', unpack], { cwd: folder, env });
  if (code !== 0) throw new Problem(`Chromium could not be unpacked:\n${output}`);
}
