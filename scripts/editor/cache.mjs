// @ts-check
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './paths.mjs';
import { progress } from './problem.mjs';

/**
 * A folder of the cache, filled the first time. It is filled under another name and renamed when complete: a folder with
 * the final name is never half-finished, and two runs at the same time do not disturb each other.
 * @param {string} name includes the version of everything inside
 * @param {(folder: string) => Promise<void>} fill
 */
export async function cached(name, fill) {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) return folder;
  mkdirSync(cacheFolder, { recursive: true });
  removeAbandoned();
  const unfinished = `${folder}.unfinished-${process.pid}`;
  mkdirSync(unfinished);
  try {
    await fill(unfinished);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    // Another run was faster; what it made is the same.
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

function removeAbandoned() {
  for (const name of readdirSync(cacheFolder)) {
    const pid = /\.unfinished-(\d+)$/.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    progress(`removing ${name}, left by an interrupted run`);
    rmSync(join(cacheFolder, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
