import type { Location } from '../../core/source-file.ts';

/** The part of the CSP tree that a profile is deployed to, and the place that says so. */
export interface ProfileDeployment {
  readonly tree: 'user' | 'device';
  readonly at: Location;
}

/**
 * The tree that the URI of a VPNv2 node names; `undefined` for any other text. `./Vendor` is the device's tree in a SyncML
 * message, but in the WMI bridge the tree of whoever's session it is.
 * Source: Microsoft, VPNv2 DDF.
 */
export function treeOfUri(uri: string): ProfileDeployment['tree'] | 'vendor' | undefined {
  const match = /^\s*\.\/(?:(user|device)\/)?vendor\/msft\/vpnv2(?:\/|\s*$)/i.exec(uri);
  if (!match) return undefined;
  const tree = match[1]?.toLowerCase();
  return tree === 'user' || tree === 'device' ? tree : 'vendor';
}

/** Where a management service puts what it sends to this URI; `undefined` unless it is a VPNv2 profile's ProfileXML. */
export function profileXmlTree(uri: string): ProfileDeployment['tree'] | undefined {
  const tree = /\/profilexml\s*$/i.test(uri) ? treeOfUri(uri) : undefined;
  return tree === 'vendor' ? 'device' : tree;
}
