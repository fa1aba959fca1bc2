import { expect, test } from 'vitest';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';

const RULE = 'xml-wrong-parent';
const xml = (inside: string): string => `=== p.xml\n<VPNProfile>${inside}</VPNProfile>\n`;

function fixed(text: string): string | undefined {
  const workspace = workspaceOf(parseFixture(text));
  const [finding] = findingsOf(workspace, RULE);
  const [fix] = finding?.fixes() ?? [];
  return finding && fix && printed(applied(workspace, finding, fix.title));
}

test('a suite moves out of Authentication as it is', () => {
  expect(
    fixed(`=== p.xml
<VPNProfile>
    <NativeProfile>
        <Servers>vpn.fabrikam.com</Servers>
        <NativeProtocolType>IKEv2</NativeProtocolType>
        <Authentication>
            <MachineMethod>Certificate</MachineMethod> <!-- of the machine -->
            <CryptographySuite>
                <!-- agreed with the server -->
                <DHGroup>Group14</DHGroup>
            </CryptographySuite>
        </Authentication>
        <DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute>
    </NativeProfile>
</VPNProfile>
`),
  ).toBe(`=== p.xml
<VPNProfile>
    <NativeProfile>
        <Servers>vpn.fabrikam.com</Servers>
        <NativeProtocolType>IKEv2</NativeProtocolType>
        <Authentication>
            <MachineMethod>Certificate</MachineMethod> <!-- of the machine -->
        </Authentication>
        <DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute>
        <CryptographySuite>
            <!-- agreed with the server -->
            <DHGroup>Group14</DHGroup>
        </CryptographySuite>
    </NativeProfile>
</VPNProfile>
`);
});

test.each([
  [
    'the tunnel, not a filter that could have it too',
    '<RoutingPolicyType>SplitTunnel</RoutingPolicyType><TrafficFilter/><NativeProfile/>',
    '<TrafficFilter/><NativeProfile><RoutingPolicyType>SplitTunnel</RoutingPolicyType></NativeProfile>',
  ],
  ['the only filter', '<Direction>Inbound</Direction><TrafficFilter/>', '<TrafficFilter><Direction>Inbound</Direction></TrafficFilter>'],
  [
    'a new element',
    '<NativeProfile><Servers>a</Servers><MachineMethod>Certificate</MachineMethod></NativeProfile>',
    '<NativeProfile><Servers>a</Servers><Authentication><MachineMethod>Certificate</MachineMethod></Authentication></NativeProfile>',
  ],
])('moves to %s', (_, before, after) => {
  expect(fixed(xml(before))).toBe(xml(after));
});

test.each([
  ['there are several places', '<Direction>Inbound</Direction><TrafficFilter/><TrafficFilter/>'],
  ['several elements have it', '<Enabled>true</Enabled><DeviceCompliance><Sso/></DeviceCompliance>'],
  [
    'the place is taken',
    '<RoutingPolicyType>SplitTunnel</RoutingPolicyType><NativeProfile><RoutingPolicyType>ForceTunnel</RoutingPolicyType></NativeProfile><TrafficFilter/>',
  ],
  [
    'the place is taken under another letter case',
    '<DHGroup>Group14</DHGroup><NativeProfile><CryptographySuite><dhgroup>Group14</dhgroup></CryptographySuite></NativeProfile>',
  ],
  ['a new element would need more', '<PrefixSize>16</PrefixSize>'],
  ['a new element would stand elsewhere', '<DHGroup>Group14</DHGroup><NativeProfile/>'],
  ['it has the wrong letter case too', '<NativeProfile><ROUTE/></NativeProfile>'],
])('no fix where %s', (_, inside) => {
  expect(findingsOf(workspaceOf(parseFixture(xml(inside))), RULE)).toHaveLength(1);
  expect(fixed(xml(inside))).toBeUndefined();
});
