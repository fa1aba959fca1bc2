import { beforeAll, expect, test } from 'vitest';
import type { AnyArtefact } from '../../server/src/artefacts/artefact.ts';
import batch from '../../server/src/artefacts/batch/artefact.ts';
import powershell from '../../server/src/artefacts/powershell/artefact.ts';
import { applyEdits } from '../../server/src/core/edit.ts';
import type { Change } from '../../server/src/model/change.ts';
import type { RegistryContent, RegistryEntry } from '../../server/src/model/registry/content.ts';
import type { RegistryWrite } from '../../server/src/model/registry/write.ts';
import { loadPowerShell } from '../support/powershell.ts';

beforeAll(loadPowerShell);

const KEY = 'SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';
const PATH = `HKLM:\\${KEY}`;
const DWORD: RegistryContent = { type: 'DWord', number: 4n };
const BYTES: RegistryContent = { type: 'Binary', bytes: [1, 171] };
const ENTRY: RegistryEntry = { hive: 'HKEY_LOCAL_MACHINE', key: KEY, name: 'CertAuthFlags', content: DWORD };

/** A text after a change of its first write, or of another one by its index; `-` where the change cannot be made. */
function written(artefact: AnyArtefact, text: string, changeOf: (write: RegistryWrite) => Change, which = 0): string {
  const reading = artefact.read({ uri: 'file:///project/script', text });
  const write = reading.facts.registryWrites[which];
  const edits = write && artefact.write(reading, [changeOf(write)]);
  return edits ? applyEdits(text, edits) : '-';
}

const content =
  (to: RegistryContent) =>
  (write: RegistryWrite): Change => ({ kind: 'set-registry-content', write, content: to });
const force = (write: RegistryWrite): Change => ({ kind: 'force-registry-write', write });
const key = (write: RegistryWrite): Change => ({ kind: 'set-registry-key', write, registryKey: 'A\\B' });
const type =
  (to: 'DWord' | 'Binary') =>
  (write: RegistryWrite): Change => ({ kind: 'set-registry-type', write, type: to });
const add =
  (restart?: string) =>
  (write: RegistryWrite): Change => ({ kind: 'add-registry-values', at: write.at, entries: [ENTRY], ...(restart && { restart }) });
const restart = (write: RegistryWrite): Change => ({ kind: 'restart-service', at: write.at, service: 'RemoteAccess' });

const NEW = `New-ItemProperty -Path '${PATH}' -Name Y`;
const SET = (args: string): string => `[Microsoft.Win32.Registry]::SetValue('HKEY_LOCAL_MACHINE\\${KEY}', ${args})`;
const REG = `reg add HKLM\\${KEY} /v Y`;
const GUARD = `if (-not (Test-Path -Path '${PATH}')) { New-Item -Path '${PATH}' -Force | Out-Null }\n`;

