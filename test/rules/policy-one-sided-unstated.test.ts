import { describe, expect, test } from 'vitest';
import { applied, expectFindings, findingsOf, parseFixture, workspaceOf, ROOT } from '../support/fixture.ts';
import type { Finding } from '../../server/src/workspace/settle.ts';
import { verdictsOf } from '../../server/src/workspace/verdict.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { client, files, profile, server } from '../support/policies.ts';

const RULE = 'policy-one-sided';

/** A script that sets up a VPN server for clients, as administrators write it. */
const INSTALL = `#Requires -RunAsAdministrator
param([string] $RadiusServer = 'nps.fabrikam.com', [string] $Secret)
Import-Module RemoteAccess
$feature = Install-WindowsFeature -Name DirectAccess-VPN, Routing -IncludeManagementTools
if ((Get-RemoteAccess).VpnStatus -ne 'Installed') {
    Write-Host 'Setting up'
    Install-RemoteAccess -VpnType Vpn -PassThru | Out-Null
}
Set-VpnIPAddressAssignment -IPAssignmentMethod StaticPool -IPAddressRange 10.20.0.10, 10.20.3.250
Set-VpnAuthType -Type ExternalRadius -RadiusServer $RadiusServer -SharedSecret $Secret
Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP, Certificate
Set-VpnServerConfiguration -SADataSizeForRenegotiationKilobytes 1024000 -Ikev2Ports 500
foreach ($port in 500, 4500) { New-NetFirewallRule -DisplayName "IKE $port" -Direction Inbound -Protocol UDP -LocalPort $port -Action Allow }
Restart-Service RemoteAccess -Force
`;
const marked = INSTALL.replace('    Install-RemoteAccess', '    ⟦Install-RemoteAccess⟧');
const MARKED_PROFILE = profile().replace('<CryptographySuite', '<⟦CryptographySuite⟧');
const MARKED_CLIENT = client().replace('Set-VpnConnectionIPsecConfiguration', '⟦Set-VpnConnectionIPsecConfiguration⟧');

const FIX = 'Set this policy on the server (rras.ps1)';
const SET =
  'Set-VpnServerConfiguration -CustomPolicy -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -DHGroup Group14 -CipherTransformConstants AES128 -AuthenticationTransformConstants SHA256128 -PfsGroup PFS2048';
const serverAfter = (workspace: Workspace, finding: Finding): string | undefined =>
  applied(workspace, finding, FIX).find(({ uri }) => uri.endsWith('rras.ps1'))?.text;

