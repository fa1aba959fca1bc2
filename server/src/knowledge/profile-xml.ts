import { ATTRIBUTES, IPSEC, spellings } from './ipsec.ts';

/** One element of ProfileXML. */
export interface ProfileElement {
  /** Path from the root, the root's own name left out: `NativeProfile/CryptographySuite/DHGroup`. */
  readonly path: string;
  /** The only values that Windows takes, in the letter case of the CSP; absent for free text. */
  readonly values?: readonly string[];
  readonly type: 'text' | 'boolean' | 'enumeration' | 'container';
  readonly summary: string;
  /** First Windows release that reads it. */
  readonly since?: string;
  readonly source: string;
}

const CSP = 'Microsoft VPNv2 CSP';
const CSP_ADDRESS = 'https://learn.microsoft.com/windows/client-management/mdm/vpnv2-csp';

const SUITE = 'NativeProfile/CryptographySuite';

/** Elements in the order of Microsoft's schema (device description of February 2025) as far as this product reads them. */
export const PROFILE_ELEMENTS: readonly ProfileElement[] = [
  {
    path: 'ProfileName',
    type: 'text',
    summary: 'Name of the profile. Normally the name of its node in the CSP decides.',
    since: 'Windows 10 1607',
    source: CSP,
  },
  { path: 'AlwaysOn', type: 'boolean', summary: 'Connects by itself whenever there is a network. Default false.', since: 'Windows 10 1511', source: CSP },
  {
    path: 'DeviceTunnel',
    type: 'boolean',
    summary: 'The device connects before anyone signs in: IKEv2 with a machine certificate, split tunnel only. Default false.',
    since: 'Windows 10 1709',
    source: CSP,
  },
  {
    path: 'TrafficFilter/RoutingPolicyType',
    type: 'enumeration',
    values: ['SplitTunnel', 'ForceTunnel'],
    summary: 'Routing for the traffic of the app that the filter names.',
    since: 'Windows 10 1511',
    source: CSP,
  },
  {
    path: 'TrafficFilter/Direction',
    type: 'enumeration',
    values: ['Inbound', 'Outbound'],
    summary: 'Direction that the filter applies to. Default Outbound.',
    since: 'Windows 10 2004',
    source: CSP,
  },
  { path: 'NativeProfile', type: 'container', summary: "A tunnel of Windows' own VPN client.", since: 'Windows 10 1511', source: CSP },
  {
    path: 'NativeProfile/Servers',
    type: 'text',
    summary: 'Public host name of the VPN server; several are separated by commas. A name after a semicolon is a friendly name.',
    since: 'Windows 10 1511',
    source: CSP,
  },
  {
    path: 'NativeProfile/RoutingPolicyType',
    type: 'enumeration',
    values: ['SplitTunnel', 'ForceTunnel'],
    summary: 'SplitTunnel sends only routed traffic through the tunnel, ForceTunnel all of it. Sources disagree on the default, so state it.',
    since: 'Windows 10 1511',
    source: `${CSP}; Microsoft, "VPN routing decisions"; ld0614/DPC`,
  },
  {
    path: 'NativeProfile/NativeProtocolType',
    type: 'enumeration',
    values: ['PPTP', 'L2TP', 'IKEv2', 'Automatic', 'SSTP', 'ProtocolList'],
    summary: 'Protocol of the tunnel. Automatic tries SSTP first and reports every failure as error 800 (observed). SSTP and ProtocolList need Windows 11.',
    since: 'Windows 10 1511',
    source: `${CSP}; ld0614/DPC`,
  },
  { path: 'NativeProfile/L2tpPsk', type: 'text', summary: 'Pre-shared key of an L2TP tunnel, in clear text.', since: 'Windows 10 1607', source: CSP },
  {
    path: 'NativeProfile/DisableClassBasedDefaultRoute',
    type: 'boolean',
    summary: 'Does not add the route of the address class (10.0.0.0/8 for a 10.x address). Default false.',
    since: 'Windows 10 1607',
    source: CSP,
  },
  {
    path: 'NativeProfile/PlumbIKEv2TSAsRoutes',
    type: 'boolean',
    summary: 'Makes routes of the traffic selectors that the gateway sends.',
    since: 'Windows 10 2004',
    source: CSP,
  },
  {
    path: SUITE,
    type: 'container',
    summary: "The client's IPsec policy: six values that must be the server's. Without it Windows offers group 2 only. Applies to IKEv2 and L2TP.",
    since: 'Windows 10 1607',
    source: CSP,
  },
  ...ATTRIBUTES.map((name): ProfileElement => ({
    path: `${SUITE}/${name}`,
    type: 'enumeration',
    values: spellings(name, 'profile-xml'),
    summary: IPSEC[name].role,
    since: 'Windows 10 1607',
    source: CSP,
  })),
  {
    path: 'NativeProfile/Authentication',
    type: 'container',
    summary: 'How the tunnel authenticates: UserMethod with Eap for a user tunnel, MachineMethod for a device tunnel.',
    since: 'Windows 10 1511',
    source: CSP,
  },
  {
    path: 'NativeProfile/Authentication/UserMethod',
    type: 'enumeration',
    values: ['EAP', 'MSChapv2'],
    summary: 'Authentication of the user. MSChapv2 does not work with IKEv2.',
    since: 'Windows 10 1511',
    source: CSP,
  },
  {
    path: 'NativeProfile/Authentication/Eap',
    type: 'container',
    summary: 'Holds Configuration with the EapHostConfig document.',
    since: 'Windows 10 1511',
    source: CSP,
  },
  {
    path: 'NativeProfile/Authentication/MachineMethod',
    type: 'enumeration',
    values: ['Certificate', 'EAP'],
    summary: 'Certificate for a device tunnel, with IKEv2 only. EAP beside UserMethod is not in the schema but published for Intune on Windows 11.',
    since: 'Windows 10 1511',
    source: `${CSP}; richardhicks/aovpn, ProfileXML_User.xml`,
  },
  {
    path: 'DataEncryption',
    type: 'enumeration',
    values: ['None', 'Require', 'Max', 'Optional'],
    summary: 'Encryption that the phone book entry asks for. Default Require. In no published schema.',
    since: 'Windows 11 24H2 (Microsoft states an earlier build)',
    source: `${CSP}; richardhicks/aovpn`,
  },
];

const byPath = new Map(PROFILE_ELEMENTS.map((element) => [element.path, element]));

/** The row of an element by the names from the root down, the root left out; `undefined` for one that is not in the table. */
export function profileElement(path: readonly string[]): ProfileElement | undefined {
  return byPath.get(path.join('/'));
}

/** Microsoft's page about the elements. */
export function profileReference(): string {
  return CSP_ADDRESS;
}
