import { describe, expect, test } from 'vitest';
import powershell from '../../server/src/artefacts/powershell/artefact.ts';
import { ATTRIBUTES } from '../../server/src/knowledge/ipsec.ts';
import type { Facts } from '../../server/src/model/facts.ts';
import type { IPsecPolicy, Slot } from '../../server/src/model/policy.ts';
import { workspaceOf } from '../support/fixture.ts';

function fileOf(text: string): { readonly text: string; readonly facts: Facts } {
  return { text, facts: powershell.read({ uri: 'file:///project/script.ps1', text }).facts };
}

function policiesOf(text: string): readonly IPsecPolicy[] {
  return fileOf(text).facts.policies;
}

function shown(slot: Slot): string {
  if (slot.state === 'known') return slot.algorithm;
  if (slot.state === 'possible') return `${slot.why}(${slot.values.map(({ algorithm }) => algorithm).join(' | ')})`;
  if (slot.state === 'invalid') return `!${slot.written.value}`;
  return slot.state === 'unread' ? '?' : slot.state;
}

/** What a script states, a line a policy: side, kind, the values that are there. */
function read(text: string): string[] {
  return policiesOf(text).map(({ side, kind, superseded, slots }) => {
    const values = ATTRIBUTES.flatMap((name) => (slots[name].state === 'absent' ? [] : [`${name}=${shown(slots[name])}`]));
    return `${side} ${kind}${superseded ? ' superseded' : ''}: ${values.join(' ')}`;
  });
}

const SET = 'Set-VpnServerConfiguration -CustomPolicy';

/** The rules that find something in a script. */
function rulesOf(text: string): string[] {
  const uri = 'file:///project/script.ps1';
  return workspaceOf({ files: [{ uri, text }] })
    .findings(uri)
    .map(({ rule }) => rule.id);
}

describe('values that may be one of several', () => {
  test.each([
    ['branches', `if ($new) { $g = 'ECP384' } else { $g = 'Group14' }\n${SET} -DHGroup $g`, 'DHGroup=branches(dh20 | dh14)'],
    ['a switch', `switch ($level) { 'high' { $g = 'ECP384' } default { $g = 'Group14' } }\n${SET} -DHGroup $g`, 'DHGroup=branches(dh20 | dh14)'],
    ['an entry under a condition', `$p = @{ DHGroup = 'Group14' }\nif ($new) { $p.DHGroup = 'ECP384' }\n${SET} @p`, 'DHGroup=branches(dh14 | dh20)'],
    ['an entry that may be missing', `$p = @{ PfsGroup = 'ECP384' }\nif ($new) { $p.DHGroup = 'ECP384' }\n${SET} @p`, 'DHGroup=? PfsGroup=dh20'],
    ['a set', `param([ValidateSet('Group14', 'ECP256')] [string] $g = 'ECP256')\n${SET} -DHGroup $g`, 'DHGroup=parameter(dh19 | dh14)'],
    ['a default', `param([string] $g = 'Group14')\n${SET} -DHGroup $g`, 'DHGroup=default(dh14)'],
    ['one that is no algorithm', `param([ValidateSet('Group14', 'Best')] $g)\n${SET} -DHGroup $g`, 'DHGroup=?'],
    ['blanks around them', `if ($new) { $g = ' ECP384' } else { $g = 'Group14 ' }\n${SET} -DHGroup $g`, 'DHGroup=branches(dh20 | dh14)'],
    ['a number among them', `if ($new) { $g = 'ECP384' } else { $g = 3 }\n${SET} -DHGroup $g`, 'DHGroup=?'],
    ['one that is made something else', `if ($new) { $g = 'ECP384' } else { $g = [int]'Group14' }\n${SET} -DHGroup $g`, 'DHGroup=?'],
    ['an empty one', `$g = ''\nif ($new) { $g = 'Group14' }\n${SET} -DHGroup $g`, 'DHGroup=?'],
    ['joined hashtables', `$p = @{ DHGroup = 'Group14' }\n$p += @{ PfsGroup = 'PFS2048' }\n${SET} @p`, 'DHGroup=dh14 PfsGroup=dh14'],
    ['an entry removed', `$p = @{ DHGroup = 'Group14'; PfsGroup = 'PFS2048' }\n$p.Remove('PfsGroup')\n${SET} @p`, 'DHGroup=dh14'],
    ['an ordered one', `$p = [ordered]@{ DHGroup = 'Group14' }\n${SET} @p`, 'DHGroup=dh14'],
    ['a parameter in a table', `function F { param([string] $g = 'Group14')\n$p = @{ DHGroup = $g }\n${SET} @p }`, 'DHGroup=default(dh14)'],
  ])('%s', (_, text, expected) => expect(read(text)).toEqual([`server custom: ${expected}`]));

  test('the place of each value is where it is written, and that of the slot the name of its parameter', () => {
    const branches = "if ($new) { $g = 'ECP384' } else { $g = 'Group14' }\n";
    const { text, facts } = fileOf(`${branches}${SET} -DHGroup $g`);
    const slot = facts.policies[0]?.slots.DHGroup;
    if (slot?.state !== 'possible' || !slot.at) expect.fail('Not all values are known');
    const places = [slot.at, ...slot.values.map(({ written: { at } }) => at)];
    expect(places.map(({ span }) => text.slice(span.start, span.end))).toEqual(['DHGroup', 'ECP384', 'Group14']);
    for (const { key, span } of places) expect(facts.placeOf(key ?? '')).toEqual(span);
    // By position there is no name.
    const byPosition = fileOf(`${branches}Set-VpnConnectionIPsecConfiguration VPN SHA256128 AES256 $g`);
    const at = byPosition.facts.policies[0]?.slots.DHGroup;
    expect(at?.state === 'possible' && byPosition.text.slice(at.at?.span.start)).toBe('$g');
  });

  test('a slot whose values are not all known has the place of its parameter', () => {
    const { text, facts } = fileOf(`param([ValidateSet('Group14', 'Best')] $g)\n${SET} -DHGroup $g`);
    const slot = facts.policies[0]?.slots.DHGroup;
    expect(slot?.state === 'unread' && slot.at && text.slice(slot.at.span.start, slot.at.span.end)).toBe('DHGroup');
  });

  test.each([
    ['the pipeline of another command', `Import-Csv p.csv | ForEach-Object { ${SET} -DHGroup $_.Group }`],
    ['an object cut to size', `[pscustomobject]@{ DHGroup = 'Group14' } | Select-Object DHGroup | ${SET} -DHGroup $g`],
    ['a file', `$g = Get-Content group.txt\n${SET} -DHGroup $g`],
    ['a document', `$p = Get-Content p.json | ConvertFrom-Json\n${SET} -DHGroup $p.DHGroup`],
    ['a question', `$g = Read-Host\n${SET} -DHGroup $g`],
    ['code in a text', `$g = 'Group14'\nInvoke-Expression $code\n${SET} -DHGroup $g`],
    ['other code', `$g = 'Group14'\n. .\\settings.ps1\n${SET} -DHGroup $g`],
    ['a variable of elsewhere', `Invoke-Command -ComputerName ras1 { ${SET} -DHGroup $using:g }`],
  ])('unread: %s', (_, text) => expect(read(text).map((line) => /DHGroup=(\S+)/.exec(line)?.[1])).toEqual(['?']));
});

