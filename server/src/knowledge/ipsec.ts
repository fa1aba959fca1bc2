/**
 * The vocabulary of a Windows IPsec policy: what each of its six values can be and how each notation spells it.
 *
 * One table serves reading, comparing, hovering and fixing. Two places agree when they name the same `AlgorithmId`, however they spell it:
 * `AES_GCM_128` in ProfileXML and `GCMAES128` in a cmdlet are one algorithm, while `SHA196` is an ESP hash in every notation but an IKE hash
 * in ProfileXML only.
 *
 * Sources: VPNv2 CSP (device description, February 2025) for ProfileXML; Set-VpnConnectionIPsecConfiguration and Set-VpnServerConfiguration
 * reference for the cmdlets; Azure VPN Gateway, "About cryptographic requirements", for Azure; strongSwan documentation for the proposal keywords.
 */

import { ESP_CIPHER, ESP_HASH, GROUP, IKE_CIPHER, IKE_HASH, type Strength } from './ipsec-verdicts.ts';

export type { Strength } from './ipsec-verdicts.ts';

/** The six values, in the order in which people compare them: main mode first, then child SA, then rekey. */
export const ATTRIBUTES = [
  'EncryptionMethod',
  'IntegrityCheckMethod',
  'DHGroup',
  'CipherTransformConstants',
  'AuthenticationTransformConstants',
  'PfsGroup',
] as const;
export type AttributeName = (typeof ATTRIBUTES)[number];

/**
 * A way to write a policy down. `client-output` and `server-output` are what the cmdlets print, in the spelling of the cmdlets; `phonebook` is
 * rasphone.pbk, which has numbers; `gateway` is the list of proposals that a project file gives for a gateway of another make.
 */
export type PolicyForm = 'profile-xml' | 'client-cmdlet' | 'server-cmdlet' | 'client-output' | 'server-output' | 'phonebook' | 'azure' | 'gateway';

/** Name of an algorithm that is the same in every notation. */
export type AlgorithmId = string;

/** Which exchange of IKEv2 a value belongs to, hence which one fails when the two sides differ. */
export type Phase = 'main mode' | 'child SA' | 'rekey';

export interface Algorithm {
  readonly id: AlgorithmId;
  /** What it is, for people. */
  readonly meaning: string;
  readonly strength: Strength;
  /** Who says how strong it is, with the section. Absent where nobody rates it. */
  readonly verdict?: string;
  /** Spelling in ProfileXML; absent where ProfileXML has no such value. */
  readonly profileXml?: string;
  /** Spelling in the client and the server cmdlet, which is always the same. */
  readonly cmdlet: string;
  /** Spelling in Azure; absent where Azure has no such value. */
  readonly azure?: string;
  /** Spelling in policies for point-to-site clients, where that is another than the one for connections between sites. Source: New-AzVpnClientIpsecPolicy. */
  readonly azureClient?: string;
  /** A further name of the same value in Azure. Source: Azure VPN Gateway, "About cryptographic requirements". */
  readonly azureAlso?: string;
  /** strongSwan proposal keyword, as many gateways print it. */
  readonly strongSwan?: string;
  /** Number in rasphone.pbk; absent where none is known. Source: the enumerations of the cmdlets, confirmed for the phone book by Windscribe's source. */
  readonly number?: number;
}

export interface Attribute {
  readonly name: AttributeName;
  readonly phase: Phase;
  /** What the value decides, for hover. */
  readonly role: string;
  /** Name of the parameter in New-AzVpnClientIpsecParameter. */
  readonly azureName: string;
  readonly algorithms: readonly Algorithm[];
}

const everywhere = (spelling: string) => ({ profileXml: spelling, cmdlet: spelling, azure: spelling });

