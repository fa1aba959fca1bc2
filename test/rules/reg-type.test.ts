import { describe, expect, test } from 'vitest';
import { expectFindings, findingsOf } from '../support/fixture.ts';

const RULE = 'reg-type';
const KEY = "'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2'";
const NAME = 'EnableServerFragmentation';
const script = (line: string): string => `=== s.ps1\n${line}\n`;
const PATH = KEY.slice(7, -1);
const REG = `Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\${PATH}]\n`;
const gpp = (type: string): string =>
  `<RegistrySettings clsid="{A3CCFC41-DFDB-43a5-8D26-0FE8B954DA51}"><Registry clsid="{9CD4B2F4-923D-47f5-A062-E897DD1DAD50}" name="${NAME}">` +
  `<Properties action="U" hive="HKEY_LOCAL_MACHINE" key="${PATH}" name="${NAME}" type="${type}" value="1"/></Registry></RegistrySettings>`;
const severities = (text: string): string[] => findingsOf(expectFindings(RULE, text), RULE).map(({ severity }) => severity);

describe('New-ItemProperty', () => {
  test.each(['DWord', 'dword', "'DWORD'", 'DW'])(
    '%s is right',
    (type) => void expectFindings(RULE, script(`New-ItemProperty -Path ${KEY} -Name ${NAME} -PropertyType ${type} -Value 1`)),
  );
  test.each(['String', 'QWord', 'Binary', 'None', 'REG_DWORD', 'Dwrod'])('%s is wrong: an error on the type', (type) => {
    expect(severities(script(`New-ItemProperty -Path ${KEY} -Name ${NAME} -Type ⟦${type}⟧ -Value 1`))).toEqual(['error']);
  });
  test('what is no type makes the command fail, and says so', () => {
    const [finding] = findingsOf(expectFindings(RULE, script(`New-ItemProperty -Path ${KEY} -Name ${NAME} -PropertyType ⟦REG_DWORD⟧ -Value 1`)), RULE);
    expect(finding?.message).toBe('There is no type REG_DWORD, so the command fails; EnableServerFragmentation must be of type DWord.');
  });
  // Without brackets around it, [int]1 is a text to a command.
  test.each(["'1'", '"1"', '([string]1)', '[int]1'])('no type and %s: an error, since it becomes a String', (value) => {
    expect(severities(script(`New-ItemProperty -Path ${KEY} -Name ⟦${NAME}⟧ -Value ${value}`))).toEqual(['error']);
  });
  test.each(['1', '0x1', '([int]1)', "([int]'1')"])('no type and %s: a hint, since it becomes a DWord', (value) => {
    expect(severities(script(`New-ItemProperty -Path ${KEY} -Name ⟦${NAME}⟧ -Value ${value}`))).toEqual(['hint']);
  });
  test.each(['$value', '(Get-Value)', '([byte[]](1, 2))'])(
    'no type and %s: nothing is known',
    (value) => void expectFindings(RULE, script(`New-ItemProperty -Path ${KEY} -Name ${NAME} -Value ${value}`)),
  );
  test('no type and no data', () => expectFindings(RULE, script(`New-ItemProperty -Path ${KEY} -Name ${NAME}`)));
  test('what is splatted may hold the type', () =>
    expectFindings(RULE, script(`$rest = Get-Rest\nNew-ItemProperty -Path ${KEY} -Name ${NAME} -Value '1' @rest`)));
});

describe('Set-ItemProperty keeps the type of a value that exists', () => {
  test('no type and a text: a hint', () => expect(severities(script(`Set-ItemProperty -Path ${KEY} -Name ⟦${NAME}⟧ -Value '1'`))).toEqual(['hint']));
  test('no type and a number: nothing', () => expectFindings(RULE, script(`Set-ItemProperty -Path ${KEY} -Name ${NAME} -Value 1`)));
  test('a wrong type: an error', () => expect(severities(script(`Set-ItemProperty -Path ${KEY} -Name ${NAME} -Value 1 -Type ⟦String⟧`))).toEqual(['error']));
  test('by its alias and by position', () => expect(severities(script(`sp ${KEY} ⟦${NAME}⟧ '1'`))).toEqual(['hint']));
});