describe('a script that sets the server up and states no policy', () => {
  test('a warning on the client, information on the installation', () => {
    const workspace = expectFindings(RULE, files({ 'client/p.xml': MARKED_PROFILE, 'server/rras.ps1': marked }));
    const [mine, theirs] = findingsOf(workspace, RULE);
    expect(mine).toMatchObject({ severity: 'warning' });
    expect(mine?.message).toBe(
      'This client has a custom policy (DHGroup Group14 and AuthenticationTransformConstants SHA256128), but the server script (rras.ps1) sets up the server and states no custom policy, so RRAS keeps its default. IKEv2 main mode fails with error 13868: set the same custom policy on the server. Compared with rras.ps1: the only server script in project.',
    );
    expect(theirs).toMatchObject({
      severity: 'information',
      message: 'The server is set up here without a custom policy, but one client has a custom policy and would fail with error 13868.',
    });
  });

  test('a client cmdlet, and a plain installation', () => {
    expectFindings(RULE, files({ 'client/c.ps1': MARKED_CLIENT, 'server/rras.ps1': '⟦Install-RemoteAccess⟧ -VpnType Vpn\n' }));
    expectFindings(RULE, files({ 'client/c.ps1': MARKED_CLIENT, 'server/rras.ps1': '⟦Install-RemoteAccess⟧ -RoleType:VPN -RadiusServer 10.0.0.4\n' }));
  });

  test('the fix sets the policy behind the last command of the set-up', () => {
    const workspace = expectFindings(RULE, files({ 'client/p.xml': MARKED_PROFILE, 'server/rras.ps1': marked }));
    for (const finding of findingsOf(workspace, RULE)) {
      expect(workspace.fixesOf(finding).map(({ fix }) => fix.title)).toEqual([FIX]);
      expect(serverAfter(workspace, finding)).toBe(INSTALL.replace('-Ikev2Ports 500\n', `-Ikev2Ports 500\n${SET}\n`));
    }
  });

  test('what is only said, and what cannot be a policy, is no reason for silence', () => {
    const more = '# Invoke this script on the server.\nGet-Service RemoteAccess | Start-Service\nNew-ItemProperty @fragmentation\n';
    expectFindings(RULE, files({ 'client/p.xml': MARKED_PROFILE, 'server/rras.ps1': `${marked}${more}` }));
  });

  test('a script of the server that sets something else is no reason for silence either', () => {
    const root =
      '$root = Get-ChildItem -Path Cert:\\LocalMachine\\Root | Where-Object Thumbprint -eq $thumbprint\nSet-VpnAuthProtocol -RootCertificateNameToAccept $root -PassThru\nRestart-Service RemoteAccess\n';
    expectFindings(RULE, files({ 'client/p.xml': MARKED_PROFILE, 'server/install.ps1': marked, 'server/root.ps1': root }));
  });

  test('the fix restarts the service where the script does not', () => {
    const script = 'Install-RemoteAccess -VpnType Vpn\r\n';
    const workspace = workspaceOf(parseFixture(files({ 'client/p.xml': profile(), 'server/rras.ps1': script })));
    const [finding] = findingsOf(workspace, RULE);
    expect(finding && serverAfter(workspace, finding)).toBe(`${script}${SET}\r\nRestart-Service RemoteAccess -Force\r\n`);
  });

  test('no fix for another computer, nor for a value that is not known', () => {
    for (const [clientText, serverText] of [
      [client(), 'Install-RemoteAccess -VpnType Vpn -ComputerName rras.fabrikam.com\n'],
      [client({ PfsGroup: '$group' }), INSTALL],
    ] as const) {
      const workspace = workspaceOf(parseFixture(files({ 'client/c.ps1': clientText, 'server/rras.ps1': serverText })));
      const findings = findingsOf(workspace, RULE);
      expect(findings).toHaveLength(2);
      expect(findings.flatMap((finding) => workspace.fixesOf(finding))).toEqual([]);
    }
  });

  test('information where the folders do not tell, with the pin', () => {
    const workspace = expectFindings(RULE, files({ 'adatum/p.xml': MARKED_PROFILE, 'scripts/rras.ps1': marked }));
    const mine = findingsOf(workspace, RULE).find(({ at }) => at.file.uri.endsWith('p.xml'));
    expect(mine?.severity).toBe('information');
    expect(mine?.message).toContain('the only server script under project, but the folder names do not say');
    expect(mine?.fixes().map(({ title }) => title)).toEqual(['Set this policy on the server (rras.ps1)', 'Pin to rras.ps1 in aovpn.json']);
  });

  test('silent when both have the default, or the client has what the default takes', () => {
    const bare = '<VPNProfile><⟦NativeProfile⟧{crypto-missing}><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n';
    expectFindings(RULE, files({ 'client/p.xml': bare, 'server/rras.ps1': INSTALL }));
    const old = { AuthenticationTransformConstants: '⟦SHA196⟧{crypto-weak}', DHGroup: '⟦Group2⟧{crypto-weak}' };
    expectFindings(RULE, files({ 'client/p.xml': profile(old), 'server/rras.ps1': INSTALL }));
    expectFindings(RULE, files({ 'client/p.xml': profile({}, 'Automatic'), 'server/rras.ps1': INSTALL }));
  });
});

