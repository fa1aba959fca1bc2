import { isComplete } from '../model/profile/observed.ts';
import { isDeviceTunnel } from '../model/profile/profile.ts';
import type { Facts } from '../model/facts.ts';
import type { Analysis } from './analysis.ts';
import type { PinnedDeployment } from './pairing.ts';

/**
 * The deployments that have device tunnels alone. Every file that one names as a client must hold whole profiles and nothing else that makes a
 * connection: what a script puts together may be the user tunnel.
 */
export function deviceOnlyDeployments(pinned: readonly PinnedDeployment[], analysisOf: (uri: string) => Analysis | undefined): PinnedDeployment[] {
  return pinned.filter(({ clients }) => clients.size > 0 && [...clients].every((each) => isDeviceOnly(analysisOf(each)?.facts)));
}

function isDeviceOnly(facts: Facts | undefined): boolean {
  if (!facts || facts.profiles.length === 0) return false;
  const isWhole = facts.profiles.every((profile) => isComplete(profile) && isDeviceTunnel(profile) === true);
  const ofProfiles = new Set(facts.profiles.map(({ policyKey }) => policyKey));
  return isWhole && (facts.calls ?? []).length === 0 && facts.policies.every(({ key }) => ofProfiles.has(key));
}
