import { describe, expect, test } from 'vitest';
import { encloses } from '../../server/src/core/span.ts';
import { outline, type OutlineEntry } from '../../server/src/features/outline.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

/** The outline as a tree of lines: kind, name, and the detail in brackets. */
function outlined(text: string): string {
  const fixture = parseFixture(`=== p.xml\n${text}\n`);
  const [file] = fixture.files;
  const lines = (entries: readonly OutlineEntry[], indent: string): string[] =>
    entries.flatMap(({ kind, name, detail, children }) => [
      `${indent}${kind} ${name}${detail === undefined ? '' : ` [${detail}]`}`,
      ...lines(children, `${indent}  `),
    ]);
  return lines(outline(workspaceOf(fixture), file?.uri ?? '') ?? [], '').join('\n');
}

/** The line of one element below the root. */
const line = (xml: string): string | undefined => outlined(`<VPNProfile>${xml}</VPNProfile>`).split('\n')[1]?.trim();

test('a user tunnel', () => {
  expect(
    outlined(`<VPNProfile>
  <AlwaysOn>true</AlwaysOn>
  <NativeProfile>
    <Servers>vpn.fabrikam.com;Fabrikam</Servers>
    <RoutingPolicyType>SplitTunnel</RoutingPolicyType>
    <NativeProtocolType>IKEv2</NativeProtocolType>
    <L2tpPsk>not for the outline</L2tpPsk>
    <CryptographySuite>
      <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants>
      <CipherTransformConstants>AES256</CipherTransformConstants>
      <PfsGroup>PFS2048</PfsGroup>
      <DHGroup>Group14</DHGroup>
      <IntegrityCheckMethod>SHA256</IntegrityCheckMethod>
      <EncryptionMethod>AES256</EncryptionMethod>
    </CryptographySuite>
    <Authentication>
      <UserMethod>Eap</UserMethod>
      <Eap><Configuration><EapHostConfig>
        <EapMethod><Type>25</Type></EapMethod>
        <Config><Eap><Type>25</Type><EapType><Eap><Type>13</Type></Eap></EapType></Eap></Config>
      </EapHostConfig></Configuration></Eap>
    </Authentication>
  </NativeProfile>
  <Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize></Route>
  <Route><Address>10.20.30.0</Address><PrefixSize>24</PrefixSize><ExclusionRoute>true</ExclusionRoute><Metric>5</Metric></Route>
</VPNProfile>`),
  ).toBe(`document VPNProfile
  boolean AlwaysOn [true]
  group NativeProfile vpn.fabrikam.com;Fabrikam [IKEv2, SplitTunnel]
    text Servers [vpn.fabrikam.com;Fabrikam]
    choice RoutingPolicyType [SplitTunnel]
    choice NativeProtocolType [IKEv2]
    text L2tpPsk
    group CryptographySuite [AES256/SHA256/Group14 · AES256/SHA256128/PFS2048]
      choice AuthenticationTransformConstants [SHA256128]
      choice CipherTransformConstants [AES256]
      choice PfsGroup [PFS2048]
      choice DHGroup [Group14]
      choice IntegrityCheckMethod [SHA256]
      choice EncryptionMethod [AES256]
    group Authentication [Eap]
      choice UserMethod [Eap]
      group Eap PEAP with EAP-TLS
        group Configuration
          group EapHostConfig
            group EapMethod
              text Type [25]
            group Config
              group Eap
                text Type [25]
                group EapType
                  group Eap
                    text Type [13]
  group Route 10.20.0.0/16
    text Address [10.20.0.0]
    number PrefixSize [16]
  group Route 10.20.30.0/24 (exclusion) [metric 5]
    text Address [10.20.30.0]
    number PrefixSize [24]
    boolean ExclusionRoute [true]
    number Metric [5]`);
});

