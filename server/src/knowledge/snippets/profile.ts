import { BASELINES } from '../baselines.ts';
import { PEAP_WITH_EAP_TLS } from '../profile-xml/eap-templates.ts';
import { elementLines } from './elements.ts';
import { cryptographySuite } from './policy.ts';
import { line, placeholder, type Snippet, type Syntax } from './snippet.ts';

/** Tab stops of the two profiles. The suite has the six from `suite` on. */
const STOPS = { server: 1, suffix: 2, dns: 3, nps: 4, root: 5, issuer: 6, route: 7, prefix: 8, otherRoute: 9, suite: 10 } as const;

const SERVER = placeholder(STOPS.server, 'vpn.fabrikam.com');
const SUFFIX = placeholder(STOPS.suffix, 'corp.fabrikam.com');
const CONTROLLERS = ['10.20.0.10', '10.20.0.11'] as const;

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

/** The method with the best protection. */
function userAuthentication(): string[] {
  const values = { serverNames: 'nps.corp.fabrikam.com', rootCa: thumbprint('00'), chosenBy: thumbprint('11') };
  const stops = new Map([
    [values.serverNames, STOPS.nps],
    [values.rootCa, STOPS.root],
    [values.chosenBy, STOPS.issuer],
  ]);
  const host = elementLines(PEAP_WITH_EAP_TLS.hostConfig(values), stops);
  return ['<UserMethod>Eap</UserMethod>', ...element('Eap', element('Configuration', host))];
}

/** An element over several lines. */
function element(name: string, content: readonly string[]): string[] {
  return [`<${name}>`, ...content.map((each) => `\t${each}`), `</${name}>`];
}

function thumbprint(byte: string): string {
  return Array.from({ length: 20 }, () => byte).join(' ');
}
