import type { Location } from '../../core/source-file.ts';
import { percentDecoded } from '../../core/uri.ts';

/** The part of the CSP tree that a profile is deployed to, and the place that says so. */
export interface ProfileDeployment {
  readonly tree: 'user' | 'device';
  /** What the connection is called there; absent where the place does not say it. */
  readonly name?: string;
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

/** Where a management service puts what it sends to this URI, and under which name; `undefined` unless it is a VPNv2 profile's ProfileXML. */
export function profileXmlNode(uri: string): Omit<ProfileDeployment, 'at'> | undefined {
  const [, name] = /\/vpnv2\/([^/]*)\/profilexml\s*$/i.exec(uri) ?? [];
  const tree = name === undefined ? undefined : treeOfUri(uri);
  return tree && { tree: tree === 'vendor' ? 'device' : tree, ...(name && { name: percentDecoded(name) }) };
}
