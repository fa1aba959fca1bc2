import { CSP, element, type ProfileElement } from './element.ts';

const APP = 'AppTriggerList/{n}';
const NAMES = 'DomainNameInformationList/{n}';
const FILTER = 'TrafficFilterList/{n}';
const ROUTE = 'RouteList/{n}';
const DPC = 'ld0614/DPC';
const HICKS = 'richardhicks/aovpn';

/** Triggers, name resolution and traffic filters, which Microsoft's schema has before the tunnel itself. */
export const TRAFFIC: readonly ProfileElement[] = [
  element('AppTrigger', 'container', 'An app that starts the connection when it is launched.', { repeats: true, cspNode: APP }),
  element('AppTrigger/App', 'container', 'The app.', { required: true, cspNode: `${APP}/App` }),
  element('AppTrigger/App/Id', 'text', 'Package family name of a store app, or the full path of a program.', { required: true, cspNode: `${APP}/App/Id` }),
  element('DomainNameInformation', 'container', 'A rule of the name resolution policy table: which DNS servers answer for which names.', {
    repeats: true,
    cspNode: NAMES,
    traps: ['Belongs to the user tunnel where there is one.'],
  }),
  element(
    'DomainNameInformation/DomainName',
    'text',
    'With a leading dot a suffix (.corp.fabrikam.com), without one a single host name; a lone dot means every name.',
    {
      required: true,
      cspNode: `${NAMES}/DomainName`,
      traps: ['A zone written without its leading dot matches one host only.'],
    },
  ),
  element(
    'DomainNameInformation/DnsServers',
    'text',
    'Addresses of the DNS servers, separated by commas. Without any, the name is exempt and resolved as if there were no tunnel.',
    {
      cspNode: `${NAMES}/DnsServers`,
      traps: ['With blanks between the addresses the rule is not accepted (observed).'],
      source: `${CSP}; ${DPC}`,
    },
  ),
  element('DomainNameInformation/WebProxyServers', 'text', 'Web proxy for these names. One only.', { cspNode: `${NAMES}/WebProxyServers` }),
  element('DomainNameInformation/AutoTrigger', 'boolean', 'Starts the connection when one of these names is asked for.', {
    default: 'false',
    since: 'Windows 10 1607',
    cspNode: `${NAMES}/AutoTrigger`,
  }),
  element('DomainNameInformation/Persistent', 'boolean', 'Keeps the rule in force while the tunnel is not connected.', {
    default: 'false',
    since: 'Windows 10 1607',
    cspNode: `${NAMES}/Persistent`,
  }),
  element('TrafficFilter', 'container', 'Traffic that may use the tunnel. Conditions of one filter must all hold; of several filters one is enough.', {
    repeats: true,
    cspNode: FILTER,
    traps: ['The first filter shuts out all other traffic, inbound as well.', 'Filters do not handle IPv6 (observed in July 2021).'],
    source: `${CSP}; ${HICKS}; ${DPC}`,
  }),
  element('TrafficFilter/App', 'container', 'The app whose traffic the filter is about.', { cspNode: `${FILTER}/App` }),
  element('TrafficFilter/App/Id', 'text', 'Package family name, full path of a program, or SYSTEM. No wildcards.', {
    required: true,
    cspNode: `${FILTER}/App/Id`,
  }),
  element('TrafficFilter/Claims', 'text', "Condition in SDDL on the user's token.", {
    cspNode: `${FILTER}/Claims`,
    traps: ['Older documents call it reserved.'],
  }),
  element('TrafficFilter/Protocol', 'number', 'IP protocol number: 6 is TCP, 17 is UDP, 1 is ICMP.', { range: [0, 255], cspNode: `${FILTER}/Protocol` }),
  element('TrafficFilter/LocalPortRanges', 'text', 'Ports of this device, as numbers and ranges separated by commas.', {
    cspNode: `${FILTER}/LocalPortRanges`,
    traps: ['Needs Protocol 6 or 17.', 'The port of a service that the client calls is a remote port.'],
  }),
  element('TrafficFilter/RemotePortRanges', 'text', 'Ports of the other side, as numbers and ranges separated by commas.', {
    cspNode: `${FILTER}/RemotePortRanges`,
    traps: ['Needs Protocol 6 or 17.'],
  }),
  element('TrafficFilter/LocalAddressRanges', 'text', 'Addresses of this device: single ones, blocks (10.20.0.0/16) or ranges, separated by commas.', {
    cspNode: `${FILTER}/LocalAddressRanges`,
    traps: ['Ignored where RemoteAddressRanges is given (observed).'],
    source: `${CSP}; ${DPC}`,
  }),
  element('TrafficFilter/RemoteAddressRanges', 'text', 'Addresses of the other side: single ones, blocks (10.20.0.0/16) or ranges, separated by commas.', {
    cspNode: `${FILTER}/RemoteAddressRanges`,
    traps: ['Blanks between them are reported not to work.'],
    source: `${CSP}; ${DPC}`,
  }),
  element('TrafficFilter/RoutingPolicyType', 'enumeration', 'Routing for the traffic of the app that the filter names.', {
    values: ['SplitTunnel', 'ForceTunnel'],
    cspNode: `${FILTER}/RoutingPolicyType`,
    traps: ['Only for a filter with an App.'],
  }),
  element('TrafficFilter/Direction', 'enumeration', 'Direction that the filter applies to.', {
    values: ['Inbound', 'Outbound'],
    meanings: { Inbound: 'What comes from the other side of the tunnel, such as remote administration.', Outbound: 'What this device sends.' },
    default: 'Outbound',
    since: 'Windows 10 2004',
    cspNode: `${FILTER}/Direction`,
  }),
];

