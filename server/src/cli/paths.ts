import { isAbsolute, relative, resolve } from 'node:path';

/** A path as the output names it: relative to the working directory with forward slashes; as it is where there is no way from there. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  const shown = short === '' ? '.' : isAbsolute(short) ? path : short;
  return process.platform === 'win32' ? shown.replaceAll('\\', '/') : shown;
}

/** Whether a path is a folder or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way !== '..' && !/^\.\.[\\/]/.test(way);
}

/** A path of the command line, made absolute. */
export function absolute(path: string, cwd: string): string {
  return resolve(cwd, path);
}
