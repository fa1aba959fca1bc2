import { expect, test } from 'vitest';
import type { ArgumentValue, CmdletCall } from '../../server/src/model/cmdlet-call.ts';
import { files } from '../support/policies.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';

function calls(text: string): readonly CmdletCall[] {
  return workspaceOf(parseFixture(files({ 's.ps1': text }))).analysisOf(`${ROOT}/s.ps1`)?.reading.facts.calls ?? [];
}

function shown(value: ArgumentValue | undefined): string {
  if (!value) return '';
  switch (value.kind) {
    case 'text':
      return `'${value.text}'`;
    case 'number':
      return String(value.number);
    case 'boolean':
      return String(value.boolean);
    case 'list':
      return `[${value.items.map(shown).join(' ')}]`;
    case 'pipeline':
      return value.stages.map(({ command }) => command).join(' | ');
    default:
      return value.kind;
  }
}

const read = (text: string): string[] =>
  calls(text).map(
    ({ cmdlet, complete, arguments: given }) =>
      `${cmdlet}${complete ? '' : ' ...'} ${[...given.values()].map(({ name, via, value, stray }) => `${name}:${via}=${shown(value)}${stray ? `!${shown(stray)}` : ''}`).join(' ')}`,
  );

test('arguments by full name, however they are given', () => {
  expect(
    read(`
$route = @{ ConnectionName = 'Fabrikam VPN'; RouteMetric = 5 }
Add-VpnConnectionRoute @route -Dest '10.20.0.0/16'
[pscustomobject]@{ SALifeTimeSeconds = 28800; DHGroup = $group } | Set-VpnServerConfiguration -CustomPolicy -PassThru:$false
Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP, 'Certificate' -RootCertificateNameToAccept $null
Add-VpnConnection 'Fabrikam VPN' vpn.fabrikam.com -SplitTunneling $true`),
  ).toEqual([
    "Add-VpnConnectionRoute DestinationPrefix:named='10.20.0.0/16' ConnectionName:splat='Fabrikam VPN' RouteMetric:splat=5",
    'Set-VpnServerConfiguration CustomPolicy:named=true PassThru:named=false SALifeTimeSeconds:pipeline=28800 DHGroup:pipeline=unread',
    "Set-VpnAuthProtocol UserAuthProtocolAccepted:named=['EAP' 'Certificate'] RootCertificateNameToAccept:named=null",
    "Add-VpnConnection SplitTunneling:named=true!true Name:positional='Fabrikam VPN' ServerAddress:positional='vpn.fabrikam.com' TunnelType:positional=true",
  ]);
});

test('a pipeline is read in place and through the one assignment of a variable, and not otherwise', () => {
  const values = (assigned: string, value = '$root'): string[] =>
    calls(`${assigned}\nSet-VpnAuthProtocol -RootCertificateNameToAccept ${value}`)
      .filter(({ cmdlet }) => cmdlet === 'Set-VpnAuthProtocol')
      .map(({ arguments: given }) => shown(given.get('RootCertificateNameToAccept')?.value));
  expect(values('$root = (Get-ChildItem Cert:\\LocalMachine\\Root |\n  Where-Object { $_.Subject -like "*x*" })')).toEqual(['get-childitem | where-object']);
  expect(values('', '@(gci Cert:\\LocalMachine\\Root | ? Subject -like x)')).toEqual(['gci | ?']);
  expect(values('', '$root\n$root = gci Cert:\\LocalMachine\\Root')).toEqual(['unread']);
  for (const other of [
    '$root = (gci Cert:\\ | ? Subject -like x)[0]',
    '$root = (gci Cert:\\ | ? Subject -like x).Where({ $true })',
    '$root = $all | Select-Object -First 1',
    '$root = gci Cert:\\\n$root = Get-Root',
    'if ($x) { $root = gci Cert:\\ } else { $root = Get-Root }',
    'param($root)',
  ])
    expect(values(other)).toEqual(['unread']);
});

test('one connection is the same name, or the same variable that never changes', () => {
  const connections = (text: string): (string | undefined)[] => calls(text).map(({ connection }) => connection);
  const [a, b] = connections("Add-VpnConnection 'Fabrikam VPN'\nSet-VpnConnection -ConnectionName 'FABRIKAM vpn'");
  expect(a).toBeDefined();
  expect(b).toBe(a);
  const [c, d] = connections('param($Name)\nAdd-VpnConnection $Name\nSet-VpnConnection -Name $name');
  expect(c).toBeDefined();
  expect(d).toBe(c);
  expect(connections('1, 2 | ForEach-Object { Add-VpnConnection $_ }\nAdd-VpnConnection $args\nAdd-VpnConnection "VPN $site"')).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const [e, f] = connections('function A($Name) { Add-VpnConnection $Name }\nfunction B($Name) { Set-VpnConnection $Name }');
  expect(e).not.toBe(f);
  expect(connections('foreach ($n in $a) { Add-VpnConnection $n }\nforeach ($n in $b) { Set-VpnConnection $n }')).toEqual([undefined, undefined]);
});

test('a function or alias of the script is no cmdlet, and what brackets leave open has no arguments', () => {
  expect(read('function Add-VpnConnection { }\nAdd-VpnConnection x')).toEqual([]);
  expect(read('New-Alias Set-VpnConnection Invoke-Other\nSet-VpnConnection x')).toEqual([]);
  expect(read('Set-VpnServerConfiguration -CustomPolicy -RevertToDefault -DHGroup "Group14\n')).toEqual(['Set-VpnServerConfiguration ... ']);
  expect(read("$PSDefaultParameterValues['*:Force'] = $true\nSet-VpnConnection x")).toEqual(["Set-VpnConnection ... Name:positional='x'"]);
});