describe('silent where something may set a policy unseen', () => {
  test.each([
    ['another script', '. .\\settings.ps1'],
    ['a script by a variable', '& $script'],
    ['a script by an expression', '. (Join-Path $PSScriptRoot settings.ps1)'],
    ['an unknown command', 'Set-FabrikamVpnDefaults'],
    ['a program', 'fabrikam-setup.exe /all'],
    ['netsh', 'netsh ras set conf enabled'],
    ['a text that is run', 'Invoke-Expression $command'],
    ['another computer', 'Invoke-Command -ComputerName rras -ScriptBlock { Get-Service RemoteAccess }'],
    ['a method of WMI', "([wmiclass]'root\\Microsoft\\Windows\\RemoteAccess:PS_VpnServerIPsecConfiguration').SetByCustomPolicy()"],
    ['a module of somebody', 'Import-Module .\\Fabrikam.psm1'],
    ['the baseline of somebody', '.\\Set-FabrikamBaseline.ps1'],
    ['a comment that speaks of one', '# The IPsec policy is set by hand.'],
    ['an alias', 'Set-Alias go Restart-Service'],
    ['a parameter that is not known', 'Set-VpnServerConfiguration @settings'],
    ['default values of parameters', "$PSDefaultParameterValues['Set-Vpn*:PassThru'] = $true"],
    ['a line that is being typed', 'Write-Host "unfinished'],
    ['a method that runs a text', '$powershell.Invoke()'],
    ['a tunnel between sites', "Get-VpnS2SInterface -Name 'Azure'"],
    ['a policy of L2TP', 'Set-VpnServerConfiguration -TunnelType L2TP -CustomPolicy -DHGroup Group14'],
    ['another encryption type', 'Set-VpnServerConfiguration -EncryptionType MaximumEncryption'],
  ])('%s', (_, line) => {
    const workspace = workspaceOf(parseFixture(files({ 'client/p.xml': profile(), 'server/rras.ps1': `${INSTALL}${line}\n` })));
    expect(findingsOf(workspace, RULE)).toEqual([]);
  });

  test.each([
    ['for sites', 'Install-RemoteAccess -VpnType VpnS2S\n'],
    ['of a router', 'Install-RemoteAccess -VpnType RoutingOnly\n'],
    ['for tenants', 'Install-RemoteAccess -MultiTenancy -VpnType Vpn\n'],
    ['of DirectAccess', 'Install-RemoteAccess -DAInstallType FullInstall -ConnectToAddress edge.fabrikam.com\n'],
    ['of DirectAccess by position', 'Install-RemoteAccess FullInstall edge.fabrikam.com\n'],
    ['of a kind that is not known', 'Install-RemoteAccess -VpnType $type\n'],
    ['that is only shown', 'Install-RemoteAccess -VpnType Vpn -WhatIf\n'],
    ['in a function that nobody calls', 'function Install-Server { Install-RemoteAccess -VpnType Vpn }\n'],
    ['by a function of that name', 'function Install-RemoteAccess { Write-Host $args }\nInstall-RemoteAccess -VpnType Vpn\n'],
    ['beside a client', `Install-RemoteAccess -VpnType Vpn\n${client()}`],
  ])('an installation %s', (_, text) => {
    const workspace = workspaceOf(parseFixture(files({ 'client/p.xml': profile(), 'server/rras.ps1': text })));
    expect(findingsOf(workspace, RULE)).toEqual([]);
  });

  test('scripts that change a server which may have had a policy before', () => {
    for (const text of ['Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP, Certificate\n', 'Set-VpnServerConfiguration -Ikev2Ports 500\n'])
      expectFindings(RULE, files({ 'client/p.xml': profile(), 'server/rras.ps1': `${text}Restart-Service RemoteAccess\n` }));
  });

  test.each([
    ['states a policy', server()],
    ['may state one', 'Set-VpnServerConfiguration @settings\n'],
    ['goes back to the default', 'Set-VpnServerConfiguration -RevertToDefault -TunnelType L2TP\n'],
    ['calls what is not known', '& "$PSScriptRoot\\rras-settings.cmd"\n'],
    ['calls a command that is not known', 'Install-RemoteAccess -VpnType Vpn\nSet-FabrikamGateway\n'],
  ])('another script of the server %s', (_, text) => {
    const workspace = workspaceOf(parseFixture(files({ 'client/p.xml': profile(), 'server/install.ps1': INSTALL, 'server/more/policy.ps1': text })));
    expect(findingsOf(workspace, RULE)).toEqual([]);
  });

  test('output that the server printed says more than a script that is silent', () => {
    const output = Object.entries({
      CipherTransformConstants: 'AES128',
      DHGroup: 'Group14',
      EncryptionMethod: 'AES128',
      IdleDisconnect: '300',
      SALifeTime: '28800',
    });
    const text = `PS C:\\> Get-VpnServerConfiguration\n\n${output.map(([name, value]) => `${name.padEnd(32)} : ${value}`).join('\n')}\n`;
    expectFindings(RULE, files({ 'client/p.xml': profile(), 'server/install.ps1': INSTALL, 'server/output.txt': text }));
  });
});

