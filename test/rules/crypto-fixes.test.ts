import { describe, expect, test } from 'vitest';
import { applied, findingsOf, parseFixture, printed, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

/** The whole workspace after a fix of the first finding of a rule. */
function fixed(rule: string, contents: Record<string, string>, title: RegExp): string {
  const workspace = workspaceOf(parseFixture(files(contents)));
  const [finding] = findingsOf(workspace, rule);
  if (!finding) throw new Error('no finding');
  return printed(applied(workspace, finding, title));
}

function titles(rule: string, contents: Record<string, string>): string[] {
  const workspace = workspaceOf(parseFixture(files(contents)));
  return findingsOf(workspace, rule).flatMap((finding) => workspace.fixesOf(finding).map(({ fix }) => fix.title));
}

test('group 24 becomes P-256 on every side at once', () => {
  const both = (group: string): Record<string, string> => ({
    'client/a.xml': profile({ DHGroup: group }),
    'client/b.ps1': client({ DHGroup: group }),
    'server/s.ps1': server({ DHGroup: group }),
  });
  expect(fixed('crypto-group24', both('Group24'), /^Use ECP256 here and in the 2 other places/)).toBe(files(both('ECP256')));
});

describe('a missing PFS group', () => {
  test('is the published one or P-256', () => {
    expect(titles('crypto-pfs-none', { 's.ps1': server({ PfsGroup: 'None' }) })).toEqual([
      'Use PFS2048 here; the other side must say the same',
      'Use ECP256 here; the other side must say the same',
    ]);
  });

  test('is that of the server where it has one', () => {
    const contents = { 'client/a.xml': profile({ PfsGroup: 'None' }), 'server/s.ps1': server({ PfsGroup: 'ECP384' }) };
    expect(titles('crypto-pfs-none', contents)).toEqual(["Use the server's value (ECP384)"]);
  });

  test('is set on both sides where both lack it', () => {
    const both = (group: string): Record<string, string> => ({ 'client/a.xml': profile({ PfsGroup: group }), 'server/s.ps1': server({ PfsGroup: group }) });
    expect(fixed('crypto-pfs-none', both('None'), /^Use PFS2048/)).toBe(files(both('PFS2048')));
  });
});

test('AES-GCM of main mode becomes AES of the same length on every side', () => {
  const contents = (xml: string, cmdlet: string): Record<string, string> => ({
    'client/a.xml': profile({ EncryptionMethod: xml }),
    'server/s.ps1': server({ EncryptionMethod: cmdlet }),
  });
  const project = { 'aovpn.json': '{ "minimumWindows": "Windows 10 1709" }\n' };
  const after = fixed('crypto-gcm-os', { ...project, ...contents('AES_GCM_256', 'GCMAES256') }, /^Use AES256 here and in the one other place/);
  expect(after).toContain(files(contents('AES256', 'AES256')));
});

test('the oldest Windows is looked at again when the project file changes', () => {
  const workspace = workspaceOf(
    parseFixture(files({ 'aovpn.json': '{ "minimumWindows": "Windows Server 2019" }', 's.ps1': server({ EncryptionMethod: 'GCMAES128' }) })),
  );
  const count = (): number => findingsOf(workspace, 'crypto-gcm-os').length;
  const set = (release: string): void => {
    workspace.setFile({ uri: `${ROOT}/aovpn.json`, text: `{ "minimumWindows": "${release}" }` });
  };
  expect(count()).toBe(0);
  set('Windows Server 2016');
  expect(count()).toBe(1);
  // The same build, but of clients.
  set('Windows 10 1607');
  expect(count()).toBe(0);
});

test('NegotiateDH2048_AES256 is switched off where it stands, and is looked at again when the client changes', () => {
  const write = (value: string): string =>
    `New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters' -Name NegotiateDH2048_AES256 -PropertyType DWord -Value ${value} -Force\n`;
  const rule = 'reg-negotiatedh-with-custom';
  expect(fixed(rule, { 'client.ps1': `${write("'2'")}${client()}` }, /to 0$/)).toBe(files({ 'client.ps1': `${write("'0'")}${client()}` }));
  const workspace = workspaceOf(parseFixture(files({ 'client/registry.ps1': write('1'), 'client/connection.ps1': client({ EncryptionMethod: 'AES256' }) })));
  const severities = (): string[] => findingsOf(workspace, rule).map(({ severity }) => severity);
  // Nobody has tested that suite, and only the folder puts the two together.
  expect(severities()).toEqual(['information']);
  workspace.setFile({ uri: `${ROOT}/client/connection.ps1`, text: client() });
  expect(severities()).toEqual(['warning']);
  workspace.setFile({ uri: `${ROOT}/client/connection.ps1`, text: 'Get-VpnConnection\n' });
  expect(severities()).toEqual([]);
});

test('NegotiateDH2048_AES256 under a condition may be for other clients', () => {
  const write =
    'New-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters -Name NegotiateDH2048_AES256 -PropertyType DWord -Value 2 -Force';
  const workspace = workspaceOf(parseFixture(files({ 'c.ps1': `if ($old) {\n  ${write}\n} else {\n  ${client()}}\n` })));
  expect(findingsOf(workspace, 'reg-negotiatedh-with-custom')).toEqual([]);
});

describe('a profile without a suite', () => {
  const bare = (host: string): string =>
    `<VPNProfile><NativeProfile><Servers>${host}</Servers><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n`;

  test('is offered the published minimum', () => {
    expect(titles('crypto-missing', { 'p.xml': bare('vpn.contoso.com') })).toEqual([
      'Add a CryptographySuite with the published minimum; the server needs the same',
    ]);
  });

  test('is offered nothing for a gateway of Azure, which refuses that by default', () => {
    expect(titles('crypto-missing', { 'p.xml': bare('azuregateway-1234.vpn.azure.com;Azure') })).toEqual([]);
    expect(titles('crypto-missing', { 'p.xml': bare('azuregateway-1234.vpn.azure.com,vpn.contoso.com') })).toHaveLength(1);
  });

  test('is offered the policy of that gateway where a script states it', () => {
    const gateway =
      'New-AzVpnClientIpsecPolicy -IkeEncryption AES256 -IkeIntegrity SHA256 -DhGroup DHGroup14 -IpsecEncryption GCMAES256 -IpsecIntegrity GCMAES256 -PfsGroup PFS14 -SALifeTimeSeconds 28800 -SADataSizeKilobytes 102400\n';
    expect(titles('crypto-missing', { 'client/p.xml': bare('azuregateway-1234.vpn.azure.com'), 'server/gateway.ps1': gateway })).toEqual([
      "Add a CryptographySuite with the server's values (gateway.ps1)",
    ]);
  });
});
