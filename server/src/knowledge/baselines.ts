import type { AlgorithmId, AttributeName } from './ipsec.ts';

/** Six values that belong together. */
export type Suite = Readonly<Record<AttributeName, AlgorithmId>>;

export interface Baseline {
  readonly id: string;
  readonly title: string;
  readonly suite: Suite;
  readonly minimumWindows?: string;
  readonly source: string;
}

/** Suites that are published as a recommendation. */
export const BASELINES = {
  minimum: {
    id: 'microsoft-minimum',
    title: 'AES-128, SHA-256 and 2048-bit groups',
    suite: {
      EncryptionMethod: 'AES128',
      IntegrityCheckMethod: 'SHA256',
      DHGroup: 'dh14',
      CipherTransformConstants: 'AES128',
      AuthenticationTransformConstants: 'SHA256',
      PfsGroup: 'dh14',
    },
    source: 'Microsoft, "How to configure Diffie-Hellman protocol over IKEv2 VPN connections"; richardhicks/aovpn, Set-IKEv2VpnSecurityBaseline.ps1',
  },
  enhanced: {
    id: 'hicks-enhanced',
    title: 'AES-128-GCM, SHA-256, group 14 and P-256',
    suite: {
      EncryptionMethod: 'AES128-GCM',
      IntegrityCheckMethod: 'SHA256',
      DHGroup: 'dh14',
      CipherTransformConstants: 'AES128-GCM',
      AuthenticationTransformConstants: 'AES128-GCM',
      PfsGroup: 'dh19',
    },
    minimumWindows: 'Windows 10 1803 and Windows Server 1803',
    source: 'richardhicks/aovpn, Set-IKEv2VpnSecurityBaseline.ps1',
  },
} as const satisfies Record<string, Baseline>;

/**
 * What a Windows client without a custom policy offers, and hence what a server must accept for such a client to connect.
 * The group is what decides: only group 2, whatever the cipher. Source: strongSwan documentation, "Windows clients".
 */
export const DEFAULT_OFFER: Readonly<Record<Exclude<AttributeName, 'PfsGroup'>, readonly AlgorithmId[]>> = {
  EncryptionMethod: ['3DES', 'AES128', 'AES192', 'AES256', 'AES128-GCM', 'AES256-GCM'],
  IntegrityCheckMethod: ['SHA1', 'SHA256', 'SHA384'],
  DHGroup: ['dh2'],
  CipherTransformConstants: ['AES256', 'AES128', '3DES', 'DES', 'none'],
  AuthenticationTransformConstants: ['SHA1'],
};

/**
 * What RRAS takes for a value that `-CustomPolicy` comes without, as far as that is written anywhere. Inferred: the column "Default value" of
 * the Windows Server 2012 R2 reference gives the numbers 2, 4, 2 and 3, which are read here through the enumerations.
 */
export const PARTIAL_POLICY_DEFAULTS: Readonly<Partial<Suite>> = {
  DHGroup: 'dh2',
  EncryptionMethod: 'AES256',
  IntegrityCheckMethod: 'SHA256',
  PfsGroup: 'dh14',
};