/** Routes, and the elements that Windows reads though Microsoft's schema lacks them. */
export const ROUTES: readonly ProfileElement[] = [
  element('Route', 'container', 'A block of addresses that is reached through the tunnel, or kept out of it.', { repeats: true, cspNode: ROUTE }),
  element('Route/Address', 'text', 'First address of the block, IPv4 or IPv6.', {
    required: true,
    cspNode: `${ROUTE}/Address`,
    traps: ['An address inside of the block is stored, but the route never appears.'],
    source: `${CSP}; Richard Hicks, "Always On VPN Client Routes Missing"`,
  }),
  element('Route/PrefixSize', 'number', 'Number of leading bits that the block shares: 0 to 32 for IPv4, 0 to 128 for IPv6.', {
    required: true,
    range: [0, 128],
    cspNode: `${ROUTE}/PrefixSize`,
  }),
  element('Route/ExclusionRoute', 'boolean', 'Keeps the traffic out of the tunnel: it takes the physical network.', {
    default: 'false',
    since: 'Windows 10 1607',
    cspNode: `${ROUTE}/ExclusionRoute`,
  }),
  element('Route/Metric', 'number', 'Metric of the route.', { range: [0, 4294967295], since: 'Windows 10 1607', cspNode: `${ROUTE}/Metric` }),
];

const LATE = {
  inSchema: false,
  since: 'Windows 11 21H2',
  observedSince: 'Windows 11 24H2',
  source: `${CSP}; ${HICKS}`,
  confidence: 'observed',
} as const;

export const BEYOND_SCHEMA: readonly ProfileElement[] = [
  element('AlwaysOnActive', 'number', 'Whether "Connect automatically" is ticked when the profile is created: 1 or 0.', {
    range: [0, 1],
    default: '1',
    inSchema: false,
    traps: ['A node of the CSP; that Windows reads it in ProfileXML is shown by one public generator only.'],
    source: `${CSP}; PixelFrame/ProfileXMLBuilder`,
    confidence: 'observed',
  }),
  element('NetworkOutageTime', 'number', 'Seconds that the network may be idle; 0 is without limit.', { ...LATE, range: [0, 4294967295] }),
  element('IPv4InterfaceMetric', 'number', 'Metric of the tunnel interface for IPv4.', { ...LATE, range: [1, 9999] }),
  element('IPv6InterfaceMetric', 'number', 'Metric of the tunnel interface for IPv6.', { ...LATE, range: [1, 9999] }),
  element('UseRasCredentials', 'boolean', 'Keeps the credentials of the connection in Credential Manager, for single sign-on behind the tunnel.', {
    ...LATE,
    default: 'true',
    traps: ['Published as false for devices that are joined to Microsoft Entra ID only (observed).'],
  }),
  element('DataEncryption', 'enumeration', 'Encryption that the phone book entry asks for.', {
    ...LATE,
    values: ['None', 'Require', 'Max', 'Optional'],
    meanings: {
      None: 'No encryption.',
      Require: 'Encryption, or no connection.',
      Max: 'The strongest encryption, or no connection.',
      Optional: 'Connects without encryption where the server has none.',
    },
    default: 'Require',
  }),
  element('PrivateNetwork', 'boolean', 'Whether the connection counts as private (true) or public.', { ...LATE, default: 'true' }),
  element('DisableIKEv2Fragmentation', 'boolean', 'Turns off IKEv2 fragmentation.', {
    ...LATE,
    default: 'false',
    traps: ['Without fragmentation large IKE messages are lost on the way, and the connection fails with error 809.'],
    source: `${CSP}; ${HICKS}; Richard Hicks, "Always On VPN and IKEv2 Fragmentation"`,
  }),
];