export const IPSEC: Readonly<Record<AttributeName, Attribute>> = {
  EncryptionMethod: {
    name: 'EncryptionMethod',
    phase: 'main mode',
    role: 'Cipher of the IKE SA: it protects the negotiation and the authentication themselves.',
    azureName: 'IkeEncryption',
    algorithms: [
      { id: 'DES', number: 0, meaning: 'DES-CBC, 56-bit key', ...IKE_CIPHER.des, ...everywhere('DES'), strongSwan: 'des' },
      { id: '3DES', number: 1, meaning: '3DES-CBC, 112-bit effective', ...IKE_CIPHER.tripleDes, ...everywhere('DES3'), strongSwan: '3des' },
      { id: 'AES128', number: 2, meaning: 'AES-CBC, 128-bit key', ...IKE_CIPHER.aes, ...everywhere('AES128'), strongSwan: 'aes128' },
      { id: 'AES192', number: 3, meaning: 'AES-CBC, 192-bit key', ...IKE_CIPHER.aes192, ...everywhere('AES192'), strongSwan: 'aes192' },
      { id: 'AES256', number: 4, meaning: 'AES-CBC, 256-bit key', ...IKE_CIPHER.aes, ...everywhere('AES256'), strongSwan: 'aes256' },
      {
        id: 'AES128-GCM',
        number: 5,
        meaning: 'AES-GCM, 128-bit key, 16-byte tag',
        ...IKE_CIPHER.gcm128,
        profileXml: 'AES_GCM_128',
        cmdlet: 'GCMAES128',
        azure: 'GCMAES128',
        strongSwan: 'aes128gcm16',
      },
      {
        id: 'AES256-GCM',
        number: 6,
        meaning: 'AES-GCM, 256-bit key, 16-byte tag',
        ...IKE_CIPHER.gcm256,
        profileXml: 'AES_GCM_256',
        cmdlet: 'GCMAES256',
        azure: 'GCMAES256',
        strongSwan: 'aes256gcm16',
      },
    ],
  },
  IntegrityCheckMethod: {
    name: 'IntegrityCheckMethod',
    phase: 'main mode',
    role: 'Integrity check and pseudo-random function of the IKE SA.',
    azureName: 'IkeIntegrity',
    algorithms: [
      { id: 'MD5', number: 0, meaning: 'HMAC-MD5', ...IKE_HASH.md5, ...everywhere('MD5'), strongSwan: 'md5' },
      { id: 'SHA1', number: 1, meaning: 'HMAC-SHA-1', ...IKE_HASH.sha1, profileXml: 'SHA196', cmdlet: 'SHA1', azure: 'SHA1', strongSwan: 'sha1' },
      { id: 'SHA256', number: 2, meaning: 'HMAC-SHA-256', ...IKE_HASH.sha256, ...everywhere('SHA256'), strongSwan: 'sha256' },
      { id: 'SHA384', number: 3, meaning: 'HMAC-SHA-384', ...IKE_HASH.sha384, ...everywhere('SHA384'), strongSwan: 'sha384' },
    ],
  },
  DHGroup: {
    name: 'DHGroup',
    phase: 'main mode',
    role: 'Diffie-Hellman group of the IKE SA key exchange.',
    azureName: 'DhGroup',
    algorithms: [
      {
        id: 'none',
        number: 0,
        meaning: 'no key exchange: unusable for IKEv2',
        strength: 'broken',
        verdict: 'IKEv2 cannot set up an SA without a group.',
        ...everywhere('None'),
      },
      {
        id: 'dh1',
        number: 1,
        meaning: 'group 1, 768-bit MODP',
        ...GROUP.modp768,
        profileXml: 'Group1',
        cmdlet: 'Group1',
        azure: 'DHGroup1',
        strongSwan: 'modp768',
      },
      {
        id: 'dh2',
        number: 2,
        meaning: 'group 2, 1024-bit MODP',
        ...GROUP.modp1024,
        profileXml: 'Group2',
        cmdlet: 'Group2',
        azure: 'DHGroup2',
        strongSwan: 'modp1024',
      },
      {
        id: 'dh14',
        number: 3,
        meaning: 'group 14, 2048-bit MODP',
        ...GROUP.modp2048,
        profileXml: 'Group14',
        cmdlet: 'Group14',
        azure: 'DHGroup14',
        azureAlso: 'DHGroup2048',
        strongSwan: 'modp2048',
      },
      { id: 'dh19', number: 4, meaning: 'group 19, NIST P-256', ...GROUP.p256, ...everywhere('ECP256'), strongSwan: 'ecp256' },
      { id: 'dh20', number: 5, meaning: 'group 20, NIST P-384', ...GROUP.p384, ...everywhere('ECP384'), strongSwan: 'ecp384' },
      {
        id: 'dh24',
        number: 6,
        meaning: 'group 24, 2048-bit MODP with a 256-bit subgroup (RFC 5114)',
        ...GROUP.modp2048s256,
        profileXml: 'Group24',
        cmdlet: 'Group24',
        azure: 'DHGroup24',
        strongSwan: 'modp2048s256',
      },
    ],
  },
  CipherTransformConstants: {
    name: 'CipherTransformConstants',
    phase: 'child SA',
    role: 'Cipher of ESP: it protects the traffic inside the tunnel.',
    azureName: 'IpsecEncryption',
    algorithms: [
      {
        id: 'none',
        meaning: 'no encryption of the traffic',
        ...ESP_CIPHER.none,
        cmdlet: 'None',
        azure: 'None',
        strongSwan: 'null',
      },
      { id: 'DES', number: 1, meaning: 'DES-CBC, 56-bit key', ...ESP_CIPHER.des, ...everywhere('DES'), strongSwan: 'des' },
      { id: '3DES', number: 2, meaning: '3DES-CBC, 112-bit effective', ...ESP_CIPHER.tripleDes, ...everywhere('DES3'), strongSwan: '3des' },
      { id: 'AES128', number: 3, meaning: 'AES-CBC, 128-bit key', ...ESP_CIPHER.aes, ...everywhere('AES128'), strongSwan: 'aes128' },
      { id: 'AES192', number: 4, meaning: 'AES-CBC, 192-bit key', ...ESP_CIPHER.aes192, ...everywhere('AES192'), strongSwan: 'aes192' },
      { id: 'AES256', number: 5, meaning: 'AES-CBC, 256-bit key', ...ESP_CIPHER.aes, ...everywhere('AES256'), strongSwan: 'aes256' },
      { id: 'AES128-GCM', number: 6, meaning: 'AES-GCM, 128-bit key', ...ESP_CIPHER.gcm128, ...everywhere('GCMAES128'), strongSwan: 'aes128gcm16' },
      { id: 'AES192-GCM', number: 7, meaning: 'AES-GCM, 192-bit key', ...ESP_CIPHER.gcm192, ...everywhere('GCMAES192'), strongSwan: 'aes192gcm16' },
      { id: 'AES256-GCM', number: 8, meaning: 'AES-GCM, 256-bit key', ...ESP_CIPHER.gcm256, ...everywhere('GCMAES256'), strongSwan: 'aes256gcm16' },
    ],
  },
  AuthenticationTransformConstants: {
    name: 'AuthenticationTransformConstants',
    phase: 'child SA',
    role: 'Integrity check of ESP; with an AES-GCM cipher it names the same AES-GCM, whose tag does the work.',
    azureName: 'IpsecIntegrity',
    algorithms: [
      {
        id: 'none',
        meaning: 'no separate integrity check',
        ...ESP_HASH.none,
        cmdlet: 'None',
      },
      { id: 'MD5', number: 0, meaning: 'HMAC-MD5-96', ...ESP_HASH.md5, profileXml: 'MD596', cmdlet: 'MD596', azure: 'MD5', strongSwan: 'md5' },
      { id: 'SHA1', number: 1, meaning: 'HMAC-SHA-1-96', ...ESP_HASH.sha1, profileXml: 'SHA196', cmdlet: 'SHA196', azure: 'SHA1', strongSwan: 'sha1' },
      {
        id: 'SHA256',
        number: 2,
        meaning: 'HMAC-SHA-256-128',
        ...ESP_HASH.sha256,
        profileXml: 'SHA256128',
        cmdlet: 'SHA256128',
        azure: 'SHA256',
        strongSwan: 'sha256',
      },
      { id: 'AES128-GCM', number: 3, meaning: 'the tag of AES-GCM with a 128-bit key', strength: 'strong', ...everywhere('GCMAES128') },
      { id: 'AES192-GCM', number: 4, meaning: 'the tag of AES-GCM with a 192-bit key', strength: 'strong', ...everywhere('GCMAES192') },
      { id: 'AES256-GCM', number: 5, meaning: 'the tag of AES-GCM with a 256-bit key', strength: 'strong', ...everywhere('GCMAES256') },
    ],
  },
  PfsGroup: {
    name: 'PfsGroup',
    phase: 'rekey',
    role: 'Diffie-Hellman group of each new key of the tunnel (perfect forward secrecy). Not used for the first child SA, so a difference shows only at the first rekey.',
    azureName: 'PfsGroup',
    algorithms: [
      {
        id: 'none',
        number: 0,
        meaning: 'no key exchange at rekey',
        strength: 'none',
        verdict: 'A stolen main mode key opens all later traffic.',
        ...everywhere('None'),
      },
      { id: 'dh1', number: 1, meaning: 'group 1, 768-bit MODP', ...GROUP.modp768, ...everywhere('PFS1'), strongSwan: 'modp768' },
      { id: 'dh2', number: 2, meaning: 'group 2, 1024-bit MODP', ...GROUP.modp1024, ...everywhere('PFS2'), strongSwan: 'modp1024' },
      {
        id: 'dh14',
        number: 3,
        meaning: 'group 14, 2048-bit MODP',
        ...GROUP.modp2048,
        ...everywhere('PFS2048'),
        azureClient: 'PFS14',
        strongSwan: 'modp2048',
      },
      { id: 'dh19', number: 4, meaning: 'group 19, NIST P-256', ...GROUP.p256, ...everywhere('ECP256'), strongSwan: 'ecp256' },
      { id: 'dh20', number: 5, meaning: 'group 20, NIST P-384', ...GROUP.p384, ...everywhere('ECP384'), strongSwan: 'ecp384' },
      { id: 'mm', number: 6, meaning: 'the main mode group again', strength: 'acceptable', ...everywhere('PFSMM') },
      {
        id: 'dh24',
        number: 7,
        meaning: 'group 24, 2048-bit MODP with a 256-bit subgroup (RFC 5114)',
        ...GROUP.modp2048s256,
        ...everywhere('PFS24'),
        strongSwan: 'modp2048s256',
      },
    ],
  },
};

