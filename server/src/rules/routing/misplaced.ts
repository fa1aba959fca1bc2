import { ownNodes, type ProfileNode } from '../../model/profile/node.ts';

/**
 * Whether an element below the root may be the one of this name, written under another parent or in another letter case.
 * Then it is not missing: what is wrong with it is reported where it stands.
 */
export function mayBeElsewhere(root: ProfileNode, name: RegExp): boolean {
  for (const node of ownNodes(root)) if (!node.element && name.test(node.name)) return true;
  return false;
}
