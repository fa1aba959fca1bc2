import { expect, test } from 'vitest';
import { applied, expectFindings, findingsOf, printed, workspaceOf } from '../support/fixture.ts';

const profile = (servers: string, protocol = 'IKEv2'): string =>
  `=== profile.xml\n<VPNProfile>\n  <NativeProfile>\n    <Servers> ${servers} </Servers>\n    <NativeProtocolType>${protocol}</NativeProtocolType>\n  </NativeProfile>\n</VPNProfile>\n`;

test.each([
  ['servers-url', 'https://vpn.fabrikam.com', 'vpn.fabrikam.com', 'IKEv2'],
  ['servers-url', 'vpn1.fabrikam.com , HTTPS://vpn2.fabrikam.com:443/sstp ;Paris 1/2', 'vpn1.fabrikam.com , vpn2.fabrikam.com ;Paris 1/2', 'IKEv2'],
  ['servers-url', 'sstp://vpn.fabrikam.com:8443/', 'vpn.fabrikam.com:8443', 'SSTP'],
  ['servers-url', 'ikev2://2001:db8::443', '2001:db8::443', 'IKEv2'],
  ['servers-separator', 'vpn1.fabrikam.com;vpn2.fabrikam.com', 'vpn1.fabrikam.com,vpn2.fabrikam.com', 'IKEv2'],
  ['servers-separator', 'vpn1.fabrikam.com; vpn1.fabrikam.com; vpn2.fabrikam.com', 'vpn1.fabrikam.com; vpn1.fabrikam.com,vpn2.fabrikam.com', 'IKEv2'],
  ['servers-separator', 'a.fabrikam.com;Paris;b.fabrikam.com,c.fabrikam.com;C', 'a.fabrikam.com;Paris,b.fabrikam.com,c.fabrikam.com;C', 'SSTP'],
])('%s: %s', (rule, bad, good, protocol) => {
  const workspace = expectFindings(rule, profile(`⟦${bad}⟧`, protocol));
  const [finding] = findingsOf(workspace, rule);
  if (!finding) return expect.fail();
  const files = applied(workspace, finding, /./);
  expect(printed(files)).toBe(profile(good, protocol));
  expect(findingsOf(workspaceOf({ files }), rule)).toEqual([]);
  expect(finding.fixes().map(({ safe }) => safe)).toEqual([false]);
});

test('a scheme without a host has no fix', () => {
  const [finding] = findingsOf(expectFindings('servers-url', profile('⟦https://⟧')), 'servers-url');
  expect(finding?.message).toContain('Leave the host name alone.');
  expect(finding?.fixes()).toEqual([]);
});

test.each([
  ['servers-ip-address', '256.1.1.1', 'IKEv2'],
  ['servers-ip-address', 'vpn.fabrikam.com;10.20.0.10', 'SSTP'],
  ['servers-ip-address', '203.0.113.10', 'PPTP'],
  ['servers-ip-address', '203.0.113.10', '$Protocol'],
  ['servers-separator', 'vpn.fabrikam.com;vpn', 'IKEv2'],
  ['servers-separator', 'vpn.fabrikam.com;Fabrikam.Paris.VPN', 'IKEv2'],
  ['servers-url', 'vpn.fabrikam.com;https://portal.fabrikam.com/', 'IKEv2'],
])('%s is silent for %s with %s', (rule, servers, protocol) => void expectFindings(rule, profile(servers, protocol)));
