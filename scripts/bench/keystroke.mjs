import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneProfile } from './fleet.mjs';
import { delay, LanguageServer } from './language-server.mjs';
import { percentile } from './statistics.mjs';

/** Of the profile that is typed in, in bytes. */
export const SIZE = 10_000;

/** Where is typed in turn: what nobody else observes, what belongs to the pairing, and what is compared. */
export const PLACES = ['<ProfileName>', '<DnsSuffix>', '<Servers>', '<Address>'];
const WARM_UP = 30;
const MEASURED = 75;
/** Between two keystrokes, in milliseconds: quicker than anyone types, and time for what the last one has set off to get in the way. */
const PAUSE = 20;
/** For one place, in milliseconds: whoever is far too slow is so after fewer keystrokes as well. */
const LONGEST = 5000;

/**
 * How long a keystroke in a profile of ten kilobytes takes to be answered with its diagnostics, over the protocol, with ten
 * thousand files in the workspace and with none but itself. The workspace is pulled as well, as by an editor.
 * @param {import('../bench.mjs').Context} context
 */
export async function keystroke({ folder, customers }) {
  const alone = join(folder, 'alone');
  mkdirSync(alone, { recursive: true });
  writeFileSync(join(alone, 'profile.xml'), oneProfile(SIZE));
  const one = await typingTimes(alone, join(alone, 'profile.xml'));
  const { path, profile } = customers(10_000);
  const many = await typingTimes(path, profile);
  return {
    'keystroke-alone-p95': percentile(one, 0.95),
    'keystroke-p95': percentile(many, 0.95),
    'keystroke-p95-per-alone': percentile(many, 0.95) / percentile(one, 0.95),
  };
}

/**
 * What keystrokes in a profile take with our server, in milliseconds.
 * @param {string} folder
 * @param {string} path
 */
async function typingTimes(folder, path) {
  const server = new LanguageServer();
  await server.start(folder);
  await server.indexed();
  const document = await server.open(path, 'xml', oneProfile(SIZE));
  await document.pull();
  server.onRefresh = () => void document.pull();
  await delay(200);
  const times = await type(document, PLACES, () => document.pull());
  await server.stop();
  return times;
}

/**
 * Types at each of the places in turn, and once more when the engine is warm. Returns what each keystroke of that took, in milliseconds.
 * @param {{ replace(after: string, text: string): void }} document
 * @param {readonly string[]} places what is in front of them
 * @param {() => Promise<unknown>} answered waits for the diagnostics
 */
export async function type(document, places, answered) {
  const times = [];
  for (const { count, isWarm } of [
    { count: WARM_UP, isWarm: false },
    { count: MEASURED, isWarm: true },
  ])
    for (const place of places) {
      const end = performance.now() + LONGEST;
      for (let key = 0; key < count && performance.now() < end; key++) {
        const start = performance.now();
        document.replace(place, '1');
        await answered();
        if (isWarm) times.push(performance.now() - start);
        await delay(PAUSE);
      }
    }
  return times;
}
