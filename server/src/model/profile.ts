import type { Location, Written } from '../core/source-file.ts';
import type { IPsecPolicy } from './policy.ts';

/** An element's value: `unread` when it is there but empty or filled in by something else later, `absent` when the element is not there. */
export type Field =
  { readonly state: 'known'; readonly written: Written<string> } | { readonly state: 'unread'; readonly at: Location } | { readonly state: 'absent' };

/** The part of a profile that describes a tunnel of Windows' own VPN client. */
export interface NativeProfile {
  /** The element's name in its start tag. */
  readonly at: Location;
  readonly servers: Field;
  readonly routingPolicy: Field;
  readonly protocol: Field;
  readonly l2tpPsk: Field;
  readonly disableClassBasedDefaultRoute: Field;
  readonly plumbIkev2TsAsRoutes: Field;
  readonly userMethod: Field;
  readonly machineMethod: Field;
  readonly hasEapConfiguration: boolean;
  /** The `CryptographySuite`; absent when the profile has none. */
  readonly suite?: IPsecPolicy;
}

/** A client's VPN profile. */
export interface VpnProfile {
  /** Stable name within its file: `profile/0`. */
  readonly key: string;
  /** The root element's name in its start tag. */
  readonly at: Location;
  /** Whether the document is whole. In one that is not, nothing may be called missing. */
  readonly whole: boolean;
  readonly name: Field;
  readonly alwaysOn: Field;
  readonly deviceTunnel: Field;
  readonly native?: NativeProfile;
  /** Key of the policy that this profile states, or of the Windows default that it leaves in force; absent without a native profile. */
  readonly policyKey?: string;
  /** Every element whose values form a list, with what it holds. */
  readonly enumerations: readonly EnumeratedValue[];
}

/** The value of an element that takes one of a list of values. */
export interface EnumeratedValue {
  readonly element: string;
  readonly written: Written<string>;
  readonly allowed: readonly string[];
}

/** The text of a field; `undefined` unless it is known. */
export function fieldText(field: Field): string | undefined {
  return field.state === 'known' ? field.written.value : undefined;
}
