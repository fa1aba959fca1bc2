import { isComplete } from '../model/profile/observed.ts';
import { isDeviceTunnel } from '../model/profile/profile.ts';
import type { Facts } from '../model/facts.ts';
import type { Analysis } from './analysis.ts';
import type { PinnedDeployment } from './pairing.ts';

/**
 * The first deployment that names a file and has device tunnels alone; `undefined` where there is none. Every file that it names as a client must
 * hold whole profiles and nothing else that makes a connection: what a script puts together may be the user tunnel.
 */
export function deviceOnlyDeployment(uri: string, pinned: readonly PinnedDeployment[], analysisOf: (uri: string) => Analysis | undefined): string | undefined {
  return pinned.find(({ clients }) => clients.has(uri) && [...clients].every((each) => isDeviceOnly(analysisOf(each)?.facts)))?.name;
}

function isDeviceOnly(facts: Facts | undefined): boolean {
  if (!facts || facts.profiles.length === 0) return false;
  const isWhole = facts.profiles.every((profile) => isComplete(profile) && isDeviceTunnel(profile) === true);
  const ofProfiles = new Set(facts.profiles.map(({ policyKey }) => policyKey));
  return isWhole && (facts.calls ?? []).length === 0 && facts.policies.every(({ key }) => ofProfiles.has(key));
}
