import { describe, expect, test } from 'vitest';
import { expectFindings, findingsOf } from '../support/fixture.ts';

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

describe('silent about', () => {
  test.each([
    ['another control set', write('HKLM:\\SYSTEM\\ControlSet001\\Services\\RemoteAccess\\Parameters\\Ikev2')],
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