describe('other types', () => {
  const rasMan = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Config';
  test('a String needs none', () => expectFindings(RULE, script(`New-ItemProperty -Path ${rasMan} -Name AutoTriggerProfileEntryName -Value 'AOVPN'`)));
  test('a list of texts is no single text', () =>
    expect(severities(script(`New-ItemProperty -Path ${rasMan} -Name AutoTriggerDisabledProfilesList -PropertyType ⟦String⟧ -Value 'AOVPN'`))).toEqual([
      'error',
    ]));
  test('a hash as a text, unless it is the one that sstp-hash-binary speaks of', () => {
    const sstp = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters';
    expect(severities(script(`New-ItemProperty -Path ${sstp} -Name ⟦SHA1CertificateHash⟧ -Value 'C3AB8FF1'`))).toEqual(['error']);
    expectFindings(RULE, script(`New-ItemProperty -Path ${sstp} -Name SHA256CertificateHash -Value '⟦C3AB8FF1⟧{sstp-hash-binary}'`));
  });
});

test.each([
  ['reg add', 'server.cmd', `reg add HKLM\\${PATH} /v ${NAME} /t ⟦DWORD⟧ /d 1`, 'There is no type DWORD, so the command fails;'],
  ['a registry file', 'server.reg', `${REG}"${NAME}"=⟦"1"⟧\n`, `${NAME} must be of type DWord; as String it is read as absent.`],
  ['Group Policy Preferences', 'Registry.xml', gpp('⟦REG_SZ⟧'), `${NAME} must be of type DWord; as REG_SZ it is read as absent.`],
  ['Group Policy Preferences, no type', 'Registry.xml', gpp('⟦DWORD⟧'), `There is no type DWORD; ${NAME} must be of type DWord.`],
])('%s', (_, file, text, message) => {
  const [finding] = findingsOf(expectFindings(RULE, `=== ${file}\n${text}`), RULE);
  expect(finding?.message.startsWith(message), finding?.message).toBe(true);
});

test.each([
  ['a value that is deleted', `Remove-ItemProperty -Path ${KEY} -Name ${NAME}`],
  ['another key', `New-ItemProperty -Path HKLM:\\SOFTWARE\\Fabrikam -Name ${NAME} -PropertyType String -Value 1`],
  ['another hive', `New-ItemProperty -Path ${KEY.replace('HKLM', 'HKCU')} -Name ${NAME} -PropertyType String -Value 1`],
  ['a name that is not known', `New-ItemProperty -Path ${KEY} -Name $name -PropertyType String -Value 1`],
])('nothing about %s', (_, line) => void expectFindings(RULE, script(line)));

test('nothing about a value that reg delete takes away', () => void expectFindings(RULE, `=== s.cmd\nreg delete HKLM\\${PATH} /v ${NAME} /f\n`));

test('reg add without a type writes a String, with or without data', () => {
  for (const data of ['', ' /d 1']) expect(severities(`=== s.cmd\nreg add HKLM\\${PATH} /v ⟦${NAME}⟧${data} /f\n`)).toEqual(['error']);
});

/** Another type helps only where the data can be of it. */
describe('the fix', () => {
  const config = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Config';
  const fixes = (line: string): string[] => findingsOf(expectFindings(RULE, script(line)), RULE).flatMap((each) => each.fixes().map(({ title }) => title));
  const create = (name: string, type: string, value: string): string =>
    `New-ItemProperty -Path ${name === NAME ? KEY : config} -Name ${name} -PropertyType ⟦${type}⟧ -Value ${value}`;

  test.each([
    [create(NAME, 'String', "'1'"), ['Set the type to DWord']],
    [create(NAME, 'String', "' 0x1F '"), ['Set the type to DWord']],
    [create(NAME, 'String', "'on'"), []],
    [create(NAME, 'String', "'1 2'"), []],
    [create(NAME, 'String', "'x1'"), []],
    [create(NAME, 'QWord', '1'), ['Set the type to DWord']],
    [create(NAME, 'QWord', '$value'), ['Set the type to DWord']],
    [create('AutoTriggerProfileEntryName', 'DWord', '1'), ['Set the type to String']],
    [create('AutoTriggerProfileEntryName', 'Binary', "'AOVPN'"), ['Set the type to String']],
    [create('AutoTriggerDisabledProfilesList', 'String', "'AOVPN'"), ['Set the type to MultiString']],
    [create('AutoTriggerDisabledProfilesList', 'DWord', '1'), []],
    [create('AutoTriggerProfileGUID', 'String', "'00ff'"), []],
    [create('AutoTriggerProfileGUID', 'DWord', '1'), []],
  ])('%s', (line, expected) => expect(fixes(line)).toEqual(expected));
});
