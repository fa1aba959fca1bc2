import { BASELINES } from '../baselines.ts';
import { cryptographySuite } from './policy.ts';
import { line, placeholder, type Snippet, type Syntax } from './snippet.ts';

/** Tab stops of the two profiles. The suite has the six from `suite` on. */
const STOPS = { server: 1, suffix: 2, dns: 3, nps: 4, root: 5, issuer: 6, route: 7, prefix: 8, otherRoute: 9, suite: 10 } as const;

const PROVISIONING = 'http://www.microsoft.com/provisioning';
const SERVER = placeholder(STOPS.server, 'vpn.fabrikam.com');
const SUFFIX = placeholder(STOPS.suffix, 'corp.fabrikam.com');
const CONTROLLERS = ['10.20.0.10', '10.20.0.11'] as const;
const NPS = placeholder(STOPS.nps, 'nps.corp.fabrikam.com');
const ROOT = placeholder(STOPS.root, thumbprint('00'));
const ISSUER = placeholder(STOPS.issuer, thumbprint('11'));

/** Whole profiles, in the element order of Microsoft's schema. */
export const PROFILE_SNIPPETS: readonly Snippet[] = [
  {
    id: 'user-tunnel',
    prefix: 'aovpn-user-tunnel',
    title: 'Always On VPN: ProfileXML of a user tunnel',
    language: 'xml',
    description: `IKEv2 with a user certificate (PEAP with EAP-TLS), split tunnel, ${BASELINES.enhanced.title}.`,
    body: profile([
      '<AlwaysOn>true</AlwaysOn>',
      ...network(),
      '<DomainNameInformation>',
      line`	<DomainName>.${SUFFIX}</DomainName>`,
      line`	<DnsServers>${placeholder(STOPS.dns, CONTROLLERS.join(','))}</DnsServers>`,
      '</DomainNameInformation>',
      ...native(userAuthentication()),
      ...route(placeholder(STOPS.route, '10.20.0.0'), placeholder(STOPS.prefix, '16')),
    ]),
  },
  {
    id: 'device-tunnel',
    prefix: 'aovpn-device-tunnel',
    title: 'Always On VPN: ProfileXML of a device tunnel',
    language: 'xml',
    description: `IKEv2 with a machine certificate, split tunnel with routes to the domain controllers only, ${BASELINES.enhanced.title}.`,
    body: profile([
      '<AlwaysOn>true</AlwaysOn>',
      ...network(),
      '<DeviceTunnel>true</DeviceTunnel>',
      ...native(['<MachineMethod>Certificate</MachineMethod>']),
      '<!-- One route for each domain controller, and nothing that the user tunnel is meant to reach. -->',
      ...route(placeholder(STOPS.route, CONTROLLERS[0]), '32'),
      ...route(placeholder(STOPS.otherRoute, CONTROLLERS[1]), '32'),
    ]),
  },
];

function profile(content: readonly string[]): string[] {
  return element('VPNProfile', content);
}

function network(): string[] {
  return [line`<DnsSuffix>${SUFFIX}</DnsSuffix>`, line`<TrustedNetworkDetection>${SUFFIX}</TrustedNetworkDetection>`];
}

function native(authentication: readonly string[]): string[] {
  return element('NativeProfile', [
    line`<Servers>${SERVER}</Servers>`,
    '<RoutingPolicyType>SplitTunnel</RoutingPolicyType>',
    '<NativeProtocolType>IKEv2</NativeProtocolType>',
    '<DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute>',
    "<!-- The server's six values, or the connection fails with error 13868. -->",
    ...cryptographySuite(BASELINES.enhanced, STOPS.suite),
    ...element('Authentication', authentication),
  ]);
}

function route(address: Syntax, prefix: Syntax | string): string[] {
  return element('Route', [line`<Address>${address}</Address>`, line`<PrefixSize>${prefix}</PrefixSize>`]);
}

function userAuthentication(): string[] {
  const method = [['Type', '25'], ['VendorId', '0'], ['VendorType', '0'], ['AuthorId', '0']] as const;
  const host = element(
    'EapHostConfig',
    [
      ...element('EapMethod', method.map(([name, value]) => `<${name} xmlns="${PROVISIONING}/EapCommon">${value}</${name}>`)),
      ...element('Config', peap(), 'EapHostConfig'),
    ],
    'EapHostConfig',
  );
  return ['<UserMethod>Eap</UserMethod>', ...element('Eap', element('Configuration', host))];
}

/** PEAP (type 25), whose server validation protects the exchange within. */
function peap(): string[] {
  return eap('25', 'MsPeap', [
    '<!-- Names of the NPS servers as their certificates have them, separated by semicolons: Windows 11 tells upper case from lower. -->',
    '<!-- The root certificate is named by its SHA-1 thumbprint. -->',
    ...serverValidation(),
    '<FastReconnect>true</FastReconnect>',
    '<InnerEapOptional>false</InnerEapOptional>',
    ...eapTls(),
    '<EnableQuarantineChecks>false</EnableQuarantineChecks>',
    '<RequireCryptoBinding>true</RequireCryptoBinding>',
    ...element('PeapExtensions', validated('MsPeapConnectionPropertiesV2')),
  ]);
}

/** EAP-TLS (type 13) with a certificate of the user from the store. */
function eapTls(): string[] {
  const filter = element('FilteringInfo', ['<CAHashList Enabled="true">', line`	<IssuerHash>${ISSUER}</IssuerHash>`, '</CAHashList>'], 'EapTlsConnectionPropertiesV3');
  return eap('13', 'EapTls', [
    ...element('CredentialsSource', element('CertificateStore', ['<SimpleCertSelection>true</SimpleCertSelection>'])),
    ...serverValidation(),
    '<DifferentUsername>false</DifferentUsername>',
    ...validated('EapTlsConnectionPropertiesV2'),
    '<!-- The CA that issues the user certificates, so that no other certificate is chosen. -->',
    ...element('TLSExtensions', filter, 'EapTlsConnectionPropertiesV2'),
  ]);
}

function eap(type: string, method: string, settings: readonly string[]): string[] {
  return element('Eap', [`<Type>${type}</Type>`, ...element('EapType', settings, `${method}ConnectionPropertiesV1`)], 'BaseEapConnectionPropertiesV1');
}

function serverValidation(): string[] {
  return element('ServerValidation', [
    '<DisableUserPromptForServerValidation>true</DisableUserPromptForServerValidation>',
    line`<ServerNames>${NPS}</ServerNames>`,
    line`<TrustedRootCA>${ROOT}</TrustedRootCA>`,
  ]);
}

function validated(namespace: string): string[] {
  return ['PerformServerValidation', 'AcceptServerName'].map((name) => `<${name} xmlns="${PROVISIONING}/${namespace}">true</${name}>`);
}

/** An element over several lines. Namespaces are named by their last part. */
function element(name: string, content: readonly string[], namespace?: string): string[] {
  const xmlns = namespace === undefined ? '' : ` xmlns="${PROVISIONING}/${namespace}"`;
  return [`<${name}${xmlns}>`, ...content.map((each) => `\t${each}`), `</${name}>`];
}

function thumbprint(byte: string): string {
  return Array.from({ length: 20 }, () => byte).join(' ');
}
