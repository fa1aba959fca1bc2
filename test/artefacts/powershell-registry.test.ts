import { describe, expect, test } from 'vitest';
import powershell from '../../server/src/artefacts/powershell/artefact.ts';
import { readRegistryPath, withKey } from '../../server/src/artefacts/powershell/registry-path.ts';

function read(text: string): string[] {
  const { facts } = powershell.read({ uri: 'file:///project/script.ps1', text });
  return facts.registryWrites.map(
    ({ action, path, name, type, data, dataText }) =>
      `${action} ${path.value.hive}\\${path.value.key} ${name.value} ${type.state === 'known' ? type.type : type.state} ${dataText ?? data}`,
  );
}

describe('the commands of the articles, as pasted from the page', () => {
  test('IKEv2 fragmentation', () => {
    expect(
      read(
        'New-ItemProperty -Path “HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2\\” -Name EnableServerFragmentation -PropertyType DWORD -Value 1 -Force',
      ),
    ).toEqual(['create HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2 EnableServerFragmentation DWord 1']);
  });

  test('IKEv2 load balancing and NAT', () => {
    const text =
      'New-ItemProperty -Path ‘HKLM:SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters\\’ -Name IkeNumEstablishedForInitialQuery -PropertyType DWORD -Value 50000 -Force\n\nRestart-Service IKEEXT -Force -PassThru';
    expect(read(text)).toEqual([
      'create HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters IkeNumEstablishedForInitialQuery DWord 50000',
    ]);
    const { facts } = powershell.read({ uri: 'file:///project/script.ps1', text });
    expect(facts.script?.restarts.map(({ service }) => (typeof service === 'string' ? service : service.value))).toEqual(['IKEEXT']);
  });
});

test.each([
  ["Set-ItemProperty 'HKLM:\\SOFTWARE\\X' Y 1 -Type DWord", 'set HKEY_LOCAL_MACHINE\\SOFTWARE\\X Y DWord 1'],
  ['sp -LiteralPath HKLM:\\SOFTWARE\\X -Name Y -Value abc', 'set HKEY_LOCAL_MACHINE\\SOFTWARE\\X Y absent abc'],
  ['New-ItemProperty HKLM:\\SOFTWARE\\X Y -Value 0x10', 'create HKEY_LOCAL_MACHINE\\SOFTWARE\\X Y absent 16'],
  ["New-ItemProperty HKLM:\\SOFTWARE\\X Y -Value '1' -PropertyType dw", 'create HKEY_LOCAL_MACHINE\\SOFTWARE\\X Y DWord 1'],
  ['New-ItemProperty HKLM:\\SOFTWARE\\X Y -Value $v -PropertyType $t', 'create HKEY_LOCAL_MACHINE\\SOFTWARE\\X Y unread unread'],
  ['New-ItemProperty HKLM:\\SOFTWARE\\X Y -Value ([byte[]](1,2)) -PropertyType Binary', 'create HKEY_LOCAL_MACHINE\\SOFTWARE\\X Y Binary unread'],
  ['New-ItemProperty HKLM:\\SOFTWARE\\X Y -PropertyType REG_DWORD', 'create HKEY_LOCAL_MACHINE\\SOFTWARE\\X Y invalid absent'],
  ["Remove-ItemProperty -Path 'HKLM:\\SOFTWARE\\X' -Name Y", 'delete HKEY_LOCAL_MACHINE\\SOFTWARE\\X Y absent absent'],
  ["$path = 'HKLM:\\SOFTWARE\\X'\nNew-ItemProperty -Path $path -Name Y -Value 1", 'create HKEY_LOCAL_MACHINE\\SOFTWARE\\X Y absent 1'],
])('%s', (text, expected) => {
  expect(read(text)).toEqual([expected]);
});

test.each([
  'New-ItemProperty -Path "$base\\X" -Name Y -Value 1',
  'New-ItemProperty -Path C:\\Temp -Name Y -Value 1',
  'New-ItemProperty -Path HKLM:\\X -Name $name -Value 1',
])('%s states nothing that is known', (text) => {
  expect(read(text)).toEqual([]);
});

test.each([
  ['HKLM:\\SYSTEM\\X', 'HKEY_LOCAL_MACHINE', 'SYSTEM\\X'],
  ['HKLM:SYSTEM\\X\\', 'HKEY_LOCAL_MACHINE', 'SYSTEM\\X'],
  ['hklm:/system//x', 'HKEY_LOCAL_MACHINE', 'system\\x'],
  ['Registry::HKEY_LOCAL_MACHINE\\SYSTEM\\X', 'HKEY_LOCAL_MACHINE', 'SYSTEM\\X'],
  ['Registry::HKLM\\SYSTEM', 'HKEY_LOCAL_MACHINE', 'SYSTEM'],
  ['Microsoft.PowerShell.Core\\Registry::HKEY_CURRENT_USER\\X', 'HKEY_CURRENT_USER', 'X'],
  ['HKCU:', 'HKEY_CURRENT_USER', ''],
])('the path %s', (path, hive, key) => {
  expect(readRegistryPath(path)).toEqual({ hive, key });
});

test.each(['C:\\Windows', 'SYSTEM\\CurrentControlSet', 'HKXX:\\X', ''])('%s is no registry path', (path) => {
  expect(readRegistryPath(path)).toBeUndefined();
});

test.each([
  ['HKLM:\\A\\B', 'HKLM:\\K'],
  ['HKLM:A\\B\\', 'HKLM:\\K\\'],
  ['hklm:\\A', 'hklm:\\K'],
  ['Registry::HKEY_LOCAL_MACHINE\\A', 'Registry::HKEY_LOCAL_MACHINE\\K'],
  ['HKCU:\\A', 'HKLM:\\K'],
])('%s with another key is %s', (path, expected) => {
  expect(withKey(path, 'K')).toBe(expected);
});