/** Where the spellings are documented, for hover. */
export const IPSEC_SOURCES = {
  'profile-xml': { title: 'VPNv2 CSP', address: 'https://learn.microsoft.com/windows/client-management/mdm/vpnv2-csp' },
  'client-cmdlet': {
    title: 'Set-VpnConnectionIPsecConfiguration',
    address: 'https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnectionipsecconfiguration',
  },
  'server-cmdlet': { title: 'Set-VpnServerConfiguration', address: 'https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnserverconfiguration' },
  'client-output': { title: 'Get-VpnConnection', address: 'https://learn.microsoft.com/powershell/module/vpnclient/get-vpnconnection' },
  'server-output': {
    title: 'Get-VpnServerConfiguration',
    address: 'https://learn.microsoft.com/powershell/module/remoteaccess/get-vpnserverconfiguration',
  },
  phonebook: {
    title: 'Set-VpnConnectionIPsecConfiguration',
    address: 'https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnectionipsecconfiguration',
  },
  azure: { title: 'Azure VPN Gateway', address: 'https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-compliance-crypto' },
  gateway: { title: 'strongSwan, cipher suites', address: 'https://docs.strongswan.org/docs/latest/config/proposals.html' },
} as const satisfies Record<PolicyForm, { title: string; address: string }>;