test.each([
  [`${NEW} -PropertyType DWord -Value 3`, content(DWORD), `${NEW} -PropertyType DWord -Value 4`],
  [`${NEW} -PropertyType String -Value '3' # why`, content(DWORD), `${NEW} -PropertyType DWord -Value '4' # why`],
  [`${NEW} -Value 0x3`, content(DWORD), `${NEW} -Value 0x4 -PropertyType DWord`],
  [`${NEW} -PropertyType DWord`, content(DWORD), `${NEW} -PropertyType DWord -Value 4`],
  [`$v = 3\n${NEW} -PropertyType DWord -Value $v`, content(DWORD), `$v = 4\n${NEW} -PropertyType DWord -Value $v`],
  [`${NEW} -PropertyType DWord -Value $v`, content(DWORD), `${NEW} -PropertyType DWord -Value 4`],
  [`${NEW} -PropertyType Binary -Value '01AB'`, content(BYTES), `${NEW} -PropertyType Binary -Value ([byte[]](0x01,0xAB))`],
  [`${NEW} -PropertyType String -Value '01:ab'`, type('Binary'), `${NEW} -PropertyType Binary -Value ([byte[]](0x01,0xAB))`],
  [`${NEW} -Value 3`, force, `${NEW} -Value 3 -Force`],
  [`${NEW} -Value 3`, key, "New-ItemProperty -Path 'HKLM:\\A\\B' -Name Y -Value 3"],
  [
    `$p = @{ Path = '${PATH}'; Name = 'Y'; Value = 3 }\nNew-ItemProperty @p`,
    content(DWORD),
    `$p = @{ Path = '${PATH}'; Name = 'Y'; Value = 4; PropertyType = 'DWord' }\nNew-ItemProperty @p`,
  ],
  // What others have as well stays what all of them take.
  [
    `$p = @{ Path = '${PATH}'; Name = 'Y' }\nNew-ItemProperty @p -Value 3\nRemove-ItemProperty @p`,
    content(DWORD),
    `$p = @{ Path = '${PATH}'; Name = 'Y' }\nNew-ItemProperty @p -Value 4 -PropertyType DWord\nRemove-ItemProperty @p`,
  ],
  [
    `$p = @{ Path = '${PATH}'; Name = 'Y' }\nNew-ItemProperty @p -Value 3\nGet-ItemPropertyValue @p`,
    content(DWORD),
    `$p = @{ Path = '${PATH}'; Name = 'Y' }\nNew-ItemProperty @p -Value 4 -PropertyType DWord\nGet-ItemPropertyValue @p`,
  ],
  [`if ($x) { ${NEW} -Value 3\n}`, restart, '-'],
  [SET("'Y', 3, 'DWord'"), content(DWORD), SET("'Y', 4, 'DWord'")],
  [SET("'Y', 3"), content(BYTES), SET("'Y', [byte[]](0x01,0xAB), 'Binary'")],
  [SET("'Y', 3, [Microsoft.Win32.RegistryValueKind]::String"), type('DWord'), SET("'Y', 3, [Microsoft.Win32.RegistryValueKind]::DWord")],
  [SET("'Y', 3"), force, '-'],
  // Whatever is moved goes to HKEY_LOCAL_MACHINE.
  [SET("'Y', 3").replace('LOCAL_MACHINE', 'CURRENT_USER'), key, "[Microsoft.Win32.Registry]::SetValue('HKEY_LOCAL_MACHINE\\A\\B', 'Y', 3)"],
  [REG.replace('HKLM', 'HKCU'), key, 'reg add HKLM\\A\\B /v Y'],
  [`${REG} /d 3`, content(DWORD), `${REG} /d 4 /t REG_DWORD`],
  [`${REG} /d 3`, force, `${REG} /d 3 /f`],
  [`${REG} /t REG_SZ /d '3'`, type('DWord'), `${REG} /t REG_DWORD /d '3'`],
  [`${REG} /d 3`, key, 'reg add HKLM\\A\\B /v Y /d 3'],
  [`reg add "HKLM\\${KEY}" /v Y /d "3"`, key, 'reg add "HKLM\\A\\B" /v Y /d "3"'],
  // What stands in a variable stays, since others may take it too.
  [`$k = 'HKLM\\${KEY}'\nreg add $k /v Y /d 3`, key, `$k = 'HKLM\\${KEY}'\nreg add 'HKLM\\A\\B' /v Y /d 3`],
  [`$v = 3\n${REG} /t REG_DWORD /d $v`, content(DWORD), `$v = 3\n${REG} /t REG_DWORD /d 4`],
  [`$t = 'REG_SZ'\n${REG} /t $t /d 3`, type('DWord'), `$t = 'REG_SZ'\n${REG} /t 'REG_DWORD' /d 3`],
  [`${REG} /t "REG_$t" /d 3`, type('DWord'), `${REG} /t REG_DWORD /d 3`],
  [`${REG} /d "$v"`, content(DWORD), `${REG} /d 4 /t REG_DWORD`],
  [`  ${NEW} -Value 3`, add(), `  ${NEW} -Value 3\n  ${NEW.replace(' Y', ' CertAuthFlags')} -PropertyType DWord -Value 4 -Force`],
  [
    `$path = "${PATH}"\nsp $path Y 3`,
    add('RemoteAccess'),
    `$path = "${PATH}"\nsp $path Y 3\nSet-ItemProperty -Path $path -Name CertAuthFlags -Type DWord -Value 4\nRestart-Service RemoteAccess -Force`,
  ],
  [
    `sp HKLM:\\A Y 3\nRestart-Service RemoteAccess`,
    add('RemoteAccess'),
    `sp HKLM:\\A Y 3\n${GUARD}Set-ItemProperty -Path '${PATH}' -Name CertAuthFlags -Type DWord -Value 4\nRestart-Service RemoteAccess`,
  ],
  [
    `sp '${PATH}' Y 3\nRemove-Item '${PATH}'\nsp HKLM:\\A Y 3`,
    add(),
    `sp '${PATH}' Y 3\nRemove-Item '${PATH}'\nsp HKLM:\\A Y 3\n${GUARD}Set-ItemProperty -Path '${PATH}' -Name CertAuthFlags -Type DWord -Value 4`,
  ],
  [`${REG} /d 3 /f | Out-Null`, add(), `${REG} /d 3 /f | Out-Null\nreg add 'HKLM\\${KEY}' /v CertAuthFlags /t REG_DWORD /d 4 /f`],
  [SET("'Y', 3"), add(), `${SET("'Y', 3")}\n${SET("'CertAuthFlags', 4, 'DWord'")}`],
  [SET("'Y', 3"), restart, `${SET("'Y', 3")}\nRestart-Service RemoteAccess -Force`],
  [`if ($x) { ${NEW} -Value 3 }`, add(), '-'],
])('PowerShell: %s', (text, change, expected) => {
  expect(written(powershell, text, change)).toBe(expected);
});

