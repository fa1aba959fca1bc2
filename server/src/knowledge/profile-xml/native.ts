import { IPSEC, spellings, type AttributeName } from '../ipsec.ts';
import { CSP, element, type ProfileElement } from './element.ts';

const NATIVE = 'NativeProfile';
const SUITE = `${NATIVE}/CryptographySuite`;
const AUTHENTICATION = `${NATIVE}/Authentication`;
const PROTOCOLS = `${NATIVE}/ProtocolList`;
const HICKS = 'richardhicks/aovpn';
const DPC = 'ld0614/DPC';

/** The order of Microsoft's schema, which is not that of the cmdlets. */
const SUITE_ORDER: readonly AttributeName[] = [
  'AuthenticationTransformConstants',
  'CipherTransformConstants',
  'PfsGroup',
  'DHGroup',
  'IntegrityCheckMethod',
  'EncryptionMethod',
];

/** Protocols in order of preference, as a public generator writes them; Microsoft's schema has the node of the CSP only. */
const LIST = {
  inSchema: false,
  since: 'Windows 11 21H2',
  source: `${CSP}; PixelFrame/ProfileXMLBuilder; Richard Hicks, "Always On VPN and VpnStrategy"`,
  confidence: 'observed',
} as const;

/** The tunnel of Windows' own client. */
export const NATIVE_PROFILE: readonly ProfileElement[] = [
  element(NATIVE, 'container', "A tunnel of Windows' own VPN client."),
  element(`${NATIVE}/Servers`, 'text', 'Public host name of the VPN server. Several are separated by commas; a name after a semicolon is a friendly name.', {
    required: true,
    traps: ['Must be the name in the server certificate, or IKEv2 fails with error 13801.', 'Written twice (name;name) for Intune on Windows 11 (observed).'],
    source: `${CSP}; ${HICKS}`,
  }),
  element(`${NATIVE}/RoutingPolicyType`, 'enumeration', 'SplitTunnel sends only routed traffic through the tunnel, ForceTunnel all of it.', {
    values: ['SplitTunnel', 'ForceTunnel'],
    meanings: { SplitTunnel: 'Only what a route names goes through the tunnel.', ForceTunnel: 'Everything goes through the tunnel, but for exclusion routes.' },
    traps: ['Sources disagree on the default (Microsoft: force tunnel; DPC and strongSwan: split tunnel), so state it.'],
    source: `${CSP}; Microsoft, "VPN routing decisions"; ${DPC}`,
  }),
  element(`${NATIVE}/NativeProtocolType`, 'enumeration', 'Protocol of the tunnel.', {
    values: ['PPTP', 'L2TP', 'IKEv2', 'Automatic', 'SSTP', 'ProtocolList'],
    meanings: {
      PPTP: 'Obsolete: its encryption is broken.',
      L2TP: 'L2TP over IPsec, obsolete.',
      IKEv2: 'IPsec with IKEv2, over UDP 500 and 4500. The only one for a device tunnel.',
      Automatic: 'SSTP first, then IKEv2 (observed). Failures are reported as error 800.',
      SSTP: 'TLS over TCP 443.',
      ProtocolList: 'Those of the ProtocolList element, in its order.',
    },
    valuesSince: { SSTP: 'Windows 11 21H2', ProtocolList: 'Windows 11 21H2' },
    traps: ['Automatic tries SSTP first and reports every failure as error 800 (observed).', 'SSTP and ProtocolList need Windows 11.'],
    source: `${CSP}; ${DPC}`,
  }),
  element(PROTOCOLS, 'container', 'The protocols to try, in order of preference. Read where NativeProtocolType is ProtocolList.', LIST),
  element(`${PROTOCOLS}/NativeProtocol`, 'container', 'One protocol to try.', {
    ...LIST,
    required: true,
    repeats: true,
    cspNode: `${PROTOCOLS}/NativeProtocolList/{n}`,
  }),
  element(`${PROTOCOLS}/NativeProtocol/Type`, 'enumeration', 'The protocol.', {
    ...LIST,
    required: true,
    values: ['PPTP', 'L2TP', 'IKEv2', 'SSTP'],
    cspNode: `${PROTOCOLS}/NativeProtocolList/{n}/Type`,
  }),
  element(`${PROTOCOLS}/RetryTimeInHours`, 'number', 'Hours after which the preferred protocols are tried again.', {
    ...LIST,
    range: [1, 500000],
    default: '168',
  }),
  element(`${NATIVE}/L2tpPsk`, 'text', 'Pre-shared key of an L2TP tunnel.', { since: 'Windows 10 1607', traps: ['A secret in clear text.'] }),
  element(`${NATIVE}/DisableClassBasedDefaultRoute`, 'boolean', 'Does not add the route of the address class (10.0.0.0/8 for a 10.x address).', {
    default: 'false',
    since: 'Windows 10 1607',
    traps: ['With true and without routes nothing is reachable.'],
    source: `${CSP}; Richard Hicks, "Always On VPN Routing Configuration"`,
  }),
  element(`${NATIVE}/PlumbIKEv2TSAsRoutes`, 'boolean', 'Makes routes of the traffic selectors that the gateway sends.', { since: 'Windows 10 2004' }),
  element(
    SUITE,
    'container',
    "The client's IPsec policy: six values that must be the server's. Without it Windows offers group 2 only. Applies to IKEv2 and L2TP.",
    {
      since: 'Windows 10 1607',
    },
  ),
  ...SUITE_ORDER.map((name) =>
    element(`${SUITE}/${name}`, 'enumeration', IPSEC[name].role, { values: spellings(name, 'profile-xml'), since: 'Windows 10 1607' }),
  ),
  element(AUTHENTICATION, 'container', 'How the tunnel authenticates: UserMethod with Eap for a user tunnel, MachineMethod for a device tunnel.', {
    required: true,
  }),
  element(`${AUTHENTICATION}/UserMethod`, 'enumeration', 'Authentication of the user.', {
    values: ['EAP', 'MSChapv2'],
    meanings: { EAP: 'As the Eap element says: a certificate, or a password inside PEAP.', MSChapv2: 'User name and password. Not with IKEv2.' },
    traps: ['MSChapv2 does not work with IKEv2.'],
  }),
  element(`${AUTHENTICATION}/Eap`, 'container', 'Holds Configuration with the EapHostConfig document.'),
  element(`${AUTHENTICATION}/Eap/Configuration`, 'container', 'Holds the EapHostConfig document.', { required: true }),
  element(`${AUTHENTICATION}/Eap/Configuration/EapHostConfig`, 'foreign', 'Configuration of EAP, in schemas of its own.', { required: true, cspNode: 'none' }),
  element(`${AUTHENTICATION}/MachineMethod`, 'enumeration', 'Certificate for a device tunnel, with IKEv2 only.', {
    values: ['Certificate', 'EAP'],
    meanings: { Certificate: 'A certificate of the computer.', EAP: 'Published beside UserMethod for Intune on Windows 11 (observed).' },
    traps: ["EAP beside UserMethod is not in Microsoft's schema, but published for Intune on Windows 11."],
    source: `${CSP}; ${HICKS}, ProfileXML_User.xml`,
  }),
];