describe('functions of the script', () => {
  const define = `function Set-Policy {\n  param([string] $Group, $Pfs = 'PFS2048')\n  ${SET} -DHGroup $Group -PfsGroup $Pfs\n}\n`;

  test('each call states a policy', () => {
    expect(read(`${define}if ($new) { Set-Policy ECP384 -Pfs ECP384 }\nelse { Set-Policy -Group Group14 }`)).toEqual([
      'server custom: DHGroup=dh20 PfsGroup=dh20',
      'server custom: DHGroup=dh14 PfsGroup=dh14',
    ]);
  });

  test('a later call replaces an earlier one, wherever the function stands', () => {
    expect(read(`${define}Set-Policy Group2\n${SET} -DHGroup Group14\nSet-Policy ECP384`)).toEqual([
      'server custom superseded: DHGroup=dh2 PfsGroup=dh14',
      'server custom superseded: DHGroup=dh14',
      'server custom: DHGroup=dh20 PfsGroup=dh14',
    ]);
  });

  test('keys differ, and places are those of the arguments', () => {
    const text = `${define}if ($a) { Set-Policy Group14 } else { Set-Policy ECP256 }`;
    const policies = policiesOf(text);
    expect(new Set(policies.map(({ key }) => key)).size).toBe(2);
    expect(policies.map(({ slots: { DHGroup } }) => DHGroup.state === 'known' && DHGroup.written.at.span.start)).toEqual([
      text.indexOf('Group14 }'),
      text.indexOf('ECP256 }'),
    ]);
  });

  test('what is wrong in the function is said once', () => {
    const text =
      "function Set-Policy($Group) {\n  Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -DHGroup $Group -Force\n}\nSet-Policy Group14\nSet-Policy ECP384\n";
    expect(rulesOf(text)).toEqual(['ps-client-missing']);
  });
});

