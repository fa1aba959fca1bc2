import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rootName } from '../../server/src/syntax/xml/scan.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';

const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url));
const CORPUS = fileURLToPath(new URL('../../../shared/corpus/dev', import.meta.url));
const URI = 'file:///project/profile.xml';

/**
 * Cut-off points that are tried: one of so many characters. All of them of every published profile take minutes, so they
 * are tried by `npm run test:prefixes`.
 */
const EVERY = process.env.AOVPN_EVERY_PREFIX === undefined ? 211 : 1;

/**
 * A document that is cut off, as every document is while it is written from top to bottom, has no finding that the whole
 * one has not, but for being broken. So nothing is ever called missing that is only on its way.
 */
function expectPrefixesToKnowNoMore(text: string, every: number): void {
  const whole = new Set(findings(text));
  for (let end = 0; end < text.length; end += every) {
    const extra = findings(text.slice(0, end)).filter((finding) => !whole.has(finding) && !finding.startsWith('xml-not-wellformed '));
    expect(extra, `${JSON.stringify(text.slice(Math.max(0, end - 60), end))} is where it is cut, at ${end}`).toEqual([]);
  }
}

function findings(text: string): string[] {
  const workspace = new Workspace((message) => {
    throw new Error(message);
  });
  workspace.setFile({ uri: URI, text });
  return workspace.findings(URI).map(({ rule, at: { span } }) => `${rule.id} ${span.start}`);
}

const profilesIn = (folder: string): [name: string, text: string][] =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.xml'))
        .map((entry): [string, string] => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')])
        .filter(([, text]) => rootName(text) === 'VPNProfile');

describe('every beginning of a profile has no finding that the whole has not', () => {
  test.each(profilesIn(SAMPLES))('%s, cut at each character', { timeout: 120_000 }, (_, text) => {
    expectPrefixesToKnowNoMore(text, EVERY === 1 ? 1 : 7);
  });

  test('one with all that is wrong', { timeout: 120_000 }, () => {
    expectPrefixesToKnowNoMore(WRONG, EVERY === 1 ? 1 : 3);
  });
});

describe.skipIf(!existsSync(CORPUS))('every beginning of a published profile (../shared/corpus, where it lies beside the project)', () => {
  test('there are some', () => expect(profilesIn(CORPUS).length).toBeGreaterThan(20));

  test.each(profilesIn(CORPUS))('%s', { timeout: 600_000 }, (_, text) => {
    expectPrefixesToKnowNoMore(text, EVERY);
  });
});

/** As many mistakes as fit into one profile. */
const WRONG = `<VPNProfile>
  <AlwaysOn>yes</AlwaysOn>
  <DnsSuffix>corp.fabrikam.com; fabrikam.com</DnsSuffix>
  <TrustedNetworkDetection>10.0.0.1, *</TrustedNetworkDetection>
  <DeviceTunnel>true</DeviceTunnel>
  <Lockdown>true</Lockdown>
  <RegisterDns>True</RegisterDns>
  <ByPassForLocal>true</ByPassForLocal>
  <Proxy><Manual><Server>http://proxy</Server></Manual><AutoConfigUrl>proxy.pac</AutoConfigUrl></Proxy>
  <DeviceCompliance><Enabled>true</Enabled><Sso><Enabled>true</Enabled><Eku>This is my Eku</Eku><IssuerHash>aa bb</IssuerHash></Sso></DeviceCompliance>
  <AppTrigger><App><Id>notepad*</Id></App></AppTrigger>
  <DomainNameInformation><DomainName>fabrikam.com</DomainName><DnsServers>10.0.0.1, x</DnsServers><WebProxyServers>a,b</WebProxyServers></DomainNameInformation>
  <DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation>
  <DomainNameInformation><DomainName>.</DomainName></DomainNameInformation>
  <TrafficFilter><LocalPortRanges>70000,5-1</LocalPortRanges><RoutingPolicyType>Split</RoutingPolicyType></TrafficFilter>
  <TrafficFilter><Protocol>6</Protocol><LocalPortRanges>3389</LocalPortRanges><RemoteAddressRanges>10.0.0.9-10.0.0.1, ::1</RemoteAddressRanges><LocalAddressRanges>10.0.0.1</LocalAddressRanges></TrafficFilter>
  <TrafficFilter></TrafficFilter>
  <RouteList><Route><Address>10.0.0.0</Address></Route></RouteList>
  <NativeProfile>
    <Servers>https://testServer.VPN.com:443;other.fabrikam.com</Servers>
    <Servers>203.0.113.5</Servers>
    <NativeProtocolType>Automatic</NativeProtocolType>
    <RoutingPolicyType>ForceTunnel</RoutingPolicyType>
    <L2tpPsk>secret</L2tpPsk>
    <Authentication>
      <UserMethod>Eap</UserMethod>
      <MachineMethod>Eap</MachineMethod>
      <CryptographySuite><DHGroup>Group2</DHGroup></CryptographySuite>
      <Eap>
        <Configuration>
          <EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig">
            <EapMethod><Type xmlns="http://www.microsoft.com/provisioning/EapCommon">27</Type></EapMethod>
            <Config xmlns="http://www.microsoft.com/provisioning/EapHostConfig">
              <Eap xmlns="http://www.microsoft.com/provisioning/BaseEapConnectionPropertiesV1">
                <Type>25</Type>
                <EapType xmlns="http://www.microsoft.com/provisioning/MsPeapConnectionPropertiesV1">
                  <ServerValidation><DisableUserPromptForServerValidation>false</DisableUserPromptForServerValidation><ServerNames></ServerNames></ServerValidation>
                  <InnerEapOptional>true</InnerEapOptional>
                  <Eap xmlns="http://www.microsoft.com/provisioning/BaseEapConnectionPropertiesV1">
                    <Type>13</Type>
                    <EapType xmlns="http://www.microsoft.com/provisioning/EapTlsConnectionPropertiesV1">
                      <ServerValidation><ServerNames>nps.fabrikam.com</ServerNames><TrustedRootCA>\u200eaa bb</TrustedRootCA></ServerValidation>
                      <PerformServerValidation xmlns="http://www.microsoft.com/provisioning/EapTlsConnectionPropertiesV2">false</PerformServerValidation>
                    </EapType>
                  </Eap>
                  <RequireCryptoBinding>false</RequireCryptoBinding>
                </EapType>
              </Eap>
            </Config>
          </EapHostConfig>
        </Configuration>
      </Eap>
    </Authentication>
  </NativeProfile>
  <Route><Address>10.1.2.3</Address><PrefixSize>16</PrefixSize></Route>
  <Route><Address>10.1.0.0</Address><PrefixSize>16</PrefixSize></Route>
  <Route><Address>10.1.0.0</Address><PrefixSize>16</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
  <Route><Address>0.0.0.0</Address><PrefixSize>0</PrefixSize></Route>
  <Route><Address>172.16.0.0/12</Address></Route>
  <IPv4InterfaceMetric>0</IPv4InterfaceMetric>
  <NetworkOutageTime>45</NetworkOutageTime>
  <DisableIKEv2Fragmentation>true</DisableIKEv2Fragmentation>
  <DataEncryption>None</DataEncryption>
</VPNProfile>
`;
