import { describe, expect, test } from 'vitest';
import { RULES } from '../../server/src/rules/index.ts';
import { parsePowerShell } from '../../server/src/syntax/powershell/parse.ts';
import { applied, expectFindings, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';
import { files } from '../support/policies.ts';

/** The script after the first fix of the first finding of a rule. */
function fixed(ruleId: string, text: string): string {
  const workspace = workspaceOf(parseFixture(files({ 's.ps1': text })));
  const [finding] = findingsOf(workspace, ruleId);
  const [fix] = finding?.fixes() ?? [];
  if (!finding || !fix) return 'no fix';
  return workspace.edits(fix) ? printed(applied(workspace, finding, fix.title)).replace('=== s.ps1\n', '') : 'cannot be written';
}

const found = (ruleId: string, text: string): number => findingsOf(workspaceOf(parseFixture(files({ 's.ps1': text }))), ruleId).length;

describe('ps-restart-missing', () => {
  const ID = 'ps-restart-missing';

  test('restarts where the last change is, in its layout', () => {
    const script =
      'if ($reset) {\n    Set-VpnServerConfiguration -RevertToDefault `\n        -TunnelType IKEV2 | Out-Null # weak\n    Get-VpnServerConfiguration\n}\n';
    expect(fixed(ID, script)).toBe(
      'if ($reset) {\n    Set-VpnServerConfiguration -RevertToDefault `\n        -TunnelType IKEV2 | Out-Null # weak\n    Restart-Service RemoteAccess -Force\n    Get-VpnServerConfiguration\n}\n',
    );
    expect(fixed(ID, 'Set-VpnServerConfiguration -RevertToDefault\r\nGet-VpnServerConfiguration\r\n')).toBe(
      'Set-VpnServerConfiguration -RevertToDefault\r\nRestart-Service RemoteAccess -Force\r\nGet-VpnServerConfiguration\r\n',
    );
  });

  test.each([
    [
      'only one of two branches would get it',
      'if ($x) {\n  Set-VpnServerConfiguration -RevertToDefault\n} else {\n  Set-VpnServerConfiguration -Ikev2Ports 500\n}\n',
    ],
    ['the server is another computer', 'Set-VpnServerConfiguration -RevertToDefault -CimSession $server\n'],
    ['more stands on the line', 'if ($x) { Set-VpnServerConfiguration -RevertToDefault }\n'],
    ['the result is used', '(Set-VpnServerConfiguration -RevertToDefault -PassThru).DHGroup\n'],
  ])('has no fix where %s', (_, script) => {
    expect(found(ID, script)).toBe(1);
    expect(fixed(ID, script)).toMatch(/^(no fix|cannot be written)$/);
  });

  test.each([
    'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\nSet-Service RemoteAccess -Status Running\n',
    'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\n& .\\Finish.ps1\n',
    'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\ncmd /c "net start RemoteAccess"\n',
    'function Use-Service { Restart-Service RemoteAccess }\nSet-VpnAuthProtocol -UserAuthProtocolAccepted EAP\n',
    'function Set-All { Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP }\nSet-All\nRestart-Service RemoteAccess\n',
    'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\nWrite-Host "done\nRestart-Service RemoteAccess\n',
    'Set-VpnAuthProtocol\n',
  ])('is silent about %j', (script) => expect(found(ID, script)).toBe(0));

  test.each([
    // A comment does nothing, nor does another service, nor does a restart that has been.
    'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\n# restart RemoteAccess\n',
    'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\nRestart-Service Spooler\n',
    'Restart-Computer -WhatIf\nSet-VpnAuthProtocol -UserAuthProtocolAccepted EAP\n',
    'function Set-All { Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP }\nSet-All\n',
  ])('tells of %j', (script) => expect(found(ID, script)).toBe(1));
});

describe('switches', () => {
  test('go into the hashtable of a command, unless others are splatted with it', () => {
    const table = "$all = @{ ConnectionName = 'Fabrikam VPN'; RevertToDefault = $true }\n";
    expect(fixed('ps-force-missing', `${table}Set-VpnConnectionIPsecConfiguration @all\n`)).toBe(
      "$all = @{ ConnectionName = 'Fabrikam VPN'; RevertToDefault = $true; Force = $true }\nSet-VpnConnectionIPsecConfiguration @all\n",
    );
    expect(fixed('ps-force-missing', `${table}Show-Table @all\nSet-VpnConnectionIPsecConfiguration @all\n`)).toBe(
      `${table}Show-Table @all\nSet-VpnConnectionIPsecConfiguration @all -Force\n`,
    );
  });

  test('stand behind the command where conditions decide on the hashtable, and are missed once', () => {
    const tables = 'if ($x) { $all = @{ RevertToDefault = $true } } else { $all = @{ RevertToDefault = $true; AllUserConnection = $true } }\n';
    const script = `${tables}Set-VpnConnectionIPsecConfiguration 'Fabrikam VPN' @all\n`;
    expect(found('ps-force-missing', script)).toBe(1);
    expect(fixed('ps-force-missing', script)).toBe(`${tables}Set-VpnConnectionIPsecConfiguration 'Fabrikam VPN' @all -Force\n`);
  });

  test('that are followed by a value keep it behind a colon', () => {
    expect(fixed('ps-split-switch', "Add-VpnConnection -Name 'Fabrikam VPN' -SplitTunneling  $false -Force\n")).toBe(
      "Add-VpnConnection -Name 'Fabrikam VPN' -SplitTunneling:$false -Force\n",
    );
  });
});

test('positions that a splatted list fills cannot be named', () => {
  const script = "$values = 'SHA256128', 'AES128'\nSet-VpnConnectionIPsecConfiguration 'Fabrikam VPN' @values\n";
  expect(found('ps-client-positional', script)).toBe(1);
  expect(fixed('ps-client-positional', script)).toBe('cannot be written');
});

test('a root certificate in a hashtable is looked up there', () => {
  expect(
    fixed('ps-root-cert-string', "$auth = @{ RootCertificateNameToAccept = '71899A67BF33AF31BEFDC071F8F733B183856332' }\nSet-VpnAuthProtocol @auth\n"),
  ).toBe(
    '$auth = @{ RootCertificateNameToAccept = (Get-Item -Path Cert:\\LocalMachine\\Root\\71899A67BF33AF31BEFDC071F8F733B183856332 -ErrorAction Stop) }\nSet-VpnAuthProtocol @auth\n',
  );
  expect(fixed('ps-root-cert-string', "Set-VpnAuthProtocol -RootCertificateNameToAccept 'Fabrikam Root CA'\n")).toBe('no fix');
});

test('a partial policy says which defaults it gets, and is less severe with a group', () => {
  const severity = (policy: string): string[] =>
    findingsOf(workspaceOf(parseFixture(files({ 's.ps1': `Set-VpnServerConfiguration -CustomPolicy ${policy}` }))), 'ps-server-partial').map(
      (finding) => `${finding.severity} ${/probably (.*?) \(/.exec(finding.message)?.[1] ?? ''}`,
    );
  expect(severity('-EncryptionMethod AES256')).toEqual(['warning IntegrityCheckMethod SHA256, DHGroup Group2 and PfsGroup PFS2048']);
  expect(severity('-DHGroup ECP384 -EncryptionMethod AES256 -IntegrityCheckMethod SHA384 -PfsGroup ECP384')).toEqual(['information ']);
});

describe('ps-smart-quotes', () => {
  test.each([
    'Restart-Service –Name “Remote”',
    'Write-Host ‘it’’s’ “say ””hi”” – now” —NoNewline',
    'Write-Host “$(Get-Item ‘x’ –Force) and ‘more’”',
    "Set-Item -Path ‘a'’b' –Value „x”",
  ])('the fix of %j changes nothing for PowerShell', (line) => {
    const script = `Get-VpnConnection\n${line}\n`;
    const after = fixed('ps-smart-quotes', script);
    const meaning = (text: string): unknown =>
      parsePowerShell(text).commands.map(({ name, args }) => [
        name,
        args.map((argument) => [
          argument.kind,
          argument.kind === 'parameter' ? argument.name : argument.value.kind === 'string' ? argument.value.value : argument.value.kind,
        ]),
      ]);
    expect(after).not.toBe(script);
    expect(meaning(after)).toEqual(meaning(script));
    expect(found('ps-smart-quotes', after)).toBe(0);
  });

  test('is about scripts that have to do with a VPN', () => {
    expect(found('ps-smart-quotes', '# vpn\nWrite-Host “x”\n')).toBe(0);
    expectFindings('ps-smart-quotes', '=== s.ps1\n# For the VPN server\nEnable-SSTPOffload -CertificateHash ⟦“⟧C3AB8FF1” -Restart\n');
  });
});

test('no rule fails at any beginning of its own examples', { timeout: 60_000 }, () => {
  for (const { id, examples } of RULES) {
    if (!/^(ps-|root-cert)/.test(id)) continue;
    for (const { uri, text } of examples.bad.flatMap((example) => parseFixture(example).files)) {
      // A rule that throws makes `workspaceOf` throw.
      for (let end = 0; end < text.length; end += 3) workspaceOf({ files: [{ uri, text: text.slice(0, end) }] }).findings(uri);
    }
  }
});