describe('functions of others', () => {
  const STANDARD =
    'server custom: EncryptionMethod=AES128 IntegrityCheckMethod=SHA256 DHGroup=dh14 CipherTransformConstants=AES128 AuthenticationTransformConstants=SHA256 PfsGroup=dh14';
  const ENHANCED =
    'server custom: EncryptionMethod=AES128-GCM IntegrityCheckMethod=SHA256 DHGroup=dh14 CipherTransformConstants=AES128-GCM AuthenticationTransformConstants=AES128-GCM PfsGroup=dh19';

  test.each([
    ['a function', 'Set-IKEv2VpnSecurityBaseline -Restart', STANDARD],
    ['a script', '.\\Set-IKEv2VpnSecurityBaseline.ps1', STANDARD],
    ['a script elsewhere', "& 'C:\\Scripts\\Set-IKEv2VpnSecurityBaseline.ps1' -EnhancedSecurity", ENHANCED],
    ['a script beside this one', '& "$PSScriptRoot\\Set-IKEv2VpnSecurityBaseline.ps1" -EnhancedSecurity', ENHANCED],
    ['a script beside this one without quotes', '& $PSScriptRoot\\Set-IKEv2VpnSecurityBaseline.ps1', STANDARD],
    ['an abbreviated switch', 'Set-IKEv2VpnSecurityBaseline -Enh', ENHANCED],
    ['a switch that is off', 'Set-IKEv2VpnSecurityBaseline -EnhancedSecurity:$false', STANDARD],
    ['back to the default', 'Set-IKEv2VpnSecurityBaseline -Reset', 'server system-default: '],
    [
      'a switch that is not known',
      'Set-IKEv2VpnSecurityBaseline -EnhancedSecurity:$enhanced',
      'server custom: EncryptionMethod=parameter(AES128 | AES128-GCM) IntegrityCheckMethod=SHA256 DHGroup=dh14 CipherTransformConstants=parameter(AES128 | AES128-GCM) AuthenticationTransformConstants=parameter(SHA256 | AES128-GCM) PfsGroup=parameter(dh14 | dh19)',
    ],
    ['parameters that are not known', 'Set-IKEv2VpnSecurityBaseline @p', 'server unread: '],
  ])('%s', (_, text, expected) => expect(read(text)).toEqual([expected]));

  test.each([
    ['one of the same name in the script', 'function Set-IKEv2VpnSecurityBaseline { }\nSet-IKEv2VpnSecurityBaseline'],
    ['dot-sourced', '. .\\Set-IKEv2VpnSecurityBaseline.ps1'],
    ['a script whose name is put together', '& "$PSScriptRoot\\$prefix-Set-IKEv2VpnSecurityBaseline.ps1"'],
    ['dot-sourced from beside this one', '. "$PSScriptRoot\\Set-IKEv2VpnSecurityBaseline.ps1"'],
    ['named in a comment', '# Set-IKEv2VpnSecurityBaseline'],
    [
      'others',
      'Enable-IKEv2CrlCheck -Restart\nEnable-VpnServerIKEv2Fragmentation\nSet-IKEv2VPNLoadBalancingParameters\nEnable-SstpOffload -CertificateHash $hash',
    ],
  ])('no policy: %s', (_, text) => expect(read(text)).toEqual([]));

  test('the last one counts', () => {
    expect(read(`Set-IKEv2VpnSecurityBaseline\n${SET} -DHGroup ECP384`)).toEqual([
      STANDARD.replace('custom', 'custom superseded'),
      'server custom: DHGroup=dh20',
    ]);
  });

  test('nothing is written into a call', () => {
    const reading = powershell.read({ uri: 'file:///project/script.ps1', text: 'Set-IKEv2VpnSecurityBaseline\n' });
    const [policy] = reading.facts.policies;
    expect(policy?.writable).toBe(false);
    expect(policy && powershell.write(reading, [{ kind: 'set-algorithm', policy, attribute: 'DHGroup', algorithm: 'dh20' }])).toBeUndefined();
  });

  test('a restart of RemoteAccess is the right one behind them', () => {
    const write =
      "New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters' -Name IkeNumEstablishedForInitialQuery -PropertyType DWord -Value 50000 -Force\n";
    const restarts = (text: string): string[] => rulesOf(write + text).filter((rule) => rule !== 'ikenum-workaround');
    expect(restarts('Restart-Service RemoteAccess\n')).toEqual(['reg-restart-service']);
    expect(restarts('.\\Set-IKEv2VpnSecurityBaseline.ps1\nRestart-Service RemoteAccess\n')).toEqual([]);
    expect(restarts('Set-IKEv2VPNLoadBalancingParameters -Restart\n')).toEqual([]);
  });
});
