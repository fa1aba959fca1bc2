import { parentUri, uriSegments, uriScheme } from '../core/uri.ts';

/** A folder of the workspace tree, outermost segment first. */
export interface Folder {
  readonly root: string;
  readonly segments: readonly string[];
}

/** The workspace folder that a file belongs to: the deepest one that holds it, else the file's own folder. */
export function rootOf(uri: string, roots: readonly string[]): string {
  if (roots.length === 1 && roots[0] !== undefined && isUnder(uri, roots[0])) return roots[0];
  let best: string | undefined;
  for (const root of roots) if (isUnder(uri, root) && (best === undefined || root.length > best.length)) best = root;
  return best ?? parentUri(uri);
}

/** The segments of a file's folder. The same list for all files of a folder that are asked about in a row. */
export function folderOf(uri: string): readonly string[] {
  const parent = parentUri(uri);
  if (last.parent !== parent) last = { parent, segments: uriSegments(uri).slice(0, -1) };
  return last.segments;
}

/** Files are asked about folder by folder. */
let last: { readonly parent: string; readonly segments: readonly string[] } = { parent: '', segments: [] };

/** A folder of a workspace folder as a text. */
export function folderKey(root: string, folder: readonly string[]): string {
  return `${root}\n${folder.join('/')}`;
}

/** Whether a file or folder lies at or below a folder. Both are normalised URIs. */
export function isUnder(uri: string, folder: string): boolean {
  const base = folder.endsWith('/') ? folder.slice(0, -1) : folder;
  return uri === base || uri.startsWith(`${base}/`);
}

/** The path of a file relative to a folder that holds it, with forward slashes; `undefined` when it does not. */
export function relativePath(uri: string, folder: string): string | undefined {
  if (uriScheme(uri) !== uriScheme(folder)) return undefined;
  const base = uriSegments(folder);
  const segments = uriSegments(uri);
  if (base.some((segment, index) => segments[index] !== segment)) return undefined;
  return segments.slice(base.length).join('/');
}

/** Folder names that say what their files are for, not whose they are. Singular; a plural counts as well. */
const ROLES = new Set(
  (
    'client user device profile profilexml xml tunnel endpoint laptop workstation machine computer ' +
    'server rras ras remoteaccess vpnserver gateway nps infrastructure infra backend ' +
    'lb slb loadbalancer loadbalancing balancer balancing f5 bigip ltm citrix netscaler adc ns kemp loadmaster haproxy nginx ' +
    'script powershell ps ps1 deploy deployment deployed install setup tool automation build ' +
    'output capture captured console log transcript diagnostic troubleshooting ' +
    'policy config configuration conf registry reg cmdlet intune mdm sccm configmgr gpo gp vpn aovpn ikev2'
  ).split(' '),
);

/**
 * Whether two sibling folders are named after roles of one deployment (`client` and `server`), not after two deployments.
 * What is left of the names without the role words must be the same: `berlin-client` and `berlin-server`.
 */
export function rolesAgree(one: string, other: string): boolean {
  const a = splitName(one);
  const b = splitName(other);
  return a.hasRole && b.hasRole && a.rest === b.rest;
}

/** What the names of folders say besides roles: whose files they hold. Empty when they only say roles. */
export function ownNames(folders: readonly string[]): string {
  return folders
    .map((name) => splitName(name).rest)
    .filter((rest) => rest !== '')
    .join('/');
}

function splitName(name: string): { hasRole: boolean; rest: string } {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/^\d+$/.test(word));
  const joined = words.join('');
  if (isRole(joined)) return { hasRole: true, rest: '' };
  return { hasRole: words.some(isRole), rest: words.filter((word) => !isRole(word)).join(' ') };
}

function isRole(word: string): boolean {
  if (ROLES.has(word)) return true;
  const singular = word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.endsWith('s') ? word.slice(0, -1) : word;
  return ROLES.has(singular);
}

/** The innermost folder that two files lie in, as URI; empty where they have none in common. */
export function commonFolder(a: string, b: string): string {
  let folder = a.slice(0, a.lastIndexOf('/'));
  while (!b.startsWith(`${folder}/`) && folder.includes('/')) folder = folder.slice(0, folder.lastIndexOf('/'));
  return folder;
}
