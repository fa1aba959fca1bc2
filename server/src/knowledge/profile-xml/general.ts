import { CSP, element, type ProfileElement } from './element.ts';

const DPC = 'ld0614/DPC';

/** The elements right below the root up to the first list, in the order of Microsoft's schema. */
export const GENERAL: readonly ProfileElement[] = [
  element('ProfileName', 'text', 'Name of the connection. Normally the name of the node that the profile is written to decides.', {
    cspNode: 'none',
    since: 'Windows 10 1607',
    traps: ['A name cannot hold a slash, and a blank in it is %20 in the node.'],
  }),
  element('EdpModeId', 'text', 'Enterprise ID of Windows Information Protection, whose apps then start the connection.', {
    traps: ['Windows Information Protection is retired (recalled).'],
  }),
  element('RememberCredentials', 'boolean', 'Keeps the password that was typed.', {
    default: 'false',
    traps: ['Means nothing where a certificate authenticates (observed).'],
    source: `${CSP}; ${DPC}`,
  }),
  element('AlwaysOn', 'boolean', 'Connects by itself whenever there is a network.', {
    default: 'false',
    traps: ['A user who has cleared "Connect automatically" stays out, even with a new profile of the same name.'],
  }),
  element('DnsSuffix', 'text', 'DNS suffixes, separated by commas. The first is the suffix of the connection, all go to the search list.'),
  element('TrustedNetworkDetection', 'text', 'DNS suffixes of the company network, separated by commas. A device that is in such a network does not connect.', {
    traps: [
      'Compared with the name of the physical network, which must be private or domain-joined, or set up by management.',
      'Where it is missing, Windows takes the names of the DomainNameInformation for it (observed).',
    ],
    source: `${CSP}; Microsoft, "VPN auto-triggered profile options"; ${DPC}`,
  }),
  element('DisableAdvancedOptionsEditButton', 'boolean', 'Hides the button that edits the advanced options of the connection.', {
    since: 'Windows 11 21H2',
    observedSince: 'Windows 11 22H2',
    source: `${CSP}; richardhicks/aovpn; ${DPC}`,
  }),
  element('DisableDisconnectButton', 'boolean', 'Hides the button that disconnects.', {
    since: 'Windows 11 21H2',
    observedSince: 'Windows 11 22H2',
    source: `${CSP}; richardhicks/aovpn; ${DPC}`,
  }),
  element('LockDown', 'boolean', 'Allows no traffic at all but through this tunnel: IKEv2 and force tunnel only, one profile on a device.', {
    default: 'false',
    cspNode: 'none',
    traps: ['The connection cannot be taken down by the user, and the profile is hard to remove.'],
    source: `${CSP}; Microsoft, "VPN security features"`,
  }),
  element('DeviceTunnel', 'boolean', 'The device connects before anyone signs in: IKEv2 with a machine certificate, split tunnel only.', {
    default: 'false',
    since: 'Windows 10 1709',
    tree: 'device',
    traps: [
      'One on a device, which needs the Enterprise or Education edition and a domain.',
      'Knows neither Conditional Access nor a second factor: whoever signs in to the device reaches what the tunnel reaches.',
      'The client does not authenticate the server, and the server does not look for revoked certificates until CertAuthFlags is 4.',
      'IKEv2 only: where UDP 500 and 4500 are blocked, nothing takes its place.',
    ],
    source: `${CSP}; Microsoft, "Configure the VPN device tunnel"; Richard Hicks, "Always On VPN Device Tunnel Only Deployment Considerations"`,
  }),
  element('RegisterDNS', 'boolean', 'Registers the address of the tunnel in the internal DNS.', {
    default: 'false',
    since: 'Windows 10 1709',
    traps: ['Set it in the device tunnel or in the user tunnel, not in both.'],
    source: `${CSP}; richardhicks/aovpn; ${DPC}`,
  }),
  element('ByPassForLocal', 'boolean', 'Meant to bypass the proxy for local addresses.', {
    traps: ['Not supported, says the device description of February 2025.'],
  }),
  element('RequireVpnClientAppUI', 'boolean', 'Shows the profile of a VPN plug-in in the Settings of Windows.', {
    since: 'Windows 11 21H2',
    tree: 'user',
    traps: ['For plug-ins only.'],
  }),
  element('Proxy', 'container', 'Web proxy for all traffic of the tunnel.', {
    traps: ['Ignored in a split tunnel.', 'Where both forms are given, Manual wins (observed).'],
    source: `${CSP}; Microsoft, "VPN profile options"; ${DPC}`,
  }),
  element('Proxy/AutoConfigUrl', 'text', 'Address of the proxy configuration script, with http:// or https://.'),
  element('Proxy/Manual', 'container', 'A proxy server given by name.'),
  element('Proxy/Manual/Server', 'text', 'The proxy as host:port, without a scheme.', {
    required: true,
    traps: ['A scheme is dropped, and port 80 is taken where none is given (observed).'],
    source: `${CSP}; ${DPC}`,
  }),
  element('APNBinding', 'container', 'Reserved.'),
  element('APNBinding/ProviderId', 'text', 'Reserved.'),
  element('APNBinding/AccessPointName', 'text', 'Reserved.'),
  element('APNBinding/UserName', 'text', 'Reserved.'),
  element('APNBinding/Password', 'text', 'Reserved.'),
  element('APNBinding/IsCompressionEnabled', 'boolean', 'Reserved.'),
  element('APNBinding/AuthenticationType', 'text', 'Reserved.'),
  element('DeviceCompliance', 'container', 'Conditional Access: connects with a short-lived certificate that Microsoft Entra ID issues to compliant devices.', {
    since: 'Windows 10 1607',
    traps: ['Needs EAP, so it does not work with a device tunnel.'],
  }),
  element('DeviceCompliance/Enabled', 'boolean', 'Asks Microsoft Entra ID for the certificate before connecting.', {
    required: true,
    since: 'Windows 10 1607',
  }),
  element('DeviceCompliance/Sso', 'container', 'A second certificate, for single sign-on with Kerberos behind the tunnel.', { since: 'Windows 10 1607' }),
  element('DeviceCompliance/Sso/Enabled', 'boolean', 'Uses another certificate than that of the tunnel for Kerberos.', {
    required: true,
    since: 'Windows 10 1607',
  }),
  element('DeviceCompliance/Sso/Eku', 'text', 'Extended key usage, as an OID, that tells the certificate for Kerberos apart.', { since: 'Windows 10 1607' }),
  element('DeviceCompliance/Sso/IssuerHash', 'text', 'SHA-1 thumbprints of the certification authorities that issue the certificate for Kerberos.', {
    since: 'Windows 10 1607',
    traps: ["Microsoft's description separates several by commas, its sample by semicolons."],
  }),
  element('PluginProfile', 'container', 'A tunnel of a VPN plug-in from the store, in place of NativeProfile.'),
  element('PluginProfile/ServerUrlList', 'text', 'Servers of the plug-in, separated by semicolons.', { required: true }),
  element('PluginProfile/CustomConfiguration', 'foreign', 'Settings of the plug-in, in its own form.'),
  element('PluginProfile/PluginPackageFamilyName', 'text', 'Package family name of the plug-in.', { required: true }),
];
