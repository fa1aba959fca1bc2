import { SERVICES } from './services.ts';
import type { Confidence } from './confidence.ts';

export type RegistryType = 'String' | 'ExpandString' | 'Binary' | 'DWord' | 'QWord' | 'MultiString';

/** What the data of a value may be: one of these numbers, a number of a range with both ends, or so many bytes. */
export type AllowedData = { readonly numbers: readonly number[] } | { readonly from: number; readonly to: number } | { readonly bytes: number };

export interface RegistryValue {
  /** Key without hive, in Microsoft's letter case, no backslash at either end. */
  readonly key: string;
  readonly name: string;
  readonly type: RegistryType;
  /** Data to write in the usual case, as PowerShell spells it; absent where it differs from site to site. */
  readonly data?: string;
  /** Data that has an effect or undoes it, where the source says all of it. */
  readonly allowed?: AllowedData;
  /** What the data means. */
  readonly dataMeaning: string;
  readonly side: 'server' | 'client' | 'NPS server' | 'client and server';
  readonly minimumWindows?: string;
  /** The first build of Windows that reads the value, where every update of it does. */
  readonly minimumBuild?: number;
  /** Names of the services that read the value when they start; `reboot` for the computer; empty where no source says. */
  readonly restart: readonly string[];
  readonly effect: string;
  readonly source: string;
  readonly confidence: Confidence;
  /** Whether the name occurs nowhere else in the registry, so that the same name under another key is a mistake. */
  readonly distinctive: boolean;
}

const IKEV2 = 'SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';
const SSTP = 'SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters';
const RASMAN = 'SYSTEM\\CurrentControlSet\\Services\\RasMan';
const SCHANNEL = 'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols';

