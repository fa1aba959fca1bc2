import type { XmlDocument, XmlElement } from '../../syntax/xml/tree.ts';

/** A profile's document with the elements that fixes write into. */
export interface ProfileTree {
  readonly document: XmlDocument;
  /** Every element by the key of its node. */
  readonly elements: ReadonlyMap<string, XmlElement>;
  readonly native?: XmlElement;
  readonly suite?: XmlElement;
}

/** Element order of the CryptographySuite in Microsoft's schema. */
export const SUITE_ORDER = [
  'AuthenticationTransformConstants',
  'CipherTransformConstants',
  'PfsGroup',
  'DHGroup',
  'IntegrityCheckMethod',
  'EncryptionMethod',
] as const;

/** The elements of a NativeProfile that Microsoft's schema has before the CryptographySuite. */
export const BEFORE_SUITE: readonly string[] = [
  'Servers',
  'RoutingPolicyType',
  'NativeProtocolType',
  'ProtocolList',
  'L2tpPsk',
  'DisableClassBasedDefaultRoute',
  'PlumbIKEv2TSAsRoutes',
];