test.each([
  [`${SET("'X', 3")}\n${SET("'Y', 3")}`, add(), `${SET("'X', 3")}\n${SET("'Y', 3")}\n${SET("'CertAuthFlags', 4, 'DWord'")}`],
  [`${SET("'X', 3")}\n${SET("'Y', 3")}`, content(DWORD), `${SET("'X', 3")}\n${SET("'Y', 4, 'DWord'")}`],
  [`cmd /c "${REG} /d 1"\ncmd /c "${REG} /d 3"`, force, `cmd /c "${REG} /d 1"\ncmd /c "${REG} /d 3 /f"`],
  [`cmd /c "${REG} /d 1 & ${REG} /d 3"`, force, `cmd /c "${REG} /d 1 & ${REG} /d 3 /f"`],
  [`${REG} /d 1\n${REG} /d 3`, force, `${REG} /d 1\n${REG} /d 3 /f`],
])('the second one: %s', (text, change, expected) => {
  expect(written(powershell, text, change, 1)).toBe(expected);
});

// What a function does it does when it is called: nothing that comes after it is sure to follow.
test.each([
  [`function Set-It { ${SET("'Y', 3")}\n}\nSet-It`, restart, '-'],
  [`function Set-It {\n    ${SET("'Y', 3")}\n}`, add(), `function Set-It {\n    ${SET("'Y', 3")}\n    ${SET("'CertAuthFlags', 4, 'DWord'")}\n}`],
])('in a function: %s', (text, change, expected) => {
  expect(written(powershell, text, change)).toBe(expected);
});

test.each([
  [`${REG} /t REG_DWORD /d 3 /f`, content(DWORD), `${REG} /t REG_DWORD /d 4 /f`],
  [`${REG} /d "3" /f`, content(DWORD), `${REG} /d "4" /f /t REG_DWORD`],
  [`${REG} /d a /f`, content({ type: 'String', text: 'a 100%' }), `${REG} /d "a 100%%" /f /t REG_SZ`],
  [`${REG} /d %1 /t REG_BINARY`, content(BYTES), `${REG} /d 01AB /t REG_BINARY`],
  [`${REG} /d 3 >nul`, force, `${REG} /d 3 /f >nul`],
  [`reg add "HKEY_LOCAL_MACHINE\\X" /v Y`, key, `reg add "HKEY_LOCAL_MACHINE\\A\\B" /v Y`],
  [
    `  @${REG} ^\r\n /d 3 >nul\r\necho done\r\n`,
    add('RemoteAccess'),
    `  @${REG} ^\r\n /d 3 >nul\r\n  @reg add "HKLM\\${KEY}" /v CertAuthFlags /t REG_DWORD /d 4 /f\r\n  @net stop RemoteAccess /y\r\n  @net start RemoteAccess\r\necho done\r\n`,
  ],
  [
    `${REG} /d 3\n${REG} /d 3\nnet start RemoteAccess`,
    add('RemoteAccess'),
    `${REG} /d 3\n${REG} /d 3\nreg add "HKLM\\${KEY}" /v CertAuthFlags /t REG_DWORD /d 4 /f\nnet start RemoteAccess`,
  ],
  [`${REG} /d 3`, restart, `${REG} /d 3\nnet stop RemoteAccess /y\nnet start RemoteAccess`],
  [`if exist x ${REG} /d 3`, restart, '-'],
  [`${REG} /d 3 && (`, restart, '-'],
])('a batch file: %s', (text, change, expected) => {
  expect(written(batch, text, change)).toBe(expected);
});

const SCRIPT = [
  `$path = "${PATH}"; $p = @{ Path = $path; Name = 'Y'; Value = 3 }`,
  'if (-not (Test-Path $path)) { New-Item $path -Force | Out-Null }',
  "function Add-Value($name) { New-ItemProperty -Path $path -Name $name -PropertyType String -Value '01,AB' }",
  "Add-Value 'Z'; New-ItemProperty @p; Remove-ItemProperty $path Y",
  SET("'Y', [byte[]](1,2), [Microsoft.Win32.RegistryValueKind]::Binary"),
  `reg.exe add 'HKLM\\${KEY}' /v Y /t REG_DWORD /d 3 | Out-Null`,
  'Restart-Service RemoteAccess',
].join('\n');
const BATCH = `@echo off\r\nset K=HKLM\\${KEY}\r\n@reg add "%K%" /v Y ^\r\n /d 3 >nul && (\r\n reg delete "%K%" /ve\r\n)\r\nreg add %K% /v Z /t REG_BINARY /d 01\r\nnet start RemoteAccess`;

test.each([
  ['a script', powershell, SCRIPT],
  ['a batch file', batch, BATCH],
] as const)('%s is changed, or not, where it breaks off', (_, artefact, text) => {
  for (let length = text.length; length > 0; length -= 3) {
    const reading = artefact.read({ uri: 'file:///project/script', text: text.slice(0, length) });
    for (const write of reading.facts.registryWrites)
      for (const changeOf of [content(DWORD), content(BYTES), force, key, type('Binary'), add('RemoteAccess'), restart])
        for (const { span } of artefact.write(reading, [changeOf(write)]) ?? [])
          expect(span.start <= span.end && span.end <= length, `${length} ${span.start}-${span.end}`).toBe(true);
  }
});
