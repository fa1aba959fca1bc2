import { expect, test } from 'vitest';
import { applied, expectFindings, findingsOf, printed } from '../support/fixture.ts';

/** Fixes of a few words: the rule, the fix, a profile's content before and after. */
test.each([
  [
    'alwayson-off',
    'Set AlwaysOn to true',
    '<AlwaysOn>⟦0⟧</AlwaysOn>\n  <PluginProfile><ServerUrlList>vpn.fabrikam.com</ServerUrlList></PluginProfile>',
    '<AlwaysOn>true</AlwaysOn>\n  <PluginProfile><ServerUrlList>vpn.fabrikam.com</ServerUrlList></PluginProfile>',
  ],
  ['bypass-local', 'Remove ByPassForLocal', '<RegisterDNS>true</RegisterDNS>\n  <⟦ByPassForLocal⟧>false</ByPassForLocal>', '<RegisterDNS>true</RegisterDNS>'],
  [
    'crypto-unused',
    'Remove the CryptographySuite',
    '<NativeProfile>\n    <NativeProtocolType>SSTP</NativeProtocolType>\n    <⟦CryptographySuite⟧>\n      <DHGroup>Group14</DHGroup>\n    </CryptographySuite>\n  </NativeProfile>',
    '<NativeProfile>\n    <NativeProtocolType>SSTP</NativeProtocolType>\n  </NativeProfile>',
  ],
  [
    'crypto-unused',
    'Use IKEv2',
    '<NativeProfile><NativeProtocolType>SSTP</NativeProtocolType><⟦CryptographySuite⟧ /></NativeProfile>',
    '<NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite /></NativeProfile>',
  ],
])('%s: %s', (rule, title, before, after) => {
  const around = (content: string): string => `=== profile.xml\n<VPNProfile>\n  <!-- Fabrikam -->\n  ${content}\n</VPNProfile>\n`;
  const workspace = expectFindings(rule, around(before));
  const [finding] = findingsOf(workspace, rule);
  if (!finding) return expect.fail();
  expect(printed(applied(workspace, finding, title))).toBe(around(after));
  expect(finding.fixes().some(({ safe }) => safe)).toBe(false);
});

test('AlwaysOn is added where the schema has it', () => {
  const profile = (root: string, added: string): string =>
    `=== profile.xml\n<${root}>\n  <!-- Fabrikam -->\n  <RememberCredentials>false</RememberCredentials>\n${added}  <NativeProfile>\n    <Servers>{{Servers}}</Servers>\n  </NativeProfile>\n</VPNProfile>\n`;
  const workspace = expectFindings('alwayson-off', profile('⟦VPNProfile⟧', ''));
  const [finding] = findingsOf(workspace, 'alwayson-off');
  if (!finding) return expect.fail();
  expect(printed(applied(workspace, finding, 'Set AlwaysOn to true'))).toBe(profile('VPNProfile', '  <AlwaysOn>true</AlwaysOn>\n'));
});
