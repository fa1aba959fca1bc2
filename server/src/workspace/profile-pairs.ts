import { isComplete } from '../model/profile/observed.ts';
import { parentUri, uriName } from '../core/uri.ts';
import { isDeviceTunnel, type VpnProfile } from '../model/profile/profile.ts';
import type { Analysis } from './analysis.ts';
import { folderOf, rootOf } from './folders.ts';
import type { PinnedFiles } from './pinned-files.ts';
import type { Ref } from './ref.ts';

/** A device tunnel with the user tunnels that ship together with it. */
export interface PairedProfiles {
  readonly device: Ref;
  readonly users: readonly Ref[];
  readonly how: string;
}

interface Placed {
  readonly ref: Ref;
  readonly root: string;
  readonly folder: readonly string[];
  /** `undefined` where the profile does not say in a readable way, or is not whole. */
  readonly isDevice: boolean | undefined;
}

/**
 * Which device tunnels and user tunnels ship together, from the project files and the folders alone. All clients of one
 * deployment do. Of those that no deployment names, the device profile and the user profile of a folder do that holds
 * exactly one of each; one that may be either makes that uncertain, and never across workspace folders.
 * @param analyses those that lie in a folder
 */
export function pairProfiles(analyses: readonly Analysis[], roots: readonly string[], pinned: PinnedFiles): PairedProfiles[] {
  const named = new Set(pinned.all.flatMap(({ clients }) => [...clients]));
  const counts = new Map<string, number>();
  for (const { file, facts } of analyses) {
    if (facts.profiles.length === 0 || named.has(file.uri)) continue;
    const folder = parentUri(file.uri);
    counts.set(folder, (counts.get(folder) ?? 0) + facts.profiles.length);
  }
  // In a folder a pair takes two, and a third one makes it none: most folders need not be looked at.
  const mayPair = (uri: string): boolean => named.has(uri) || counts.get(parentUri(uri)) === 2;
  const placed = analyses.flatMap(({ file: { uri }, facts }) => {
    if (facts.profiles.length === 0 || !mayPair(uri)) return [];
    const base = { root: rootOf(uri, roots), folder: folderOf(uri) };
    return facts.profiles.map((profile): Placed => ({ ...base, ref: { uri, key: profile.key }, isDevice: kindOf(profile) }));
  });
  return [
    ...pinnedPairs(
      placed.filter(({ ref }) => named.has(ref.uri)),
      pinned,
    ),
    ...folderPairs(placed.filter(({ ref }) => !named.has(ref.uri))),
  ];
}

function kindOf(profile: VpnProfile): boolean | undefined {
  return isComplete(profile) ? isDeviceTunnel(profile) : undefined;
}

/** One entry for each device profile, with the user profiles of all deployments that it is in. */
function pinnedPairs(placed: readonly Placed[], pinned: PinnedFiles): PairedProfiles[] {
  const users = placed.filter(({ isDevice }) => isDevice === false);
  return placed.flatMap((device) => {
    if (device.isDevice !== true) return [];
    const deployments = pinned.withClient(device.ref.uri);
    const own = users.filter(({ ref }) => deployments.some(({ clients }) => clients.has(ref.uri)));
    const shared = deployments.filter(({ clients }) => own.some(({ ref }) => clients.has(ref.uri)));
    const names = shared.map(({ name }) => name).join(', ');
    const files = [...new Set(shared.map(({ file }) => uriName(file)))].join(', ');
    return own.length === 0 ? [] : [{ device: device.ref, users: own.map(({ ref }) => ref), how: `together in deployment ${names} of ${files}` }];
  });
}

function folderPairs(placed: readonly Placed[]): PairedProfiles[] {
  const folders = new Map<string, Placed[]>();
  for (const each of placed) {
    const key = `${each.root}\n${each.folder.join('/')}`;
    const list = folders.get(key);
    if (list) list.push(each);
    else folders.set(key, [each]);
  }
  return [...folders.values()].flatMap((profiles) => {
    const device = profiles.find(({ isDevice }) => isDevice === true);
    const user = profiles.find(({ isDevice }) => isDevice === false);
    if (!device || !user || profiles.length !== 2) return [];
    return [{ device: device.ref, users: [user.ref], how: `the only device tunnel and the only user tunnel in ${device.folder.at(-1) ?? 'this folder'}` }];
  });
}
