import type { VpnProfile } from '../../model/profile/profile.ts';
import { fileNames, listed } from '../wording.ts';

/** More names than these are a number. */
const MOST_NAMES = 3;

/** What user tunnels are called in a sentence: their files, or how many they are. */
export function userNames(users: readonly VpnProfile[]): string {
  return users.length > MOST_NAMES ? `${users.length} user tunnels` : listed(fileNames(users));
}
