import { beforeAll, describe, expect, test } from 'vitest';
import { REGISTRY } from '../../server/src/knowledge/registry.ts';
import { accepted, labels, offered } from '../support/completions.ts';
import { loadPowerShell } from '../support/powershell.ts';

beforeAll(loadPowerShell);

const KEY = 'SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';
const IKEV2 = `HKLM\\${KEY}`;
const KEYS = [...new Set(REGISTRY.map(({ key }) => `HKLM\\${key}`))];

/** What a batch file and a script have in common; the quotes are those of each. */
const SHELLS = [
  ['a batch file', 'server.cmd', '"', '^'],
  ['PowerShell', 'server.ps1', "'", '`'],
] as const;

describe.each(SHELLS)('reg.exe in %s', (_, file, quote, continued) => {
  const at = (line: string): string => `=== ${file}\n${line}`;
  const before = (line: string): string => at(`${line}\nreg add "${IKEV2}" /v EnableServerFragmentation /t REG_DWORD /d 1 /f\n`);
  const result = (line: string, label: string): string => accepted(before(line), label).split('\n').slice(0, -2).join('\n');

  test.each([
    ['reg add ⟦⟧'],
    ['reg.exe add ⟦⟧'],
    ['reg delete ⟦⟧ /v CertAuthFlagsX /f'],
    ['reg add "⟦⟧"'],
    ['reg add "HKLM\\⟦⟧"'],
    ['reg add "HKLM\\⟦⟧" /v CertAuthFlagsX /f'],
    ['reg add "HKLM\\SYSTEM⟦⟧\\Foo" /f'],
    ['reg add "⟦⟧'],
    ['reg add "HKLM\\S⟦⟧ /v CertAuthFlagsX /t REG_DWORD'],
    [`reg add ${continued}\n  ⟦⟧`],
  ])('the keys of the table: %s', (line) => {
    expect(labels(before(line))).toEqual(KEYS);
  });

  test('a key is written in quotes, whatever quotes there are', () => {
    expect(result('reg add ⟦⟧', IKEV2)).toBe(`reg add ${quote}${IKEV2}${quote}`);
    expect(result('reg add HKLM\\Sy⟦⟧ /f', IKEV2)).toBe(`reg add ${quote}${IKEV2}${quote} /f`);
    expect(result('reg add "HKLM\\Sy⟦⟧st" /v CertAuthFlags', IKEV2)).toBe(`reg add "${IKEV2}" /v CertAuthFlags`);
    expect(result('reg add "⟦⟧', IKEV2)).toBe(`reg add "${IKEV2}"`);
    expect(result('reg add "HKLM\\⟦⟧ /v CertAuthFlags /d 4', IKEV2)).toBe(`reg add "${IKEV2}" /v CertAuthFlags /d 4`);
    expect(result('reg add "HKLM\\⟦⟧ /v "CertAuthFlags" /d 4', IKEV2)).toBe(`reg add "${IKEV2}" /v "CertAuthFlags" /d 4`);
  });

  test('the hive is spelled as it has been begun', () => {
    expect(labels(before('reg add HKEY_⟦⟧'))).toEqual(KEYS.map((key) => key.replace('HKLM', 'HKEY_LOCAL_MACHINE')));
    expect(labels(before('reg add "HKEY_LOCAL_MACHINE\\SYS⟦⟧"'))[0]).toBe(`HKEY_LOCAL_MACHINE\\${KEY}`);
  });

  test('only the keys of a value that is named already', () => {
    expect(labels(before('reg add ⟦⟧ /v CertAuthFlags'))).toEqual([IKEV2]);
    expect(labels(before('reg add "⟦⟧ /v CertAuthFlags'))).toEqual([IKEV2]);
  });

  test.each([
    [`reg add "${IKEV2}" /v ⟦⟧`],
    [`reg add ${IKEV2} /v ⟦⟧ /t REG_DWORD /d 4 /f`],
    [`reg delete "${IKEV2.toUpperCase()}" /v "⟦⟧"`],
    [`reg add "${IKEV2}" /f /v "Cert⟦⟧`],
    [`reg add "HKEY_LOCAL_MACHINE\\${KEY}" /d 4 /v Cert⟦⟧Flags`],
    [`reg add "${IKEV2}" ${continued}\n  /v ⟦⟧`],
  ])('the values of the key: %s', (line) => {
    const { items } = offered(before(line));
    expect(items.map(({ label, detail }) => [label, detail])).toEqual([
      ['EnableServerFragmentation', 'server, DWord'],
      ['CertAuthFlags', 'server, DWord'],
    ]);
    expect(items[1]?.documentation).toContain('Without it a revoked device tunnel certificate still connects');
  });

  test('a name takes the place of what is there, its quote is closed', () => {
    expect(result(`reg add "${IKEV2}" /v Ce⟦⟧ /t REG_DWORD`, 'CertAuthFlags')).toBe(`reg add "${IKEV2}" /v CertAuthFlags /t REG_DWORD`);
    expect(result(`reg add "${IKEV2}" /v "Ce⟦⟧ /t REG_DWORD`, 'CertAuthFlags')).toBe(`reg add "${IKEV2}" /v "CertAuthFlags" /t REG_DWORD`);
    expect(result(`reg add "${IKEV2}" /v ⟦⟧ /t REG_DWORD`, 'CertAuthFlags')).toBe(`reg add "${IKEV2}" /v CertAuthFlags /t REG_DWORD`);
  });

  test('each name once where no key is stated or it is not known', () => {
    const names = [...new Set(REGISTRY.map(({ name }) => name))];
    expect(labels(before(`reg add ${file.endsWith('ps1') ? '$key' : '%KEY%'} /v ⟦⟧`))).toEqual(names);
    expect(labels(before('reg add /v ⟦⟧'))).toEqual([]);
  });

  test('the type and the data of the value, with the meaning', () => {
    expect(labels(before(`reg add "${IKEV2}" /v CertAuthFlags /t ⟦⟧`))).toEqual(['REG_DWORD']);
    expect(labels(before(`reg add "${IKEV2}" /v CertAuthFlags /t "⟦⟧" /d 4`))).toEqual(['REG_DWORD']);
    expect(labels(before('reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters /t ⟦⟧ /v SHA256CertificateHash'))).toEqual(['REG_BINARY']);
    const { items } = offered(before(`reg add "${IKEV2}" /v CertAuthFlags /t REG_DWORD /d ⟦⟧ /f`));
    expect(items.map(({ label, documentation }) => [label, documentation])).toEqual([
      ['4', '4 = revoked machine certificates are refused'],
      ['0', '4 = revoked machine certificates are refused'],
    ]);
    expect(result(`reg add "${IKEV2}" /v CertAuthFlags /t REG_DWORD /d "⟦⟧`, '4')).toBe(`reg add "${IKEV2}" /v CertAuthFlags /t REG_DWORD /d "4"`);
  });

  test.each([
    ['reg ⟦⟧'],
    ['reg add⟦⟧'],
    ['reg query ⟦⟧'],
    [`reg add "${IKEV2}"⟦⟧`],
    [`reg add ⟦⟧"${IKEV2}"`],
    [`reg add "${IKEV2}" ⟦⟧`],
    [`reg add "${IKEV2}" /⟦⟧`],
    [`reg add "${IKEV2}" /v⟦⟧ CertAuthFlags`],
    [`reg add "${IKEV2}" /v CertAuthFlags /t REG_DWORD ⟦⟧ /d 4`],
    ['reg add HKLM\\SOFTWARE\\Fabrikam /v ⟦⟧'],
    [`reg add "HKCU\\${KEY}" /v ⟦⟧`],
    [`reg add "${IKEV2}" /v Fabrikam /t ⟦⟧`],
    [`reg add "${IKEV2}" /v Fabrikam /d ⟦⟧`],
    [`reg add "${IKEV2}" /d ⟦⟧`],
    [`reg add "${IKEV2}" /v CertAuthFlags /s ⟦⟧`],
    [`reg add "${IKEV2}" /v CertAuthFlags /f\n⟦⟧reg add`],
    [`${file.endsWith('ps1') ? '#' : 'rem'} reg add "${IKEV2}" /v ⟦⟧`],
  ])('nothing of the table: %s', (line) => {
    expect(labels(before(line), { withSnippets: false })).toEqual([]);
  });
});