describe('pinned', () => {
  const pin = (more = ''): string => `{ "deployments": [{ "name": "lisbon", "clients": ["a/**"], "servers": ["b/**"]${more} }] }\n`;
  const change = '⟦Set-VpnAuthProtocol⟧ -UserAuthProtocolAccepted EAP, Certificate\nRestart-Service RemoteAccess\n';

  test('a warning for a script that sets the server up', () => {
    const workspace = expectFindings(RULE, files({ 'aovpn.json': pin(), 'a/p.xml': MARKED_PROFILE, 'b/rras.ps1': marked }));
    expect(findingsOf(workspace, RULE).map(({ severity }) => severity)).toEqual(['warning', 'information']);
  });

  test('information for one that changes it', () => {
    const workspace = expectFindings(RULE, files({ 'aovpn.json': pin(), 'a/p.xml': MARKED_PROFILE, 'b/auth.ps1': change }));
    const [mine, theirs] = findingsOf(workspace, RULE);
    expect(mine?.severity).toBe('information');
    expect(mine?.message).toContain('but the server script (auth.ps1) states none. RRAS keeps its default and IKEv2 main mode fails with error 13868, unless');
    expect(theirs?.message).toMatch(/^This script states no custom policy, but one client .* 13868, unless it is set elsewhere\.$/);
  });

  test('a gateway, or another script of the server, has the word', () => {
    const quiet = change.replace(/[⟦⟧]/g, '');
    expectFindings(RULE, files({ 'aovpn.json': pin(', "serverPolicy": [{ "DHGroup": "Group14" }]'), 'a/p.xml': profile(), 'b/auth.ps1': quiet }));
    expectFindings(RULE, files({ 'aovpn.json': pin(), 'a/p.xml': profile(), 'b/auth.ps1': quiet, 'b/policy.ps1': server() }));
    expectFindings(RULE, files({ 'aovpn.json': pin(), 'a/p.xml': profile(), 'b/auth.ps1': quiet, 'b/more.ps1': '. .\\rras.ps1\n' }));
  });

  test('elsewhere: the script is the server of others', () => {
    expectFindings(RULE, files({ 'aovpn.json': pin(), 'c/p.xml': profile(), 'b/rras.ps1': INSTALL }));
  });
});

describe('-EncryptionType', () => {
  test('OptionalEncryption is what a server without a custom policy has', () => {
    const text = '⟦Set-VpnServerConfiguration⟧ -EncryptionType OptionalEncryption\nRestart-Service RemoteAccess\n';
    const workspace = expectFindings(RULE, files({ 'client/p.xml': MARKED_PROFILE, 'server/s.ps1': text }));
    const [mine] = findingsOf(workspace, RULE);
    expect(mine?.severity).toBe('information');
    expect(mine?.message).toContain('asks for OptionalEncryption, which is the default without a custom policy');
  });

  test.each(['MaximumEncryption', 'RequireEncryption', 'NoEncryption', '$type'])('%s is not known to be anything', (type) => {
    expectFindings(
      RULE,
      files({ 'client/p.xml': profile(), 'server/s.ps1': `Set-VpnServerConfiguration -EncryptionType ${type}\nRestart-Service RemoteAccess\n` }),
    );
  });

  test('whether it takes back a custom policy is not known', () => {
    const text = `${server()}Set-VpnServerConfiguration -EncryptionType OptionalEncryption\nRestart-Service RemoteAccess\n`;
    expectFindings(RULE, files({ 'client/p.xml': profile(), 'server/s.ps1': text }));
  });
});

test('an edit that makes the script unknown takes the finding away, and another brings it back', () => {
  const workspace = workspaceOf(parseFixture(files({ 'client/p.xml': profile(), 'server/rras.ps1': INSTALL })));
  const uri = `${ROOT}/server/rras.ps1`;
  expect(findingsOf(workspace, RULE)).toHaveLength(2);
  workspace.setFile({ uri, text: `${INSTALL}& $more\n`, languageId: 'powershell' });
  expect(findingsOf(workspace, RULE)).toEqual([]);
  workspace.setFile({ uri, text: INSTALL, languageId: 'powershell' });
  expect(findingsOf(workspace, RULE)).toHaveLength(2);
});

test('the verdict on a deployment is as sure as the finding', () => {
  const verdict = (contents: Record<string, string>): string[] => verdictsOf(workspaceOf(parseFixture(files(contents)))).map(({ text }) => text);
  expect(verdict({ 'lisbon/client/p.xml': profile(), 'lisbon/server/rras.ps1': INSTALL })).toEqual([
    'lisbon: 1 client, 1 server: will fail with 13868 (no custom policy on the server)',
  ]);
  const auth = 'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP, Certificate\nRestart-Service RemoteAccess\n';
  const project = '{ "deployments": [{ "name": "lisbon", "clients": ["a/**"], "servers": ["b/**"] }] }\n';
  expect(verdict({ 'aovpn.json': project, 'a/p.xml': profile(), 'b/auth.ps1': auth })).toEqual([
    'lisbon: 1 client, 1 server: not compared, because one side leaves the policy to Windows',
  ]);
  expect(verdict({ 'client/p.xml': profile(), 'server/auth.ps1': auth })).toEqual([]);
});
