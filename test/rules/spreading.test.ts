import { describe, expect, test } from 'vitest';
import { SAMPLE_HASHES } from '../../server/src/knowledge/sstp.ts';
import { applied, expectFindings, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';

function titles(rule: string, text: string): string[] {
  const workspace = workspaceOf(parseFixture(text));
  return findingsOf(workspace, rule).flatMap((finding) => workspace.fixesOf(finding).map(({ fix }) => fix.title));
}

const KEY = "-Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' -Name EnableServerFragmentation";
const write = (type: string, value: string): string => `New-ItemProperty ${KEY} -PropertyType ${type} -Value ${value} -Force\n`;

describe('a registry value that is written twice', () => {
  test('is offered both values', () => {
    expect(titles('reg-contradictory', `=== s.ps1\n${write('DWord', '1')}${write('DWord', '0')}`)).toEqual(['Set 0 further up as well', 'Set 1 here as well']);
  });

  test('is never offered one that it must not have', () => {
    expect(titles('reg-contradictory', `=== s.ps1\n${write('DWord', '1')}${write('DWord', '2')}`)).toEqual(['Set 1 here as well']);
    expect(titles('reg-contradictory', `=== s.ps1\n${write('String', "'0'")}${write('DWord', '1')}`)).toEqual(['Set 1 further up as well']);
  });
});

test('a hash is copied only if it is one of 32 bytes and of no published example', () => {
  const reg = (digits: string): string =>
    `[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters]\n"SHA256CertificateHash"=hex:${digits}\n`;
  const hash = (byte: string, length: number): string => Array.from({ length }, () => byte).join(',');
  const both = (first: string, second: string): string[] =>
    titles('reg-contradictory', `=== s.reg\nWindows Registry Editor Version 5.00\n\n${reg(first)}\n${reg(second)}`);
  expect(both(hash('a1', 32), hash('b2', 32))).toEqual(['Set 32 bytes further up as well', 'Set 32 bytes here as well']);
  expect(both(hash('a1', 20), hash('b2', 32))).toEqual(['Set 32 bytes further up as well']);
  const [sample = ''] = SAMPLE_HASHES;
  expect(both(sample.replace(/..(?=.)/g, '$&,'), hash('b2', 32))).toEqual(['Set 32 bytes further up as well']);
});

test('values that a key loses are written again only if they are right', () => {
  const text = (value: string): string => `=== s.ps1\n${write('DWord', value)}New-Item ${KEY.replace(/ -Name.*/, '')} -Force\n`;
  expect(titles('reg-key-emptied', text('1'))).toEqual(['Write EnableServerFragmentation behind it']);
  expect(titles('reg-key-emptied', text('2'))).toEqual([]);
});

test('the last inclusion route is not removed', () => {
  const route = (exclusion: string): string => `<Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize>${exclusion}</Route>`;
  const text = (more: string): string => `=== p.xml\n<VPNProfile>${route('')}${route('<ExclusionRoute>true</ExclusionRoute>')}${more}</VPNProfile>\n`;
  expect(titles('route-duplicate', text(''))).toEqual(['Remove the exclusion route']);
  expect(titles('route-duplicate', text('<Route><Address>172.16.0.0</Address><PrefixSize>12</PrefixSize></Route>'))).toHaveLength(2);
});

test('a routing policy is offered only where nothing in the profile contradicts it', () => {
  const text = (native: string, more: string): string =>
    `=== p.xml\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers><NativeProtocolType>SSTP</NativeProtocolType>${native}</NativeProfile>${more}</VPNProfile>\n`;
  const [split, force] = ['Add RoutingPolicyType SplitTunnel', 'Add RoutingPolicyType ForceTunnel'];
  const without = '<DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute>';
  expect(titles('routing-missing', text('', ''))).toEqual([split, force]);
  expect(titles('routing-missing', text('', '<Proxy><AutoConfigUrl>http://proxy.fabrikam.com/a.pac</AutoConfigUrl></Proxy>'))).toEqual([force]);
  expect(titles('routing-missing', text(without, '<Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>'))).toEqual([split]);
});

describe('a zone that gets its dot', () => {
  const text = (server: string, more = ''): string =>
    `=== p.xml\n<VPNProfile><NativeProfile><Servers>${server}</Servers></NativeProfile><DomainNameInformation><DomainName>fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation>${more}</VPNProfile>\n`;

  test('does not take the name of the VPN server with it', () => {
    const workspace = workspaceOf(parseFixture(text('vpn.fabrikam.com')));
    const [finding] = findingsOf(workspace, 'dns-bare-zone');
    const after = printed(applied(workspace, finding ?? expect.fail('no finding'), 'Change to .fabrikam.com and exempt vpn.fabrikam.com'));
    expectFindings('dns-nrpt-covers-server', after);
    expectFindings('dns-bare-zone', after);
  });

  test('has nothing to exempt where the server is elsewhere, or decided about by another rule', () => {
    expect(titles('dns-bare-zone', text('vpn.contoso.com'))).toEqual(['Change to .fabrikam.com']);
    const own = '<DomainNameInformation><DomainName>vpn.fabrikam.com</DomainName></DomainNameInformation>';
    expect(titles('dns-bare-zone', text('vpn.fabrikam.com', own))).toEqual(['Change to .fabrikam.com']);
  });
});
