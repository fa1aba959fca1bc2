import { describe, expect, test } from 'vitest';
import { applied, expectFindings, findingsOf } from '../support/fixture.ts';

const RULE = 'reg-path';
const RIGHT = 'SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';
const write = (path: string, name = 'EnableServerFragmentation', cmdlet = 'New-ItemProperty'): string =>
  `=== s.ps1\n${cmdlet} -Path ${path} -Name ${name} -Type DWord -Value 1\n`;

test.each([
  `HKLM:\\${RIGHT}`,
  `HKLM:\\\\${RIGHT}\\`,
  `HKLM:/${RIGHT.replaceAll('\\', '/')}`,
  `HKLM:${RIGHT}`,
  `Registry::HKEY_LOCAL_MACHINE\\${RIGHT}`,
  `Microsoft.PowerShell.Core\\Registry::HKLM\\${RIGHT}`,
  `“HKLM:\\${RIGHT}”`,
])('%s is the right key', (path) => void expectFindings(RULE, write(path)));

test.each([
  'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters',
  `HKCU:\\${RIGHT}`,
  'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameter\\Ikev2',
  'Registry::HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\IKEEXT',
])('%s is not', (path) => {
  const [finding] = findingsOf(expectFindings(RULE, write(`⟦${path}⟧`)), RULE);
  expect(finding).toMatchObject({
    severity: 'error',
    message: `EnableServerFragmentation has no effect under this key: Windows reads it from HKLM:\\${RIGHT}.`,
  });
});

test('a control set by its number is mostly the one in use, so it is information', () => {
  const path = `HKLM:\\${RIGHT.replace('CurrentControlSet', 'ControlSet001')}`;
  const workspace = expectFindings(RULE, write(`'⟦${path}⟧'`));
  const [finding] = findingsOf(workspace, RULE);
  expect(finding).toMatchObject({
    severity: 'information',
    message:
      'EnableServerFragmentation has an effect here only where ControlSet001 is the control set in use, which SYSTEM\\Select says on each computer. Write it under CurrentControlSet, which always leads there.',
  });
  expect(finding && applied(workspace, finding, 'Write it under CurrentControlSet')[0]?.text).toBe(write(`'HKLM:\\${RIGHT}'`).split('\n').slice(1).join('\n'));
});

test.each([
  [
    'server.reg',
    `Windows Registry Editor Version 5.00\n\n[⟦HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet002\\Services\\SstpSvc\\Parameters⟧]\n"UseHttps"=dword:00000000\n`,
  ],
  ['server.cmd', 'reg add ⟦HKLM\\SYSTEM\\ControlSet001\\Services\\SstpSvc\\Parameters⟧ /v UseHttps /t REG_DWORD /d 0 /f\n'],
  [
    'Registry.xml',
    '<RegistrySettings clsid="{A3CCFC41-DFDB-43a5-8D26-0FE8B954DA51}"><Registry clsid="{9CD4B2F4-923D-47f5-A062-E897DD1DAD50}" name="UseHttps"><Properties action="U" hive="HKEY_LOCAL_MACHINE" key="⟦SYSTEM\\ControlSet001\\Services\\SstpSvc\\Parameters⟧" name="UseHttps" type="REG_DWORD" value="00000000"/></Registry></RegistrySettings>\n',
  ],
])('so it is in %s', (file, text) => void expectFindings(RULE, `=== ${file}\n${text}`));

describe('silent about', () => {
  test.each([
    ['an offline control set', write('HKLM:\\OFFLINE\\ControlSet001\\Services\\RemoteAccess\\Parameters\\Ikev2')],
    ['a mounted hive', write(`HKU:\\offline\\${RIGHT}`)],
    ['a path in the file system', write('C:\\temp')],
    ['a path that is not known', write('$path')],
    ['a value of many keys', write('HKLM:\\SOFTWARE\\Fabrikam', 'Enabled')],
    ['an unknown value', write('HKLM:\\SOFTWARE\\Fabrikam', 'Portal')],
  ])('%s', (_, text) => void expectFindings(RULE, text));
});

test('in any letter case of the name, which is then told as Windows has it', () => {
  const [finding] = findingsOf(
    expectFindings(RULE, write('⟦HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT⟧', 'ENABLESERVERFRAGMENTATION', 'Set-ItemProperty')),
    RULE,
  );
  expect(finding?.message).toMatch(/^EnableServerFragmentation has no effect/);
});

test.each([
  ['a.cmd', (path: string, mark: (text: string) => string) => `reg add "${mark(path)}" /v EnableServerFragmentation /t REG_DWORD /d 1 /f\n`],
  [
    'a.reg',
    (path: string, mark: (text: string) => string) => `Windows Registry Editor Version 5.00\n\n[${mark(path)}]\n"EnableServerFragmentation"=dword:00000001\n`,
  ],
])('%s: what was under HKEY_CURRENT_USER goes to HKEY_LOCAL_MACHINE', (file, text) => {
  const workspace = expectFindings(RULE, `=== ${file}\n${text(`HKEY_CURRENT_USER\\${RIGHT}`, (path) => `⟦${path}⟧`)}`);
  const [finding] = findingsOf(workspace, RULE);
  expect(finding?.message).toContain(`from HKLM\\${RIGHT}.`);
  expect(finding && applied(workspace, finding, /^Write it/)[0]?.text).toBe(text(`HKEY_LOCAL_MACHINE\\${RIGHT}`, (path) => path));
});

test('Group Policy Preferences: the hive is another attribute', () => {
  const text = (hive: string, key: string): string =>
    `<RegistrySettings clsid="{A3CCFC41-DFDB-43a5-8D26-0FE8B954DA51}"><Registry clsid="{9CD4B2F4-923D-47f5-A062-E897DD1DAD50}" name="a">` +
    `<Properties action="U" hive="${hive}" key="${key}" name="EnableServerFragmentation" type="REG_DWORD" value="00000001"/></Registry></RegistrySettings>\n`;
  const workspace = expectFindings(RULE, `=== Registry.xml\n${text('HKEY_CURRENT_USER', `⟦${RIGHT}⟧`)}`);
  const [finding] = findingsOf(workspace, RULE);
  expect(finding && applied(workspace, finding, /^Write it/)[0]?.text).toBe(text('HKEY_LOCAL_MACHINE', RIGHT));
});
