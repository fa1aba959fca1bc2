import type { Location } from '../../core/source-file.ts';
import type { IPsecPolicy } from '../policy.ts';
import type { ProfileDeployment } from './deployment.ts';
import { fieldFlag, isNotTrue, type Field } from './field.ts';
import { childNodes, fieldAt, nodeAt, type ProfileNode } from './node.ts';
import type { Remembering } from '../../core/once.ts';

/** The part of a profile that describes a tunnel of Windows' own VPN client. */
export interface NativeProfile {
  /** The element's name in its start tag. */
  readonly at: Location;
  readonly node: ProfileNode;
  readonly protocol: Field;
  /** The `CryptographySuite`; absent when the profile has none. */
  readonly suite?: IPsecPolicy;
}

/** A client's VPN profile. */
export interface VpnProfile extends Remembering {
  /** Stable name within its file: `profile/0`. */
  readonly key: string;
  /** The root element's name in its start tag. */
  readonly at: Location;
  /** Whether the document is whole. In one that is not, nothing may be called missing. */
  readonly whole: boolean;
  /** Everything in it, as it is written. */
  readonly root: ProfileNode;
  readonly native?: NativeProfile | undefined;
  /** Key of the policy that this profile states, or of the Windows default that it leaves in force; absent without a native profile. */
  readonly policyKey?: string;
  /** The part of the CSP tree that the file around it deploys it to, where that says so. */
  readonly deployedTo?: ProfileDeployment;
  /** Present on a profile of another file: what can be told of it without reading that file again. */
  readonly brief?: ProfileBrief;
}

/** What files are compared by, of a profile. */
export interface ProfileBrief {
  /** Whether everything in it is understood, so that nothing that it does not say may be there all the same. */
  readonly complete: boolean;
  readonly isDevice: boolean | undefined;
  /** The hosts that it connects to; empty where that is not known. */
  readonly hosts: readonly string[];
  /** Stands for what `observedProfile` tells. */
  readonly observed: string;
}

/** What a profile says at a path of element names below its root. */
export function profileField(profile: VpnProfile, path: string): Field {
  return fieldAt(profile.root, path);
}

/** Whether a profile is a device tunnel (`true`), is not (`false`), or does not say in a readable way. */
export function isDeviceTunnel(profile: VpnProfile): boolean | undefined {
  if (profile.brief) return profile.brief.isDevice;
  const field = profileField(profile, 'DeviceTunnel');
  return isNotTrue(field) ? false : fieldFlag(field);
}

/** The protocol of a native profile in lower case: `ikev2`, `automatic`; `undefined` unless it is known. */
export function protocolOf(profile: VpnProfile): string | undefined {
  const protocol = profileField(profile, 'NativeProfile/NativeProtocolType');
  return protocol.state === 'known' ? protocol.written.value.toLowerCase() : undefined;
}

/** The protocols of ProtocolList in their order, as written; `undefined` where they are not all known. */
export function protocolList({ root }: VpnProfile): readonly string[] | undefined {
  const list = nodeAt(root, 'NativeProfile/ProtocolList');
  if (!list?.complete) return undefined;
  const types = childNodes(list, 'NativeProtocol').flatMap((each) => childNodes(each, 'Type'));
  const known = types.flatMap(({ value }) => (value.state === 'known' ? [value.written.value] : []));
  return known.length > 0 && known.length === types.length ? known : undefined;
}

/** The routing of a native profile in lower case, `splittunnel` or `forcetunnel`; `undefined` unless it is known. */
export function routingOf(profile: VpnProfile): string | undefined {
  const routing = profileField(profile, 'NativeProfile/RoutingPolicyType');
  return routing.state === 'known' ? routing.written.value.toLowerCase() : undefined;
}
