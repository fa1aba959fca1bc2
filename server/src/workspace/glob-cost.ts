/** More of these in one name, or of `**` in one path, are not tried: the time grows with the length of the path to the power of their number. */
const MOST = 4;
const LONGEST = 1000;

/**
 * Whether a glob can be compared with any path in a time that nobody notices. A project file comes with a folder, and so may a path that is made
 * for it: one pattern of a few letters could keep an editor busy for hours.
 */
export function isCheapGlob(pattern: string): boolean {
  // A repeated alternative, and one in another or right behind one, is tried in every combination.
  const combines = /[+*]\(|[@!?]\([^)]*\(|[@!?]\([^)]*$|\)[+*?@!([{]/.test(pattern);
  return !combines && hasFewWildcards(pattern.replaceAll('!(', '*('));
}

/** The same for a pattern of `.gitignore`, in which brackets of that kind are text. */
export function hasFewWildcards(pattern: string): boolean {
  const names = pattern.split('/');
  const folders = names.filter((name) => name.includes('**')).length;
  return pattern.length <= LONGEST && folders <= MOST && names.every((name) => name.split(/\*+/).length <= MOST + 1);
}
