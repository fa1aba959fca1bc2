import { push } from '../core/groups.ts';
import { lazy } from '../core/lazy.ts';
import { hostUri, parentUri, uriScheme } from '../core/uri.ts';
import { isComplete } from '../model/profile/observed.ts';
import { isDeviceTunnel, type VpnProfile } from '../model/profile/profile.ts';
import type { Analysis } from './analysis.ts';
import { isOfVpn } from './balancing.ts';
import { clientFolders, type ClientFolders } from './client-folders.ts';
import { deviceOnlyDeployments } from './device-only.ts';
import { isOwnPolicy } from './offer-changes.ts';
import type { PinnedDeployment } from './pairing.ts';
import { PinnedFiles } from './pinned-files.ts';
import { pinnedDeployments } from './pinned.ts';
import { pairProfiles, type PairedProfiles } from './profile-pairs.ts';
import type { Project } from './project-extends.ts';
import { refKey, type Ref } from './ref.ts';

/** Device tunnels and user tunnels by the references to both. */
export interface ProfilesTogether {
  readonly byDevice: ReadonlyMap<string, PairedProfiles>;
  readonly byUser: ReadonlyMap<string, readonly PairedProfiles[]>;
}

/**
 * The files that take part, and what follows from which clients there are: not from the values that policies state, which change as somebody types. Of
 * thousands of files it is worked out once, and stands while every file says the same kind of things (`Bearings`).
 */
export class Population {
  /** How many files take part. */
  readonly size: number;
  /** URIs of those that lie in a folder: a document that has no file yet lies in none, so nothing says whom it belongs to. */
  readonly placed: ReadonlySet<string>;
  readonly clientFolders: ClientFolders;
  /** What project files put together. */
  readonly pinned: PinnedFiles;
  /** What ships together. */
  readonly profiles: () => ProfilesTogether;
  readonly deviceTunnels: () => readonly Ref[];
  /** The deployments that have device tunnels alone. */
  readonly deviceOnly: () => readonly PinnedDeployment[];
  /** By folder: the files that state a client's own policy. */
  readonly ownPolicies: () => ReadonlyMap<string, readonly string[]>;
  /** URIs of the files that say something of a client or a server. */
  readonly ofVpn: () => readonly string[];
  readonly #analysisOf: (uri: string) => Analysis | undefined;
  readonly #special: readonly string[];

  /**
   * @param analyses in an order that does not depend on when they arrived
   * @param analysisOf the newest reading of a file
   */
  constructor(analyses: readonly Analysis[], analysisOf: (uri: string) => Analysis | undefined, roots: readonly string[], projects: readonly Project[]) {
    this.size = analyses.length;
    this.#analysisOf = analysisOf;
    this.#special = analyses.filter(({ isPlain }) => !isPlain).map(({ file }) => file.uri);
    const placed = analyses.filter(({ file }) => uriScheme(file.uri) !== 'untitled');
    this.placed = new Set(placed.map(({ file }) => file.uri));
    this.clientFolders = clientFolders(placed, roots);
    this.pinned = new PinnedFiles(
      pinnedDeployments(
        projects,
        analyses.map(({ file }) => file.uri),
      ),
    );
    // Somebody may ask when there are newer readings, which say the same.
    const now = (): readonly Analysis[] => [...this.placed].flatMap((uri) => analysisOf(uri) ?? []);
    this.profiles = lazy(() => profilesTogether(pairProfiles(now(), roots, this.pinned)));
    this.deviceTunnels = lazy(() => now().flatMap(deviceTunnelsIn));
    this.deviceOnly = lazy(() => deviceOnlyDeployments(this.pinned.all, (uri) => (this.placed.has(uri) ? analysisOf(uri) : undefined)));
    this.ownPolicies = lazy(() => ownPoliciesByFolder(now()));
    this.ofVpn = lazy(() => now().flatMap(({ file, facts }) => (isOfVpn(facts) ? [file.uri] : [])));
  }

  /** The newest readings of the files that others rest on. All others say nothing that anybody else does, and are many. */
  special(): Analysis[] {
    return this.#special.flatMap((uri) => this.#analysisOf(uri) ?? []);
  }
}

function profilesTogether(all: readonly PairedProfiles[]): ProfilesTogether {
  const byUser = new Map<string, PairedProfiles[]>();
  for (const paired of all) for (const user of paired.users) push(byUser, refKey(user), paired);
  return { byDevice: new Map(all.map((paired) => [refKey(paired.device), paired])), byUser };
}

function deviceTunnelsIn({ file: { uri }, facts }: Analysis): Ref[] {
  return facts.profiles.filter(isCertainDevice).map(({ key }) => ({ uri, key }));
}

function isCertainDevice(profile: VpnProfile): boolean {
  return isComplete(profile) && isDeviceTunnel(profile) === true;
}

function ownPoliciesByFolder(analyses: readonly Analysis[]): Map<string, string[]> {
  const byFolder = new Map<string, string[]>();
  for (const { file, facts } of analyses) if (facts.policies.some(isOwnPolicy)) push(byFolder, parentUri(hostUri(file.uri)), file.uri);
  return byFolder;
}