/** How people call a notation in a sentence. */
export const FORM_NAMES: Readonly<Record<PolicyForm, string>> = {
  'profile-xml': 'ProfileXML',
  'client-cmdlet': 'the client cmdlet',
  'server-cmdlet': 'the server cmdlet',
  'client-output': 'the output of the client',
  'server-output': 'the output of the server',
  phonebook: 'the phone book',
  azure: 'Azure',
  gateway: 'the gateway',
};

/** Something for each of the six values. */
export function byAttribute<T>(valueOf: (attribute: AttributeName) => T): Record<AttributeName, T> {
  return Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute, valueOf(attribute)])) as Record<AttributeName, T>;
}

/** Whether a string is the name of one of the six values, in exactly this letter case. */
export function isAttributeName(name: string): name is AttributeName {
  return Object.hasOwn(IPSEC, name);
}

/** The spelling of an algorithm in a notation; `undefined` when that notation has no such value. */
export function spell(attribute: AttributeName, id: AlgorithmId, form: PolicyForm): string | undefined {
  const algorithm = algorithmById(attribute, id);
  return algorithm && spellingOf(algorithm, form);
}

/** The algorithm with this id; `undefined` when the attribute has none. */
export function algorithmById(attribute: AttributeName, id: AlgorithmId): Algorithm | undefined {
  return IPSEC[attribute].algorithms.find((algorithm) => algorithm.id === id);
}

