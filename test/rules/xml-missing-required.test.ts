import { expect, test } from 'vitest';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';

const RULE = 'xml-missing-required';
const xml = (inside: string): string => `=== p.xml\n<VPNProfile>${inside}</VPNProfile>\n`;

function fixesOf(inside: string): { title: string; text: string }[] {
  const workspace = workspaceOf(parseFixture(xml(inside)));
  return findingsOf(workspace, RULE).flatMap((finding) => finding.fixes().map(({ title }) => ({ title, text: printed(applied(workspace, finding, title)) })));
}

test('a device tunnel gets the one way to authenticate, in its place', () => {
  const before = `
  <DeviceTunnel>true</DeviceTunnel>
  <NativeProfile>
    <NativeProtocolType>IKEv2</NativeProtocolType>
  </NativeProfile>
`;
  expect(fixesOf(before)).toEqual([
    {
      title: 'Add Servers ({{VPN server}}) and Authentication',
      text: xml(`
  <DeviceTunnel>true</DeviceTunnel>
  <NativeProfile>
    <Servers>{{VPN server}}</Servers>
    <NativeProtocolType>IKEv2</NativeProtocolType>
    <Authentication>
      <MachineMethod>Certificate</MachineMethod>
    </Authentication>
  </NativeProfile>
`),
    },
  ]);
});

test('a switch can be set either way', () => {
  expect(fixesOf('<DeviceCompliance/>')).toEqual([
    { title: 'Add Enabled (true)', text: xml('<DeviceCompliance><Enabled>true</Enabled></DeviceCompliance>') },
    { title: 'Add Enabled (false)', text: xml('<DeviceCompliance><Enabled>false</Enabled></DeviceCompliance>') },
  ]);
});

test('the name of an application becomes its Id', () => {
  expect(fixesOf('<TrafficFilter><App> C:\\Tools\\a&amp;b.exe </App></TrafficFilter>')).toEqual([
    { title: 'Put the text into Id', text: xml('<TrafficFilter><App><Id>C:\\Tools\\a&amp;b.exe</Id></App></TrafficFilter>') },
  ]);
});

test.each([
  ['how users authenticate', '<NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile>'],
  ['a prefix', '<Route><Address>10.20.0.1</Address></Route>'],
  ['a name', '<DomainNameInformation><DnsServers>10.20.0.10</DnsServers></DomainNameInformation>'],
  ['a package', '<PluginProfile/>'],
])('nothing invents %s', (_, inside) => {
  expect(findingsOf(workspaceOf(parseFixture(xml(inside))), RULE)).toHaveLength(1);
  expect(fixesOf(inside)).toEqual([]);
});
