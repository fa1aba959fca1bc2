import type { Change } from '../../model/change.ts';
import type { ProfileNode } from '../../model/profile/node.ts';
import type { VpnProfile } from '../../model/profile/profile.ts';

/** A way to write something differently, for someone who asks for it. No finding is needed for that. */
export interface Refactoring {
  /** What an editor may bind a key to: the last part of the action's kind. */
  readonly name: 'splitCidr' | 'excludeServer' | 'sortRoutes';
  /** An imperative of a few words. */
  readonly title: string;
  readonly changes: readonly Change[];
}

/** Where in a profile the cursor is. */
export interface ProfilePlace {
  readonly profile: VpnProfile;
  /** The elements around the cursor, the root first. */
  readonly nodes: readonly ProfileNode[];
}
