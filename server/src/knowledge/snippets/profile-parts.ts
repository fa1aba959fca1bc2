import { EAP_TEMPLATES } from '../profile-xml/eap-templates.ts';
import { elementLines } from './elements.ts';
import { choice, line, placeholder, type Snippet } from './snippet.ts';

const CONTROLLERS = '10.20.0.10,10.20.0.11';
const VPN_SERVER = '203.0.113.10';

/** Parts of a profile, each with its place in it. */
export const PROFILE_PART_SNIPPETS: readonly Snippet[] = [
  part('route', 'a route into the tunnel', 'For VPNProfile. Addresses behind it are reached through the tunnel.', [
    '<Route>',
    line`	<Address>${placeholder(1, '10.30.0.0')}</Address>`,
    line`	<PrefixSize>${placeholder(2, '16')}</PrefixSize>`,
    '</Route>',
  ]),
  part('exclusion-route', 'a route past the tunnel', 'For VPNProfile. What is within a route and is to be reached directly.', [
    '<Route>',
    line`	<Address>${placeholder(1, VPN_SERVER)}</Address>`,
    line`	<PrefixSize>${placeholder(2, '32')}</PrefixSize>`,
    '	<ExclusionRoute>true</ExclusionRoute>',
    '</Route>',
  ]),
  part('name-resolution', 'DNS servers for a zone (NRPT)', 'For VPNProfile. Names in this zone are asked of these servers while the tunnel is up.', [
    '<DomainNameInformation>',
    line`	<DomainName>.${placeholder(1, 'corp.fabrikam.com')}</DomainName>`,
    line`	<DnsServers>${placeholder(2, CONTROLLERS)}</DnsServers>`,
    '</DomainNameInformation>',
  ]),
  part('name-exemption', 'a name that is not asked of the internal DNS servers', 'For VPNProfile. Such as a public name within an internal zone.', [
    '<DomainNameInformation>',
    line`	<DomainName>${placeholder(1, 'www.corp.fabrikam.com')}</DomainName>`,
    '</DomainNameInformation>',
  ]),
  part('traffic-filter', 'a traffic filter', 'For VPNProfile. Once there is one, only what a filter lets through goes into the tunnel.', [
    '<TrafficFilter>',
    line`	<Protocol>${choice(1, ['6', '17'])}</Protocol>`,
    line`	<RemotePortRanges>${placeholder(2, '443')}</RemotePortRanges>`,
    line`	<RemoteAddressRanges>${placeholder(3, '10.20.0.0/16')}</RemoteAddressRanges>`,
    '</TrafficFilter>',
  ]),
  part('trusted-network', 'the internal network', 'For VPNProfile. There is no tunnel where the connection has this DNS suffix.', [
    line`<TrustedNetworkDetection>${placeholder(1, 'corp.fabrikam.com')}</TrustedNetworkDetection>`,
  ]),
  ...EAP_TEMPLATES.map(({ id, title, hostConfig }) => {
    const values = { serverNames: 'nps.corp.fabrikam.com', rootCa: thumbprint('00'), chosenBy: thumbprint('11') };
    const stops = new Map([values.serverNames, values.rootCa, values.chosenBy].map((value, index) => [value, index + 1]));
    const body = ['<Eap>', '	<Configuration>', ...elementLines(hostConfig(values), stops).map((each) => `\t\t${each}`), '	</Configuration>', '</Eap>'];
    return part(`eap-${id}`, title, 'For Authentication, after UserMethod. Servers, root and issuer are those of the NPS servers.', body);
  }),
];

function part(name: string, title: string, description: string, body: readonly string[]): Snippet {
  return { id: `profile-${name}`, prefix: `aovpn-${name}`, title: `Always On VPN: ${title}`, language: 'xml', description, body };
}

function thumbprint(byte: string): string {
  return Array.from({ length: 20 }, () => byte).join(' ');
}