/** The algorithm that a notation's text names, in any letter case, as Windows reads it; `undefined` when it names none. */
export function algorithmFor(attribute: AttributeName, text: string, form: PolicyForm): Algorithm | undefined {
  const wanted = text.toLowerCase();
  const names = (algorithm: Algorithm): (string | undefined)[] => [
    spellingOf(algorithm, form),
    ...(form === 'azure' ? [algorithm.azure, algorithm.azureAlso] : []),
  ];
  return IPSEC[attribute].algorithms.find((algorithm) => names(algorithm).some((name) => name?.toLowerCase() === wanted));
}

/** Whether an algorithm may be recommended. */
export function isSound(attribute: AttributeName, id: AlgorithmId): boolean {
  const strength = algorithmById(attribute, id)?.strength;
  return strength === 'acceptable' || strength === 'strong';
}

/**
 * The algorithm of an attribute that a text means which is another attribute's or notation's name for it: `Group14` as
 * PfsGroup, `SHA256128` as IKE hash, `aes256gcm16`. `undefined` when no notation has the name, or the attribute no such algorithm.
 */
export function algorithmMeant(attribute: AttributeName, text: string): Algorithm | undefined {
  const wanted = text.toLowerCase();
  const names = ({ profileXml, cmdlet, azure, azureClient, azureAlso, strongSwan }: Algorithm): string[] =>
    [profileXml, cmdlet, azure, azureClient, azureAlso, strongSwan].flatMap((name) => name?.toLowerCase() ?? []);
  const ids = ATTRIBUTES.flatMap((other) => IPSEC[other].algorithms.filter((algorithm) => names(algorithm).includes(wanted)).map(({ id }) => id));
  return IPSEC[attribute].algorithms.find(({ id }) => ids.includes(id));
}

/** All spellings that a notation has for an attribute, in the order of the table. */
export function spellings(attribute: AttributeName, form: PolicyForm): string[] {
  return IPSEC[attribute].algorithms.flatMap((algorithm) => spellingOf(algorithm, form) ?? []);
}

function spellingOf(algorithm: Algorithm, form: PolicyForm): string | undefined {
  if (form === 'profile-xml') return algorithm.profileXml;
  if (form === 'phonebook') return algorithm.number === undefined ? undefined : String(algorithm.number);
  return form === 'azure' ? (algorithm.azureClient ?? algorithm.azure) : algorithm.cmdlet;
}

/** Whether a text is an AES-GCM as integrity of main mode: a value that Azure has, and Windows no name for. */
export function isAzureIkeGcm(attribute: AttributeName, text: string): boolean {
  return attribute === 'IntegrityCheckMethod' && isGcm(algorithmFor('EncryptionMethod', text, 'azure')?.id ?? '');
}

/** What a notation calls one of the six values: Azure has names of its own. */
export function attributeName(attribute: AttributeName, form: PolicyForm): string {
  return form === 'azure' ? IPSEC[attribute].azureName : attribute;
}

/** The other ESP value, which an AES-GCM must be named in as well; `undefined` for what is no ESP value. */
export function espPartner(attribute: AttributeName): AttributeName | undefined {
  if (attribute === 'CipherTransformConstants') return 'AuthenticationTransformConstants';
  return attribute === 'AuthenticationTransformConstants' ? 'CipherTransformConstants' : undefined;
}

/** Whether an algorithm is an AES-GCM. Both ESP values have the same ids for them. */
export function isGcm(id: AlgorithmId): boolean {
  return id.endsWith('-GCM');
}
