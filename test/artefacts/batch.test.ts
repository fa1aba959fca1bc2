import { expect, test } from 'vitest';
import batch from '../../server/src/artefacts/batch/artefact.ts';
import { contentText } from '../../server/src/model/registry/content.ts';
import { fc } from '../support/properties.ts';

function facts(text: string) {
  return batch.read({ uri: 'file:///project/server.cmd', text }).facts;
}

/** Every write and key in one line. */
function read(text: string): string[] {
  const { registryWrites, registryKeys = [] } = facts(text);
  const writes = registryWrites.map(({ offset, action, path, name, content, forced, conditional, type }) => {
    const flags = [forced === undefined ? '?' : forced ? 'forced' : '', conditional ? 'conditional' : ''].filter((flag) => flag !== '').join(' ');
    const kind = type.state === 'invalid' ? 'invalid' : content ? contentText(content) : '-';
    return { offset, line: `${action} ${path.value.hive}\\${path.value.key} [${name.value}] ${kind} ${flags}`.trimEnd() };
  });
  const keys = registryKeys.map(({ offset, action, path }) => ({ offset, line: `key ${action} ${path.value.hive}\\${path.value.key}` }));
  return [...writes, ...keys].sort((a, b) => a.offset - b.offset).map(({ line }) => line);
}

const X = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\X';
const Y4 = `create ${X} [Y] DWord 4 forced`;
const ADD = 'reg add HKLM\\SOFTWARE\\X /v Y /t REG_DWORD /d 4 /f';