describe('names', () => {
  test.each([
    [
      'a zone',
      '<DomainNameInformation><DomainName>.corp.fabrikam.com</DomainName><DnsServers>10.0.0.10</DnsServers></DomainNameInformation>',
      'group DomainNameInformation .corp.fabrikam.com [10.0.0.10]',
    ],
    [
      'an exempt name',
      '<DomainNameInformation><DomainName>vpn.fabrikam.com</DomainName></DomainNameInformation>',
      'group DomainNameInformation vpn.fabrikam.com [exempt]',
    ],
    [
      'a filter',
      '<TrafficFilter><App><Id>C:\\Apps\\erp.exe</Id></App><Protocol>6</Protocol><RemotePortRanges>443,8443</RemotePortRanges><RemoteAddressRanges>10.20.0.0/16</RemoteAddressRanges></TrafficFilter>',
      'group TrafficFilter C:\\Apps\\erp.exe · TCP 443,8443 · 10.20.0.0/16',
    ],
    [
      'an inbound filter',
      '<TrafficFilter><Protocol>47</Protocol><LocalPortRanges>3389</LocalPortRanges><Direction>Inbound</Direction></TrafficFilter>',
      'group TrafficFilter protocol 47 · local 3389 · inbound',
    ],
    ['an app trigger', '<AppTrigger><App><Id>%ProgramFiles%\\erp.exe</Id></App></AppTrigger>', 'group AppTrigger %ProgramFiles%\\erp.exe'],
    ['a placeholder as it is written', '<Route><Address>{{Network}}</Address><PrefixSize>16</PrefixSize></Route>', 'group Route {{Network}}/16'],
    ['a CIDR as it is written', '<Route><Address>10.0.0.0/8</Address></Route>', 'group Route 10.0.0.0/8'],
    ['nothing to tell it by', '<Route/>', 'group Route'],
    [
      'an exclusion that may be none',
      '<Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize><ExclusionRoute>$x</ExclusionRoute></Route>',
      'group Route 10.0.0.0/8',
    ],
    [
      'a long list, cut',
      `<TrustedNetworkDetection>${'corp.fabrikam.com,'.repeat(9)}</TrustedNetworkDetection>`,
      'text TrustedNetworkDetection [corp.fabrikam.com,corp.fabrikam.com,corp.fabrikam.com,corp.…]',
    ],
    ['blanks and lines within a value', '<DnsSuffix>\n a,\n b </DnsSuffix>', 'text DnsSuffix [a, b]'],
    ['an element that nobody knows', '<Foo>1</Foo>', 'text Foo [1]'],
    ['half a suite', '<NativeProfile><CryptographySuite><DHGroup>Group14</DHGroup></CryptographySuite></NativeProfile>', 'group NativeProfile'],
  ])('%s', (_, xml, expected) => {
    expect(line(xml)).toBe(expected);
  });
});

test('half a suite is shown with what is not known', () => {
  expect(outlined('<VPNProfile><NativeProfile><CryptographySuite><DHGroup>Group14</DHGroup></CryptographySuite></NativeProfile></VPNProfile>')).toContain(
    'CryptographySuite [?/?/Group14 · ?/?/?]',
  );
});

test('a document that is being typed keeps what is there, and each name lies in its element', () => {
  const whole =
    '<VPNProfile><Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route><NativeProfile><Servers>a</Servers></NativeProfile></VPNProfile>';
  for (let end = 0; end <= whole.length; end++) {
    const fixture = parseFixture(`=== p.xml\n${whole.slice(0, end)}`);
    const check = (entry: OutlineEntry): void => {
      expect(entry.name).not.toBe('');
      expect(encloses(entry.span, entry.nameSpan)).toBe(true);
      entry.children.forEach(check);
    };
    (outline(workspaceOf(fixture), 'file:///project/p.xml') ?? []).forEach(check);
  }
  expect(outlined('<VPNProfile><Route><Address>10.0.0.0</Address><PrefixSize>8').split('\n').slice(0, 2)).toEqual([
    'document VPNProfile',
    '  group Route 10.0.0.0/8',
  ]);
});

test('a file without one has none', () => {
  const fixture = parseFixture('=== s.ps1\nSet-VpnServerConfiguration -CustomPolicy\n');
  expect(outline(workspaceOf(fixture), 'file:///project/s.ps1')).toBeUndefined();
});
