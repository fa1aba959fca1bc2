import { beforeAll, expect, test } from 'vitest';
import powershell from '../../server/src/artefacts/powershell/artefact.ts';
import { contentText } from '../../server/src/model/registry/content.ts';
import { loadPowerShell } from '../support/powershell.ts';

beforeAll(loadPowerShell);

/** Every write in one line: notation, action, key, name, content, and what is special about it. */
function read(text: string): string[] {
  const { facts } = powershell.read({ uri: 'file:///project/script.ps1', text: `${text}\n# vpn` });
  const writes = facts.registryWrites.map((write) => {
    const { notation, action, path, name, content, forced, conditional } = write;
    const flags = [forced === undefined ? '?' : forced ? 'forced' : '', conditional ? 'conditional' : ''].filter((flag) => flag !== '').join(' ');
    return {
      offset: write.offset,
      line: `${notation} ${action} ${path.value.hive}\\${path.value.key} [${name.value}] ${content ? contentText(content) : '-'} ${flags}`.trimEnd(),
    };
  });
  const keys = (facts.registryKeys ?? []).map(({ action, path, conditional, offset }) => ({
    offset,
    line: `key ${action} ${path.value.hive}\\${path.value.key}${conditional ? ' conditional' : ''}`,
  }));
  return [...writes, ...keys].sort((a, b) => a.offset - b.offset).map(({ line }) => line);
}

const X = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\X';

test.each([
  ['-PropertyType DWord -Value 4', 'DWord 4'],
  ["-PropertyType DWord -Value '4'", 'DWord 4'],
  ['-PropertyType DWord -Value 0x10', 'DWord 16'],
  ["-PropertyType DWord -Value '0x10'", 'DWord 16'],
  ['-PropertyType DWord -Value -1', 'DWord 4294967295'],
  ['-PropertyType DWord -Value 0xFFFFFFFF', 'DWord 4294967295'],
  ['-PropertyType DWord -Value 4294967295', '-'],
  ['-PropertyType DWord -Value 1.5', '-'],
  ['-PropertyType DWord -Value $true', 'DWord 1'],
  ['-PropertyType DWord', 'DWord 0'],
  ['-PropertyType DWord -Value abc', '-'],
  ['-PropertyType DWord -Value $v', '-'],
  ['-PropertyType DWord -Value 1KB', 'DWord 1024'],
  ['-PropertyType QWord -Value 4294967296', 'QWord 4294967296'],
  ['-PropertyType QWord -Value -1', 'QWord 18446744073709551615'],
  ['-PropertyType QWord -Value 9223372036854775807', 'QWord 9223372036854775807'],
  ['-PropertyType Binary -Value ([byte[]](0x01,0xAB))', 'Binary 01 ab'],
  ['-PropertyType Binary -Value (1,2)', 'Binary 01 02'],
  ['-PropertyType Binary -Value 1,2', 'Binary 01 02'],
  ['-PropertyType Binary -Value @(1,2)', 'Binary 01 02'],
  ["-PropertyType Binary -Value ([byte[]]('1','0xff'))", 'Binary 01 ff'],
  ['-PropertyType Binary -Value (1,256)', '-'],
  ["-PropertyType Binary -Value '01ab'", '-'],
  ['-PropertyType MultiString -Value a,b', 'MultiString ["a","b"]'],
  ["-PropertyType MultiString -Value @('a','b')", 'MultiString ["a","b"]'],
  ['-PropertyType MultiString -Value a', 'MultiString ["a"]'],
  ['-PropertyType String -Value abc', 'String abc'],
  ['-PropertyType String -Value 5', 'String 5'],
  ['-PropertyType String -Value 0x5', '-'],
  ["-PropertyType ExpandString -Value '%SystemRoot%\\x'", 'ExpandString %SystemRoot%\\x'],
  ['-Type ([Microsoft.Win32.RegistryValueKind]::DWord) -Value 4', 'DWord 4'],
  ['-PropertyType $t -Value 4', '-'],
  ['-PropertyType REG_DWORD -Value 4', '-'],
  // Without a type the data decides.
  ['-Value 4', 'DWord 4'],
  ['-Value 4294967296', 'QWord 4294967296'],
  ['-Value abc', 'String abc'],
  ['-Value ([byte[]](1,2))', 'Binary 01 02'],
  ['-Value (1,2)', '-'],
])('New-ItemProperty %s', (rest, expected) => {
  expect(read(`New-ItemProperty -Path HKLM:\\SOFTWARE\\X -Name Y ${rest}`)).toEqual([`powershell create ${X} [Y] ${expected}`]);
});