test.each([
  [ADD, [Y4]],
  ['@REG.EXE ADD "HKLM\\SOFTWARE\\X" /F /V "Y" /D 0x4 /T reg_dword >nul 2>&1', [Y4]],
  ['%SystemRoot%\\System32\\reg.exe add HKEY_LOCAL_MACHINE\\SOFTWARE\\X -v Y -t REG_DWORD -d 4 -f', [Y4]],
  ['"%windir%\\system32\\reg" add HKLM\\SOFTWARE\\X /v Y /t REG_DWORD /d 4 /f', [Y4]],
  ['%windir%\\SysWOW64\\reg.exe add HKLM\\SOFTWARE\\X /v Y /t REG_DWORD /d 4 /f', []],
  ['reg add HKLM\\SOFTWARE\\X ^\r\n  /v Y ^\r\n  /t REG_DWORD /d 4 /f\r\n', [Y4]],
  [
    'reg add "HKLM\\SOFTWARE\\Fabrikam VPN\\\\" /v "a ^ b" /d "50%% & more" /f',
    ['create HKEY_LOCAL_MACHINE\\SOFTWARE\\Fabrikam VPN [a ^ b] String 50% & more forced'],
  ],
  ['reg add HKLM\\SOFTWARE\\X /v Y /t REG_EXPAND_SZ /d ^%SystemRoot^%\\x', [`create ${X} [Y] -`]],
  ['reg add HKLM\\SOFTWARE\\X /v Y /t REG_EXPAND_SZ /d %%SystemRoot%%\\x', [`create ${X} [Y] ExpandString %SystemRoot%\\x`]],
  ['reg add HKLM\\SOFTWARE\\X /v Y /d "say \\"hi\\"" /f', [`create ${X} [Y] String say "hi" forced`]],
  ['reg add HKLM\\SOFTWARE\\X /v Y /t DWORD /d 4 /f', [`create ${X} [Y] invalid forced`]],
  ['reg add HKLM\\SOFTWARE\\X /v Y /t REG_DWORD /d 4', [`create ${X} [Y] DWord 4`]],
  ['echo y| reg add HKLM\\SOFTWARE\\X /v Y /t REG_DWORD /d 4', [`create ${X} [Y] DWord 4 ?`]],
  ['rem reg add HKLM\\SOFTWARE\\X & reg add HKLM\\SOFTWARE\\X\n:: reg add HKLM\\SOFTWARE\\X', []],
  [`start "" /wait ${ADD}`, [Y4]],
  [`call ${ADD}`, [Y4]],
  [`cmd /c ${ADD}`, [Y4]],
  // What cmd is given in quotes.
  [`cmd /c "${ADD}"`, [Y4]],
  [`%SystemRoot%\\System32\\cmd.exe /d /s /c "reg add "HKLM\\SOFTWARE\\X" /v "Y" /t REG_DWORD /d 4 /f" >nul`, [Y4]],
  [`cmd.exe /d /s /c "reg add "HKLM\\SOFTWARE\\X" /v "Y" /t REG_DWORD /d 4 /f" >nul`, [Y4]],
  [`cmd /c "${ADD} & reg delete HKLM\\SOFTWARE\\X /f"`, [Y4, `key delete ${X}`]],
  [`if exist C:\\x cmd /c "${ADD}"`, [`${Y4} conditional`]],
  [`cmd /c "ver && ${ADD}"`, []],
  [`cmd /c "reg add HKLM\\SOFTWARE\\X /v Y /t REG_EXPAND_SZ /d %%A%% /f"`, []],
  [`cmd /c "echo ${ADD}"`, []],
  ['reg delete HKLM\\SOFTWARE\\X /v Y /f & reg delete HKLM\\SOFTWARE\\X /f', [`delete ${X} [Y] - forced`, `key delete ${X}`]],
  // The key of another computer.
  ['reg add \\\\fabrikam-vpn1\\HKLM\\SOFTWARE\\X /v Y /t REG_DWORD /d 4 /f', [Y4]],
  ['reg delete \\\\fabrikam-vpn1\\HKLM\\SOFTWARE\\X /f', [`key delete ${X}`]],
  ['reg add \\\\%1\\HKLM\\SOFTWARE\\X /v Y /d 4 /f', []],
  // Variables.
  [`set KEY=HKLM\\SOFTWARE\r\nreg add %KEY%\\X /v Y /t REG_DWORD /d 4 /f`, [Y4]],
  [`set "KEY=HKLM\\SOFTWARE\\X"\r\nreg add "%key%" /v Y /t REG_DWORD /d 4 /f`, [Y4]],
  [`set KEY=HKLM\\SOFTWARE\\X\nset KEY=HKLM\\Y\nreg add %KEY% /v Y /d 4`, []],
  [`if x==y set KEY=HKLM\\SOFTWARE\\X\nreg add %KEY% /v Y /d 4`, []],
  [`set /p KEY=HKLM\\SOFTWARE\\X\nreg add %KEY% /v Y /d 4`, []],
  [`set KEY=HKLM\\SOFTWARE\\X\ncall other.cmd\nreg add %KEY% /v Y /d 4`, []],
  ['reg add %1 /v Y /d 4', []],
  ['reg add HKLM\\SOFTWARE\\X /v Y /t REG_DWORD /d %1 /f', [`create ${X} [Y] - forced`]],
  ['setlocal EnableDelayedExpansion\nreg add HKLM\\SOFTWARE\\X /v Y /d !v!', [`create ${X} [Y] -`]],
  ['for %%k in (A B) do reg add HKLM\\SOFTWARE\\%%k /v Y /d 4', []],
  // Conditions.
  [`if exist C:\\x ${ADD}`, [`${Y4} conditional`]],
  [`if /i not "%1" == "x" (\n  ${ADD}\n) else (\n  ${ADD}\n)\n${ADD}`, [`${Y4} conditional`, `${Y4} conditional`, Y4]],
  [`if "%a%"=="b" ${ADD} & ${ADD}`, [`${Y4} conditional`, `${Y4} conditional`]],
  [`if %x% EQU 3 ${ADD}`, [`${Y4} conditional`]],
  [`ver | find "10" && ${ADD}\n${ADD}`, [`${Y4} conditional`, Y4]],
  [`(\n${ADD}\n)`, [Y4]],
  [`for %%i in (1 2) do (\n${ADD}\n)`, [`${Y4} conditional`]],
  [`if errorlevel 1 goto end\n${ADD}\n:end\n${ADD}`, [`${Y4} conditional`, `${Y4} conditional`]],
  [`net session >nul 2>&1 || exit /b 1\n${ADD}`, [Y4]],
  [`call :set\nexit /b\n:set\n${ADD}`, [`${Y4} conditional`]],
  [`:start\n${ADD}`, [Y4]],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('what other shells run is unread', () => {
  const text = 'powershell -Command "Set-ItemProperty HKLM:\\SOFTWARE\\X Y 4"\nreg import vpn.reg\nreg add %1 /v Y';
  expect(facts(text).unread.map(({ start, end }) => text.slice(start, end))).toEqual(text.split('\n'));
});

test('what cmd is given is unread where not all of it is read', () => {
  const unread = (text: string): string[] => facts(text).unread.map(({ start, end }) => text.slice(start, end));
  expect(unread(`cmd /c "${ADD} & echo done"`)).toEqual([]);
  expect(unread(`cmd /c "${ADD} & setup.exe"`)).toEqual([`cmd /c "${ADD} & setup.exe"`]);
  expect(unread('cmd /c "reg import vpn.reg"')).toEqual(['cmd /c "reg import vpn.reg"']);
});

test.each([
  ['net stop RemoteAccess & net start RemoteAccess', ['RemoteAccess']],
  ['net start "Routing and Remote Access"', ['Routing and Remote Access']],
  ['sc.exe stop IKEEXT\nsc.exe start IKEEXT', ['IKEEXT']],
  ['shutdown /r /t 0', ['reboot']],
  ['powershell -Command "Restart-Service RemoteAccess"', ['unread']],
  ['net start %1', ['unread']],
  ['sc config RemoteAccess start= auto', []],
  ['net stop RemoteAccess', []],
])('%s restarts', (text, expected) => {
  expect(facts(`${ADD}\n${text}`).script?.restarts.map(({ service }) => (typeof service === 'string' ? service : service.value))).toEqual(expected);
});

const SAMPLE = `@echo off
setlocal EnableDelayedExpansion
set "KEY=HKLM\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2"
if /i not "%~1"=="/q" ( echo 100%% & pause ) else goto :go
:go
for /f "tokens=2 delims=:" %%a in ('sc query ^| find "x"') do (reg add "%KEY%" /v %%a /d !b! /f) && echo ^&
reg add "%KEY%" /v CertAuthFlags /t REG_DWORD /d 4 ^
  /f >nul 2>>"C:\\a b.log"
:: done
net stop RemoteAccess /y & net start RemoteAccess
`;

test('every beginning, and every text without one of its characters, is read', () => {
  for (let end = 0; end <= SAMPLE.length; end++) {
    facts(SAMPLE.slice(0, end));
    facts(SAMPLE.slice(0, end) + SAMPLE.slice(end + 1));
  }
});

test('any text is read, and every place lies in it', () => {
  const piece = fc.constantFrom(
    'reg add ',
    'HKLM\\A ',
    '/v ',
    '"',
    '%',
    '%%',
    '!',
    '^',
    '&',
    '|',
    '(',
    ')',
    '<',
    '>',
    '\r\n',
    '\n',
    'if ',
    'for ',
    ' in ',
    ' do ',
    'else',
    ':a',
    'goto a',
    'set a=',
    'rem ',
    '::',
    '@',
    '\\',
    '2',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const reading = batch.read({ uri: 'file:///project/server.cmd', text });
      for (const { start, end } of [...batch.comments(reading), ...batch.statements(reading), ...reading.facts.unread])
        expect(start >= 0 && start <= end && end <= text.length).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('variables that double each other are known as far as cmd would take the line', () => {
  const doubled = Array.from({ length: 60 }, (_, index) => `set V${index + 1}=%V${index}%%V${index}%\r\n`).join('');
  const add = (variable: string): string => `reg add HKLM\\SOFTWARE\\X /v ${variable} /d "%${variable}%" /f\r\n`;
  expect(read(`set V0=ab\r\n${doubled}${add('V2')}${add('V60')}`)).toEqual([`create ${X} [V2] String abababab forced`, `create ${X} [V60] - forced`]);
});
