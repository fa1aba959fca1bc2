import type { Confidence } from './confidence.ts';
import type { AlgorithmId, AttributeName } from './ipsec.ts';
import type { WindowsName } from './windows.ts';

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

/** How long keys live on a server that follows the baselines; local to each side. Source: richardhicks/aovpn, Set-IKEv2VpnSecurityBaseline.ps1. */
export const SERVER_LIFETIMES = { SALifeTimeSeconds: 28_800, MMSALifeTimeSeconds: 86_400, SADataSizeForRenegotiationKilobytes: 1_024_000 } as const;

/** A level that policies can be measured against. */
export interface NamedBaseline {
  readonly id: string;
  readonly title: string;
  /** The values it asks for. One that it does not name is not measured. */
  readonly values: Readonly<Partial<Suite>>;
  /** Whether only these very values meet it. Otherwise one that is at least as strong does (`strength-order.ts`). */
  readonly exact: boolean;
  readonly source: string;
  readonly confidence: Confidence;
}

/** The named baselines of this product; a project file can add its own. Generated: the schema of the project file. */
export const NAMED_BASELINES: readonly NamedBaseline[] = [
  {
    id: 'windows-default',
    title: 'What Windows and RRAS negotiate in main mode when nobody chooses: 3DES, SHA-1 and group 2',
    values: { EncryptionMethod: '3DES', IntegrityCheckMethod: 'SHA1', DHGroup: 'dh2' },
    exact: false,
    source: 'Microsoft, "How to configure Diffie-Hellman protocol over IKEv2 VPN connections"',
    confidence: 'documented',
  },
  ...[BASELINES.minimum, BASELINES.enhanced].map(({ id, title, suite, source }): NamedBaseline => ({
    id,
    title,
    values: suite,
    exact: false,
    source,
    confidence: 'documented',
  })),
  {
    id: 'cnsa-1',
    title: 'AES-256-GCM, SHA-384 and P-384: the Commercial National Security Algorithm suite 1.0',
    values: {
      EncryptionMethod: 'AES256-GCM',
      IntegrityCheckMethod: 'SHA384',
      DHGroup: 'dh20',
      CipherTransformConstants: 'AES256-GCM',
      AuthenticationTransformConstants: 'AES256-GCM',
      PfsGroup: 'dh20',
    },
    exact: true,
    source: 'RFC 9206; strongSwan documentation, "CNSA suites"',
    confidence: 'documented',
  },
];

/**
 * What a Windows client without a custom policy offers, and hence what a server must accept for such a client to connect.
 * The group is what decides: only group 2, whatever the cipher. What it offers as PFS group is written nowhere.
 * Source: strongSwan documentation, "Windows clients".
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
export const CMDLET_DEFAULTS: Readonly<Partial<Suite>> = {
  DHGroup: 'dh2',
  EncryptionMethod: 'AES256',
  IntegrityCheckMethod: 'SHA256',
  PfsGroup: 'dh14',
};

/** The part of `DEFAULT_OFFER` that only newer clients have, with the first of them. Source: as above. */
export const NEWER_OFFER = { since: 'Windows 11 21H2' satisfies WindowsName, EncryptionMethod: ['AES128-GCM', 'AES256-GCM'] } as const;

/**
 * What `NegotiateDH2048_AES256` makes a client without a custom policy offer in main mode: with 1 also this, with 2 only this. The ESP offer
 * stays as it is. Source: as above.
 */
export const GROUP14_OFFER = { EncryptionMethod: ['AES256'], IntegrityCheckMethod: ['SHA1', 'SHA256', 'SHA384'], DHGroup: ['dh14'] } as const;

/** What two sides without a custom policy agree on in main mode. Source: Microsoft, as `windows-default`. */
export const DEFAULT_AGREEMENT = { EncryptionMethod: '3DES', IntegrityCheckMethod: 'SHA1', DHGroup: 'dh2' } as const;

/** How long keys live where nothing is said. Local to each side. Source: Get-VpnServerConfiguration, sample output; main mode observed in several builds. */
export const LIFETIME_DEFAULTS = { SALifeTimeSeconds: 28_800, MMSALifeTimeSeconds: 28_800, SADataSizeForRenegotiationKilobytes: 102_400 } as const;