test.each([
  // With -Force a value that exists keeps its type, which is a number's in any case that matters.
  ['New-ItemProperty HKLM:\\SOFTWARE\\X Y -Value 4 -Force', [`powershell create ${X} [Y] DWord 4 forced`]],
  ['New-ItemProperty HKLM:\\SOFTWARE\\X Y -Value a -Force', [`powershell create ${X} [Y] - forced`]],
  ['New-ItemProperty HKLM:\\SOFTWARE\\X Y -Value 4 -Force:$f', [`powershell create ${X} [Y] DWord 4 ?`]],
  // Set-ItemProperty keeps the type of what is there.
  ['Set-ItemProperty HKLM:\\SOFTWARE\\X Y 4', [`powershell set ${X} [Y] - forced`]],
  ['Set-ItemProperty HKLM:\\SOFTWARE\\X Y 4 -Type DWord', [`powershell set ${X} [Y] DWord 4 forced`]],
  ['Set-ItemProperty HKLM:\\SOFTWARE\\X Y 4 -Type DWord -WhatIf', [`powershell set ${X} [Y] - forced conditional`]],
  ["sp HKLM:/SOFTWARE/X '(default)' abc -Type String", [`powershell set ${X} [] String abc forced`]],
  ['if ($x) { sp HKLM:\\SOFTWARE\\X Y 4 -Type DWord }', [`powershell set ${X} [Y] DWord 4 forced conditional`]],
  ['rp HKLM:\\SOFTWARE\\X -Name A, B', [`powershell delete ${X} [A] - forced`, `powershell delete ${X} [B] - forced`]],
  ['rp HKLM:\\SOFTWARE\\X -Name A, $b', []],
  [
    'Remove-ItemProperty HKLM:\\SOFTWARE\\X, HKCU:\\SOFTWARE\\X A',
    [`powershell delete ${X} [A] - forced`, 'powershell delete HKEY_CURRENT_USER\\SOFTWARE\\X [A] - forced'],
  ],
  // Paths and drives.
  ['$p = Join-Path HKLM:\\SOFTWARE X\nsp $p Y 4 -Type DWord', []],
  ['$b = \'HKLM:\\SOFTWARE\'\nsp "$b\\X" Y 4 -Type DWord', [`powershell set ${X} [Y] DWord 4 forced`]],
  ["$p = @{ Path = 'HKLM:\\SOFTWARE\\X'; Name = 'Y'; Value = 4; Type = 'DWord' }\nSet-ItemProperty @p", [`powershell set ${X} [Y] DWord 4 forced`]],
  [
    'New-PSDrive -Name Def -PSProvider Registry -Root HKEY_USERS\\.DEFAULT\nsp Def:\\SOFTWARE Y 4 -Type DWord',
    ['powershell set HKEY_USERS\\.DEFAULT\\SOFTWARE [Y] DWord 4 forced'],
  ],
  ['New-PSDrive HKU Registry HKEY_USERS\nsp HKU:\\S Y 4 -Type DWord', ['powershell set HKEY_USERS\\S [Y] DWord 4 forced']],
  ['New-PSDrive -Name HKLM -PSProvider Registry -Root $r\nsp HKLM:\\SOFTWARE\\X Y 4', []],
  ['Push-Location HKLM:\\SOFTWARE\nsp X Y 4 -Type DWord', []],
  ['cd HKLM:\\SOFTWARE\nsp HKLM:X Y 4 -Type DWord', []],
  ['Get-Item HKLM:\\SOFTWARE\\X | Set-ItemProperty -Name Y -Value 4 -Type DWord', []],
  // In functions, once for each call.
  [
    'function Set-Reg($Path, $Name, $Value) { New-ItemProperty -Path $Path -Name $Name -Value $Value -PropertyType DWord -Force }\nSet-Reg HKLM:\\SOFTWARE\\X A 1\nSet-Reg HKLM:\\SOFTWARE\\X B 2',
    [`powershell create ${X} [A] DWord 1 forced`, `powershell create ${X} [B] DWord 2 forced`],
  ],
  // Keys.
  ['New-Item HKLM:\\SOFTWARE\\X', [`key create ${X}`]],
  ['New-Item -Path HKLM:\\SOFTWARE -Name X -Force | Out-Null', [`key recreate ${X}`]],
  ['mkdir HKLM:\\SOFTWARE\\X -Value abc', [`powershell set ${X} [] String abc forced`, `key create ${X}`]],
  ['if (-not (Test-Path HKLM:\\SOFTWARE\\X)) { New-Item HKLM:\\SOFTWARE\\X -Force }', [`key create ${X} conditional`]],
  ["$p = 'HKLM:\\SOFTWARE\\X'\nif (Test-Path $p) { return }\nNew-Item $p -Force", [`key create ${X}`]],
  ['Test-Path HKLM:\\SOFTWARE\\Z\nNew-Item HKLM:\\SOFTWARE\\X -Force', [`key recreate ${X}`]],
  ['Remove-Item -Path HKLM:\\SOFTWARE\\X -Recurse -Force', [`key delete ${X}`]],
  ['Remove-Item -Path HKLM:\\SOFTWARE\\X\\* -Recurse', []],
  ['Remove-Item C:\\Temp -Recurse', []],
  ['function ni { }\nni HKLM:\\SOFTWARE\\X', []],
  ['Clear-ItemProperty HKLM:\\SOFTWARE\\X Y', [`powershell set ${X} [Y] - forced`]],
  ['Rename-ItemProperty HKLM:\\SOFTWARE\\X Y Z', [`powershell delete ${X} [Y] - forced`, `powershell set ${X} [Z] - forced`]],
  ['Copy-ItemProperty HKLM:\\SOFTWARE\\X -Destination HKCU:\\X -Name Y', ['powershell set HKEY_CURRENT_USER\\X [Y] - forced']],
  ['Set-Item HKLM:\\SOFTWARE\\X abc', [`powershell set ${X} [] - forced`]],
  // .NET.
  [
    "[Microsoft.Win32.Registry]::SetValue('HKEY_LOCAL_MACHINE\\SOFTWARE\\X', 'Y', 4, [Microsoft.Win32.RegistryValueKind]::DWord)",
    [`dotnet set ${X} [Y] DWord 4 forced`],
  ],
  [
    "$null = [microsoft.win32.registry]::SetValue('HKEY_LOCAL_MACHINE\\SOFTWARE\\X', 'Y', [byte[]](1,2), 'Binary')",
    [`dotnet set ${X} [Y] Binary 01 02 forced`],
  ],
  ['if ($x) { [void][Registry]::SetValue("HKEY_LOCAL_MACHINE\\SOFTWARE\\X", \'Y\', 4) }', [`dotnet set ${X} [Y] DWord 4 forced conditional`]],
  ["[Microsoft.Win32.Registry]::SetValue('HKEY_LOCAL_MACHINE\\SOFTWARE\\X', 'Y', 'a')", [`dotnet set ${X} [Y] String a forced`]],
  ["[Microsoft.Win32.Registry]::SetValue('HKLM\\SOFTWARE\\X', 'Y', 'a')", []],
  ["[Microsoft.Win32.Registry]::SetValue($k, 'Y', 'a')", []],
  ["[Fabrikam.Registry]::SetValue('HKEY_LOCAL_MACHINE\\SOFTWARE\\X', 'Y', 'a')", []],
  // reg.exe.
  ['reg add HKLM\\SOFTWARE\\X /v Y /t REG_DWORD /d 4 /f', [`reg-exe create ${X} [Y] DWord 4 forced`]],
  ["& reg.exe ADD 'HKLM\\SOFTWARE\\X' /f /d 0x10 /T reg_dword /V Y | Out-Null", [`reg-exe create ${X} [Y] DWord 16 forced`]],
  ['C:\\Windows\\System32\\reg.exe add "HKEY_LOCAL_MACHINE\\SOFTWARE\\X" -v Y -t REG_BINARY -d 01AB -f', [`reg-exe create ${X} [Y] Binary 01 ab forced`]],
  ['reg add HKLM\\SOFTWARE\\X /v Y /d abc', [`reg-exe create ${X} [Y] String abc`]],
  ['reg add HKLM\\SOFTWARE\\X /v Y /t REG_MULTI_SZ /d a\\0b /f', [`reg-exe create ${X} [Y] MultiString ["a","b"] forced`]],
  ["reg add HKLM\\SOFTWARE\\X /v Y /t REG_MULTI_SZ /s ';' /d 'a;b' /f", [`reg-exe create ${X} [Y] MultiString ["a","b"] forced`]],
  ["'y' | reg add HKLM\\SOFTWARE\\X /ve /d a", [`reg-exe create ${X} [] String a ?`]],
  ['reg add HKLM\\SOFTWARE\\X /v Y /t REG_DWORD /d $v /f', [`reg-exe create ${X} [Y] - forced`]],
  ['reg add HKLM\\SOFTWARE\\X /v Y /t REG_DWORD /d 010 /f', [`reg-exe create ${X} [Y] - forced`]],
  ['reg add HKLM\\SOFTWARE\\X /f', [`key create ${X}`]],
  ['reg delete HKLM\\SOFTWARE\\X /v Y /f', [`reg-exe delete ${X} [Y] - forced`]],
  ['reg delete HKLM\\SOFTWARE\\X /f', [`key delete ${X}`]],
  ['reg delete HKLM\\SOFTWARE\\X /va /f', []],
  ['reg add HKLM\\SOFTWARE\\X /v Y /d a /reg:32', []],
  ['reg add HKLM\\SOFTWARE\\X /v Y /d a /reg:64', [`reg-exe create ${X} [Y] String a`]],
  ['reg add \\\\fabrikam-vpn1\\HKLM\\SOFTWARE\\X /v Y /d a', [`reg-exe create ${X} [Y] String a`]],
  ['reg add \\\\$server\\HKLM\\SOFTWARE\\X /v Y /d a', []],
  ['reg add $key /v Y /d a', []],
  ['reg add HKLM:\\SOFTWARE\\X /v Y /d a', []],
  ["reg add HKLM\\SOFTWARE\\X /v Y /d ''", [`reg-exe create ${X} [Y] -`]],
  // What Windows PowerShell passes on in quotation marks that a backslash would undo.
  ["reg add HKLM\\SOFTWARE\\X /v Y /d 'a b\\'", [`reg-exe create ${X} [Y] -`]],
  ["reg add HKLM\\SOFTWARE\\X /v Y /d 'ab\\'", [`reg-exe create ${X} [Y] String ab\\`]],
  ["reg add HKLM\\SOFTWARE\\X /v Y /d '\\a b'", [`reg-exe create ${X} [Y] String \\a b`]],
  ["reg add HKLM\\SOFTWARE\\X /v Y /d 'a\"b'", [`reg-exe create ${X} [Y] -`]],
  ["$v = 'ab'\nreg add HKLM\\SOFTWARE\\X /v Y /d $v", [`reg-exe create ${X} [Y] String ab`]],
  ['reg add HKLM\\SOFTWARE\\X /v Y /d (1, 2)', []],
  ['reg query HKLM\\SOFTWARE\\X /v Y', []],
  // reg.exe that cmd is given to run, in one text or in several arguments.
  ['cmd /c "reg add HKLM\\SOFTWARE\\X /v Y /t REG_DWORD /d 4 /f"', [`reg-exe create ${X} [Y] DWord 4 forced`]],
  ['& cmd.exe /d /c reg add HKLM\\SOFTWARE\\X /v Y /t REG_DWORD /d 4 /f 2>&1 | Out-Null', [`reg-exe create ${X} [Y] DWord 4 forced`]],
  ['C:\\Windows\\System32\\cmd.exe /c \'reg add "HKLM\\SOFTWARE\\X" /v "a b" /d "c d"\'', [`reg-exe create ${X} [a b] String c d`]],
  ['cmd /c "reg add `"HKLM\\SOFTWARE\\X`" /v `"Y`" /d ""a b"""', [`reg-exe create ${X} [Y] String a b`]],
  ["cmd /c reg add 'HKLM\\SOFTWARE\\X' /v 'a b' /d 4", [`reg-exe create ${X} [a b] String 4`]],
  ['cmd /c \'"reg" add HKLM\\SOFTWARE\\X /v Y /d 4 >nul 2>&1\'', [`reg-exe create ${X} [Y] String 4`]],
  ['cmd /c "reg add HKLM\\SOFTWARE\\X /v Y /d 4 & reg delete HKLM\\SOFTWARE\\X /f"', [`reg-exe create ${X} [Y] String 4`, `key delete ${X}`]],
  ['cmd /c "echo y| reg add HKLM\\SOFTWARE\\X /v Y /d 4"', [`reg-exe create ${X} [Y] String 4 ?`]],
  ['if ($x) { cmd /c "reg add HKLM\\SOFTWARE\\X /v Y /d 4" }', [`reg-exe create ${X} [Y] String 4 conditional`]],
  // What it does with that, or what is put in, is not known.
  ['cmd /c "if exist C:\\x reg add HKLM\\SOFTWARE\\X /v Y /d 4"', []],
  ['cmd /c "ver && reg add HKLM\\SOFTWARE\\X /v Y /d 4"', []],
  ['cmd /c "reg add HKLM\\SOFTWARE\\X /v Y /d %A%"', []],
  ['cmd /c "reg add HKLM\\SOFTWARE\\X /v Y /d a^&b"', []],
  ['cmd /c "reg add HKLM\\SOFTWARE\\X /v Y /d $v"', []],
  ['cmd /c $line', []],
  ["$line = 'reg add HKLM\\SOFTWARE\\X /v Y /d 4'\ncmd /c $line", []],
  ['cmd "reg add HKLM\\SOFTWARE\\X /v Y /d 4"', []],
  ['cmd /v:on /c "reg add HKLM\\SOFTWARE\\X /v Y /d !v!"', []],
  ['cmd /c "echo reg add HKLM\\SOFTWARE\\X /v Y /d 4"', []],
  ['cmd /c "C:\\Windows\\SysWOW64\\reg.exe add HKLM\\SOFTWARE\\X /v Y /d 4"', []],
  ['Write-Host \'cmd /c "reg add HKLM\\SOFTWARE\\X /v Y /d 4"\'', []],
  ['function cmd { }\ncmd /c "reg add HKLM\\SOFTWARE\\X /v Y /d 4"', []],
  // Start-Process puts blanks between its arguments, and no quotes around them.
  ["Start-Process reg -ArgumentList 'add HKLM\\SOFTWARE\\X /v Y /t REG_DWORD /d 4 /f' -Wait", [`reg-exe create ${X} [Y] DWord 4 forced`]],
  ["saps -NoNewWindow -FilePath reg.exe -Args @('add', 'HKLM\\SOFTWARE\\X', '/v', '\"a b\"', '/d', 4, '/f')", [`reg-exe create ${X} [a b] String 4 forced`]],
  ["Start-Process reg 'add', '\"HKLM\\SOFTWARE\\X\"', '/v Y /d 4'", [`reg-exe create ${X} [Y] String 4`]],
  ["Start-Process reg 'add', 'HKLM\\SOFTWARE\\X', '/v', 'a b', '/d', '4'", []],
  ["Start-Process cmd -ArgumentList '/c reg add HKLM\\SOFTWARE\\X /v Y /d 4' -Verb RunAs", [`reg-exe create ${X} [Y] String 4`]],
  ["Start-Process reg -ArgumentList 'add', $key, '/v', 'Y'", []],
  ["Start-Process reg -ArgumentList 'add HKLM\\SOFTWARE\\X /v Y /d 4' -WhatIf", []],
  ['Start-Process reg @p', []],
  ["Start-Process notepad -ArgumentList 'reg add HKLM\\SOFTWARE\\X /v Y /d 4'", []],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('what reg.exe does and is not understood is unread', () => {
  const unread = (text: string): string[] => {
    const { facts } = powershell.read({ uri: 'file:///project/script.ps1', text: `${text}\n# vpn` });
    return facts.unread.map(({ start, end }) => text.slice(start, end));
  };
  expect(unread('reg import C:\\vpn.reg')).toEqual(['reg import C:\\vpn.reg']);
  expect(unread('reg add @args')).toEqual(['reg add @args']);
  expect(unread('reg add HKLM\\SOFTWARE\\X /v Y /d 4 @args')).toEqual(['reg add HKLM\\SOFTWARE\\X /v Y /d 4 @args']);
  expect(unread('cmd /c "reg import C:\\vpn.reg"')).toEqual(['cmd /c "reg import C:\\vpn.reg"']);
  expect(unread('cmd /c "reg add $key /v Y"')).toEqual(['cmd /c "reg add $key /v Y"']);
  expect(unread('cmd /c "reg query HKLM"; cmd /c "ipconfig /registerdns"; cmd /c ver')).toEqual([]);
  expect(unread('reg query HKLM\\SOFTWARE')).toEqual([]);
});

test.each([
  ['function A { New-ItemProperty HKLM:\\SOFTWARE\\X Y -Value 4 }', [true]],
  ['function A { New-ItemProperty HKLM:\\SOFTWARE\\X Y -Value 4 }; A', [undefined]],
  ['Invoke-Command -ComputerName B { New-ItemProperty HKLM:\\SOFTWARE\\X Y -Value 4 }', [true]],
  ["function A { [Microsoft.Win32.Registry]::SetValue('HKEY_LOCAL_MACHINE\\SOFTWARE\\X', 'Y', 4) }", [true]],
  ['reg add HKLM\\SOFTWARE\\X /v Y /d 4 /f; function A { reg delete HKLM\\SOFTWARE\\X /f }', [undefined, true]],
  ['Invoke-Command -ComputerName B { Remove-Item HKLM:\\SOFTWARE\\X }; New-Item HKLM:\\SOFTWARE\\X', [true, undefined]],
  ['reg add \\\\fabrikam-vpn1\\HKLM\\SOFTWARE\\X /v Y /d a\nreg delete \\\\fabrikam-vpn1\\HKLM\\SOFTWARE\\X /f', [true, true]],
])('whether it runs apart from what stands around it: %s', (text, expected) => {
  const { registryWrites, registryKeys = [] } = powershell.read({ uri: 'file:///project/script.ps1', text: `${text}\n# vpn` }).facts;
  expect([...registryWrites, ...registryKeys].map(({ apart }) => apart)).toEqual(expected);
});