/** Values under HKEY_LOCAL_MACHINE that matter to an Always On VPN. */
export const REGISTRY: readonly RegistryValue[] = [
  {
    key: IKEV2,
    name: 'EnableServerFragmentation',
    type: 'DWord',
    data: '1',
    allowed: { numbers: [0, 1] },
    dataMeaning: '1 = the server offers IKEv2 fragmentation, 0 = it does not',
    side: 'server',
    minimumWindows: 'Windows Server 1803 or 2019',
    minimumBuild: 17134,
    restart: [SERVICES.remoteAccess.name],
    effect:
      'Large IKE_AUTH messages are split by IKE itself (RFC 7383) instead of by IP, whose fragments many firewalls drop: the usual cause of error 809 with certificates. Clients from Windows 10 1803 do it by default.',
    source: 'Richard Hicks, "Always On VPN and IKEv2 Fragmentation"; richardhicks/aovpn, Enable-VpnServerIKEv2Fragmentation.ps1',
    confidence: 'documented',
    distinctive: true,
  },
  {
    key: IKEV2,
    name: 'CertAuthFlags',
    type: 'DWord',
    data: '4',
    allowed: { numbers: [0, 4] },
    dataMeaning: '4 = revoked machine certificates are refused',
    side: 'server',
    minimumWindows: 'Windows Server 2016 with KB4503294 or 2019 with KB4505658',
    restart: [SERVICES.remoteAccess.name],
    effect: 'RRAS checks the revocation list for the machine certificates of IKEv2. Without it a revoked device tunnel certificate still connects.',
    source: 'richardhicks/aovpn, Enable-IKEv2CrlCheck.ps1',
    confidence: 'documented',
    distinctive: true,
  },
  {
    key: 'SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters',
    name: 'IkeNumEstablishedForInitialQuery',
    type: 'DWord',
    data: '50000',
    dataMeaning: 'established SAs that one source address may hold; 50000, or twice the number of clients to expect',
    side: 'server',
    restart: [SERVICES.ikeExt.name],
    effect:
      'Lets more clients connect that arrive from one address because a device in front translates the source. A partial workaround for error 809 under load; the remedy is to switch source translation off.',
    source: 'Richard Hicks, "Always On VPN IKEv2 Load Balancing and NAT"; Microsoft KB 2579729',
    confidence: 'documented',
    distinctive: true,
  },
  {
    key: SSTP,
    name: 'UseHttps',
    type: 'DWord',
    data: '0',
    allowed: { numbers: [0, 1] },
    dataMeaning: '0 = the listener speaks HTTP because TLS ends on the load balancer, 1 = HTTPS',
    side: 'server',
    restart: [SERVICES.remoteAccess.name],
    effect: 'Switches the SSTP listener to HTTP for TLS offload.',
    source: 'richardhicks/aovpn, Enable-SstpOffload.ps1',
    confidence: 'documented',
    distinctive: false,
  },
  {
    key: SSTP,
    name: 'isHashConfiguredByAdmin',
    type: 'DWord',
    data: '1',
    allowed: { numbers: [0, 1] },
    dataMeaning: '1 = the certificate hash was set by hand',
    side: 'server',
    restart: [SERVICES.remoteAccess.name],
    effect: 'Puts the hand-set certificate hash into force.',
    source: 'richardhicks/aovpn, Enable-SstpOffload.ps1',
    confidence: 'documented',
    distinctive: true,
  },
  {
    key: SSTP,
    name: 'SHA256CertificateHash',
    type: 'Binary',
    allowed: { bytes: 32 },
    dataMeaning: '32 bytes: the SHA-256 hash of the public certificate on the load balancer',
    side: 'server',
    restart: [SERVICES.remoteAccess.name],
    effect:
      'RRAS compares it with the certificate that the client saw (crypto binding). When it is wrong the connection is made and dropped at once, and the client logs RasSstp event 6.',
    source: 'Richard Hicks, "Always On VPN SSTP Connects then Disconnects"; richardhicks/aovpn, Enable-SstpOffload.ps1',
    confidence: 'documented',
    distinctive: true,
  },
  {
    key: SSTP,
    name: 'SHA1CertificateHash',
    type: 'Binary',
    allowed: { bytes: 20 },
    dataMeaning: '20 bytes: to be removed',
    side: 'server',
    restart: [SERVICES.remoteAccess.name],
    effect: 'Older form of the certificate hash; the offload script deletes it.',
    source: 'richardhicks/aovpn, Enable-SstpOffload.ps1',
    confidence: 'documented',
    distinctive: true,
  },
  {
    key: `${RASMAN}\\Parameters`,
    name: 'NegotiateDH2048_AES256',
    type: 'DWord',
    allowed: { numbers: [0, 1, 2] },
    dataMeaning: '0 = off (default), 1 = also offer AES-256 with group 14, 2 = offer nothing else; any other data or type counts as 0',
    side: 'client',
    restart: [],
    effect:
      'A client without a custom policy offers AES-256 and group 14 in main mode; the ESP offer stays as it is. Together with a custom policy it leads to error 13868 (observed).',
    source: 'strongSwan documentation, "Windows clients"; conflict with a custom policy observed in the source of Windscribe',
    confidence: 'documented',
    distinctive: true,
  },
  {
    key: 'SYSTEM\\CurrentControlSet\\Services\\PolicyAgent',
    name: 'AssumeUDPEncapsulationContextOnSendRule',
    type: 'DWord',
    allowed: { numbers: [0, 1, 2] },
    dataMeaning: '0 = no server behind NAT (default), 1 = the server is behind NAT, 2 = both sides are',
    side: 'client and server',
    restart: ['reboot'],
    effect: 'IPsec NAT traversal for L2TP. No bearing on IKEv2 or SSTP.',
    source: 'Microsoft KB 926179 and 947234',
    confidence: 'documented',
    distinctive: false,
  },
  {
    key: `${RASMAN}\\Parameters`,
    name: 'ProhibitIPSec',
    type: 'DWord',
    data: '0',
    dataMeaning: '1 = L2TP without IPsec',
    side: 'client',
    restart: [],
    effect: 'Switches IPsec off for L2TP.',
    source: 'seen in public scripts',
    confidence: 'recalled',
    distinctive: false,
  },
  {
    key: `${RASMAN}\\Config`,
    name: 'AutoTriggerDisabledProfilesList',
    type: 'MultiString',
    dataMeaning: 'profile names',
    side: 'client',
    restart: [SERVICES.rasMan.name],
    effect: 'Profiles whose automatic connection the user has switched off. Survives a redeployment under the same name.',
    source: 'Microsoft, "VPN auto-triggered profile options"; richardhicks/aovpn, Clear-AutoTriggerDisabledProfile.ps1',
    confidence: 'documented',
    distinctive: true,
  },
  {
    key: `${RASMAN}\\Config`,
    name: 'AutoTriggerProfileEntryName',
    type: 'String',
    dataMeaning: 'profile name',
    side: 'client',
    restart: [SERVICES.rasMan.name],
    effect: 'The one profile that is Always On.',
    source: 'richardhicks/aovpn, Clear-AutoTriggerDisabledProfile.ps1',
    confidence: 'observed',
    distinctive: true,
  },
  {
    key: `${RASMAN}\\Config`,
    name: 'AutoTriggerProfilePhonebookPath',
    type: 'String',
    dataMeaning: 'path of the phonebook that has the profile',
    side: 'client',
    restart: [SERVICES.rasMan.name],
    effect: 'Where the profile that is Always On is stored.',
    source: 'richardhicks/aovpn, Clear-AutoTriggerDisabledProfile.ps1',
    confidence: 'observed',
    distinctive: true,
  },
  {
    key: `${RASMAN}\\Config`,
    name: 'AutoTriggerProfileGUID',
    type: 'Binary',
    dataMeaning: 'identifier of the profile',
    side: 'client',
    restart: [SERVICES.rasMan.name],
    effect: 'Which profile is Always On.',
    source: 'richardhicks/aovpn, Clear-AutoTriggerDisabledProfile.ps1',
    confidence: 'observed',
    distinctive: true,
  },
  {
    key: `${RASMAN}\\Config`,
    name: 'UserSID',
    type: 'String',
    dataMeaning: 'SID of a user',
    side: 'client',
    restart: [SERVICES.rasMan.name],
    effect: 'Whose profile is Always On.',
    source: 'richardhicks/aovpn, Clear-AutoTriggerDisabledProfile.ps1',
    confidence: 'observed',
    distinctive: false,
  },
  {
    key: 'SOFTWARE\\Microsoft\\Flyout\\VPN',
    name: 'ShowDeviceTunnelInUI',
    type: 'DWord',
    data: '1',
    allowed: { numbers: [0, 1] },
    dataMeaning: '1 = the device tunnel is listed',
    side: 'client',
    restart: [],
    effect: 'Shows the device tunnel in the network flyout (its state only).',
    source: 'ld0614/DPC, RegistrySettings.cs',
    confidence: 'observed',
    distinctive: true,
  },
  {
    key: 'SYSTEM\\CurrentControlSet\\Services\\Ndiswan\\Parameters\\Protocols\\0',
    name: 'TunnelMTU',
    type: 'DWord',
    allowed: { from: 576, to: 1400 },
    dataMeaning: '576 to 1400',
    side: 'client',
    restart: ['reboot'],
    effect: 'MTU of every VPN interface.',
    source: 'ld0614/DPC, RegistrySettings.cs',
    confidence: 'observed',
    distinctive: false,
  },
  ...(
    [
      ['13', 'EAP-TLS'],
      ['25', 'PEAP'],
    ] as const
  ).flatMap(([method, name]): RegistryValue[] => {
    const shared = {
      key: `${RASMAN}\\PPP\\EAP\\${method}`,
      type: 'DWord',
      data: '1',
      allowed: { numbers: [0, 1] },
      side: 'NPS server',
      restart: ['reboot'],
      source: 'Microsoft, "Conditional access for VPN connectivity"',
      confidence: 'documented',
      distinctive: false,
    } as const;
    return [
      {
        ...shared,
        name: 'IgnoreNoRevocationCheck',
        dataMeaning: '1 = a certificate without a revocation list is accepted; default 0',
        effect: `Lets NPS accept the certificate of Microsoft Entra conditional access, which has no revocation list (${name}). Restarting RRAS and NPS is not enough.`,
      },
      {
        ...shared,
        name: 'NoRevocationCheck',
        dataMeaning: '1 = revocation is not looked up; default 0',
        effect: `Set beside IgnoreNoRevocationCheck for Microsoft Entra conditional access (${name}). Restarting RRAS and NPS is not enough.`,
      },
    ];
  }),
  ...['SSL 3.0', 'TLS 1.0', 'TLS 1.1'].map((protocol): RegistryValue => ({
    key: `${SCHANNEL}\\${protocol}\\Server`,
    name: 'Enabled',
    type: 'DWord',
    data: '0',
    dataMeaning: `0 = ${protocol} is off`,
    side: 'server',
    restart: ['reboot'],
    effect: `Switches ${protocol} off under SSTP.`,
    source: 'richardhicks/aovpn, Optimize-VpnServerTlsConfiguration.ps1',
    confidence: 'documented',
    distinctive: false,
  })),
  {
    key: 'SOFTWARE\\Policies\\Microsoft\\Cryptography\\Configuration\\SSL\\00010002',
    name: 'Functions',
    type: 'String',
    dataMeaning: 'list of cipher suites',
    side: 'server',
    restart: ['reboot'],
    effect: 'Order of the TLS cipher suites for SSTP.',
    source: 'richardhicks/aovpn, Optimize-VpnServerTlsConfiguration.ps1',
    confidence: 'documented',
    distinctive: false,
  },
];

const BY_NAME = new Map<string, readonly RegistryValue[]>();
for (const row of REGISTRY) BY_NAME.set(row.name.toLowerCase(), [...(BY_NAME.get(row.name.toLowerCase()) ?? []), row]);

/** All rows of this value name, in any letter case. */
export function registryValuesNamed(name: string): readonly RegistryValue[] {
  return BY_NAME.get(name.toLowerCase()) ?? [];
}

/** The row of a key (without hive) and value name, in any letter case; `undefined` when the catalogue has none. */
export function registryValue(key: string, name: string): RegistryValue | undefined {
  const wanted = key.toLowerCase();
  return registryValuesNamed(name).find((row) => row.key.toLowerCase() === wanted);
}