describe('in a batch file', () => {
  test('what variables hold is known', () => {
    expect(labels(`=== server.cmd\nset KEY=${IKEV2}\nreg add "%KEY%" /v ⟦⟧`)).toEqual(['EnableServerFragmentation', 'CertAuthFlags']);
    // The variable itself is nobody's to replace.
    expect(labels(`=== server.cmd\nset KEY=${IKEV2}\nreg add "%KE⟦⟧Y%" /v CertAuthFlags`)).toEqual([]);
  });

  test('behind other commands, in blocks and under another name of the program', () => {
    for (const line of [
      'call reg add ⟦⟧',
      'if exist x ( reg add ⟦⟧ )',
      '@reg add "⟦⟧" >nul',
      '%SystemRoot%\\System32\\reg.exe add ⟦⟧ && echo done',
      'cmd /c reg add ⟦⟧',
    ])
      expect(labels(`=== server.cmd\nreg add "${IKEV2}" /f\n${line}`)).toEqual(KEYS);
  });

  test('a character of a part asks, a blank does, and nothing else', () => {
    const file = `=== server.cmd\nreg add "${IKEV2}" /v EnableServerFragmentation /f\nreg add `;
    expect(labels(`${file}⟦⟧`, { typed: ' ' })).toEqual(KEYS);
    expect(labels(`${file}"⟦⟧"`, { typed: '"' })).toEqual(KEYS);
    expect(labels(`${file}"HKLM\\⟦⟧"`, { typed: '\\' })).toEqual(KEYS);
    expect(labels(`${file}HKLM\\S /v X=⟦⟧`, { typed: '=' })).toEqual([]);
    expect(labels(`${file}/⟦⟧`, { typed: '/' })).toEqual([]);
  });

  test('snippets at the start of a command, and in a file that is still empty', () => {
    const prefixes = labels('=== server.cmd\n⟦⟧', { languageId: 'bat' });
    expect(prefixes).toContain('aovpn-ikev2-fragmentation');
    expect(labels(`=== server.cmd\nreg add "${IKEV2}" /f\n  aovpn⟦⟧`)).toEqual(prefixes);
    expect(labels(`=== server.cmd\nreg add "${IKEV2}" /f\n  aovpn⟦⟧`, { withSnippets: false })).toEqual([]);
  });
});

describe('in PowerShell', () => {
  test('what variables hold is known', () => {
    expect(labels(`=== server.ps1\n$key = '${IKEV2}'\nreg add $key /v ⟦⟧`)).toEqual(['EnableServerFragmentation', 'CertAuthFlags']);
    expect(labels(`=== server.ps1\n$key = '${IKEV2}'\nreg add $k⟦⟧ey /v CertAuthFlags`)).toEqual([]);
  });

  test('a function of the name is another command', () => {
    expect(labels('=== server.ps1\nfunction reg { }\nreg add ⟦⟧', { withSnippets: false })).toEqual([]);
  });
});
