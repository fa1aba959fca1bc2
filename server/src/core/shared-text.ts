import { ownCopy } from './own-copy.ts';

/** More than these are hardly ever said of the files of one workspace. */
const MOST = 10_000;

const known = new Map<string, string>();

/** The same text, once for all who say it: what is found in one of thousands of files is mostly found in many of them. */
export function sharedText(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= MOST) known.clear();
  const own = ownCopy(text);
  known.set(own, own);
  return own;
}
