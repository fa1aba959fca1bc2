import { describe, expect, test } from 'vitest';
import { REGISTRY } from '../../server/src/knowledge/registry.ts';
import { accepted, labels, offered } from '../support/completions.ts';

const KEY = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';
const SSTP = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters';
const RASMAN = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RasMan';
const KEYS = [...new Set(REGISTRY.map(({ key }) => `HKEY_LOCAL_MACHINE\\${key}`))];
const NAMES = ['EnableServerFragmentation', 'CertAuthFlags'];

const HEADER = 'Windows Registry Editor Version 5.00\n\n';
const file = (text: string): string => `=== server.reg\n${HEADER}${text}`;
const IN = { languageId: 'reg', withSnippets: false } as const;
const below = (text: string, key = KEY): string => file(`[${key}]\n${text}\n\n[${KEY}]\n"CertAuthFlags"=dword:00000004\n`);
/** The lines below the key after an item has been accepted. */
const result = (text: string, label: string, key = KEY): string => accepted(below(text, key), label).split('\n\n')[1]?.split('\n').slice(1).join('\n') ?? '';

describe('a key', () => {
  test.each(['[⟦⟧', '[⟦⟧]', '[HKEY_⟦⟧', '[HKEY_LOCAL_MACHINE\\SYS⟦⟧TEM\\Foo]', '[-⟦⟧]', '  [⟦⟧]'])('%s', (text) => {
    expect(labels(file(text), IN)).toEqual(KEYS);
  });

  test('takes the place of what is there, and is closed', () => {
    const all = (text: string): string => accepted(file(`${text}\n"CertAuthFlags"=dword:00000004\n`), SSTP).split('\n')[2] ?? '';
    expect(all('[⟦⟧')).toBe(`[${SSTP}]`);
    expect(all('[HKEY⟦⟧')).toBe(`[${SSTP}]`);
    expect(all('[HKEY⟦⟧]')).toBe(`[${SSTP}]`);
    expect(all('[-HK⟦⟧EY_LOCAL_MACHINE\\X] ; gone')).toBe(`[-${SSTP}] ; gone`);
  });

  test('nothing in front of the bracket or behind it', () => {
    for (const text of ['⟦⟧[HKEY_LOCAL_MACHINE]', '[HKEY_LOCAL_MACHINE]⟦⟧']) expect(labels(file(text), IN)).toEqual([]);
  });
});

describe('a name', () => {
  test.each(['"⟦⟧', '"⟦⟧"', '"Cert⟦⟧Foo"=dword:4', '"Ce⟦⟧=dword:4', '  "⟦⟧"'])('%s', (text) => {
    const { items } = offered(below(text), IN);
    expect(items.map(({ label, detail }) => [label, detail])).toEqual(NAMES.map((name) => [name, 'server, DWord']));
    expect(items[1]?.documentation).toContain('Without it a revoked device tunnel certificate still connects');
  });

  test('is written with its quotes and an equals sign, each once', () => {
    for (const text of ['"⟦⟧', '"⟦⟧"', '"Ce⟦⟧', '"Ce⟦⟧rt"']) expect(result(text, 'CertAuthFlags')).toBe('"CertAuthFlags"=');
    expect(result('"Ce⟦⟧"=dword:4', 'CertAuthFlags')).toBe('"CertAuthFlags"=dword:4');
    expect(result('"Ce⟦⟧=dword:4', 'CertAuthFlags')).toBe('"CertAuthFlags"=dword:4');
    expect(result('Ce⟦⟧', 'CertAuthFlags')).toBe('"CertAuthFlags"=');
  });

  test('none for a key that nothing is known about, that is deleted, or of another hive', () => {
    for (const key of ['HKEY_LOCAL_MACHINE\\SOFTWARE\\Fabrikam', `-${KEY}`, KEY.replace('LOCAL_MACHINE', 'USERS'), ''])
      expect(labels(below('"⟦⟧"', key), IN)).toEqual([]);
  });
});

describe('a line of its own', () => {
  test('takes a value of the key above, or another key', () => {
    for (const text of ['⟦⟧', 'C⟦⟧', '  ⟦⟧']) expect(labels(below(text), IN)).toEqual([...NAMES, ...KEYS]);
    expect(result('⟦⟧', SSTP)).toBe(`[${SSTP}]`);
    expect(result('⟦⟧', 'CertAuthFlags')).toBe('"CertAuthFlags"=');
  });

  test('also at the end of the file, and above all keys', () => {
    expect(labels(file(`[${KEY}]\n⟦⟧`), IN)).toEqual([...NAMES, ...KEYS]);
    expect(labels(file(`[${KEY}]\r\n"CertAuthFlags"=dword:00000004\r\n⟦⟧`), IN)).toEqual([...NAMES, ...KEYS]);
    expect(labels(file('⟦⟧'), IN)).toEqual(KEYS);
  });

  test('not the first line, nor a comment', () => {
    expect(labels('=== server.reg\n⟦⟧\n', IN)).toEqual([]);
    expect(labels('=== server.reg\nWindows ⟦⟧\n', IN)).toEqual([]);
    expect(labels(below('; ⟦⟧'), IN)).toEqual([]);
  });
});

describe('data', () => {
  test('is one item with its type', () => {
    const { items } = offered(below('"CertAuthFlags"=⟦⟧'), IN);
    expect(items.map(({ label, detail, documentation }) => [label, detail, documentation])).toEqual([
      ['dword:00000004', 'CertAuthFlags', '4 = revoked machine certificates are refused'],
      ['dword:00000000', 'CertAuthFlags', '4 = revoked machine certificates are refused'],
    ]);
  });

  test('takes the place of what is there, and leaves a comment', () => {
    for (const text of ['⟦⟧', 'd⟦⟧', 'dword:0⟦⟧', 'dword:⟦⟧1', '⟦⟧hex:00'])
      expect(result(`"CertAuthFlags"=${text} ; as agreed`, 'dword:00000004')).toBe('"CertAuthFlags"=dword:00000004 ; as agreed');
    expect(result('"CertAuthFlags" = dw⟦⟧', 'dword:00000004')).toBe('"CertAuthFlags" = dword:00000004');
  });

  test('what only the administrator knows is begun', () => {
    const hash = accepted(below('"SHA256CertificateHash"=⟦⟧', SSTP), 'hex:', 'defaults').split('\n').slice(3, 6).join('\n');
    expect(hash).toBe(`"SHA256CertificateHash"=hex:${'00,'.repeat(17)}\\\n  ${'00,'.repeat(14)}00\n`);
    expect(result('"SHA256CertificateHash"=⟦⟧', 'hex:', SSTP)).toMatch(/^"SHA256CertificateHash"=hex:\$\{1:00,/);
    expect(labels(below('"AutoTriggerDisabledProfilesList"=⟦⟧', `${RASMAN}\\Config`), IN)).toEqual(['hex(7):']);
    expect(labels(below('"AutoTriggerProfileEntryName"=⟦⟧', `${RASMAN}\\Config`), IN)).toEqual(['""']);
    expect(result('"AutoTriggerProfileEntryName"=⟦⟧', '""', `${RASMAN}\\Config`)).toBe('"AutoTriggerProfileEntryName"="${1:}"');
  });

  test.each([
    '"Fabrikam"=⟦⟧',
    '"CertAuthFlags"⟦⟧=dword:4',
    '"CertAuthFlags⟦⟧"dword',
    '@=⟦⟧',
    '"CertAuthFlags"=dword:4 ; ⟦⟧',
    '"CertAuthFlags"=hex:04,\\\n  ⟦⟧00',
  ])('none: %s', (text) => {
    expect(labels(below(text), IN).filter((label) => label.includes(':'))).toEqual([]);
  });
});

test('signs that begin a part ask for it, a blank only behind the equals sign', () => {
  const asked = (text: string, typed: string): string[] => labels(below(text), { ...IN, typed });
  expect(asked('[⟦⟧]', '[')).toEqual(KEYS);
  expect(asked('[HKEY_LOCAL_MACHINE\\⟦⟧]', '\\')).toEqual(KEYS);
  expect(asked('"⟦⟧"', '"')).toEqual(NAMES);
  expect(asked('"CertAuthFlags"=⟦⟧', '=')).toHaveLength(2);
  expect(asked('"CertAuthFlags"= ⟦⟧', ' ')).toHaveLength(2);
  expect(asked(' ⟦⟧', ' ')).toEqual([]);
  expect(asked('"CertAuthFlags"=\\⟦⟧', '\\')).toEqual([]);
});

describe('Registry.xml of Group Policy Preferences', () => {
  const item = (properties: string): string => `=== Registry.xml
<?xml version="1.0" encoding="utf-8"?>
<RegistrySettings clsid="{A3CCFC41-DFDB-43a5-8D26-0FE8B954DA51}">
  <Registry clsid="{9CD4B2F4-923D-47f5-A062-E897DD1DAD50}" name="CertAuthFlags">
    <Properties action="U" ${properties}/>
  </Registry>
</RegistrySettings>
`;
  const HIVE = 'hive="HKEY_LOCAL_MACHINE"';
  const key = KEY.replace('HKEY_LOCAL_MACHINE\\', '');

  test('key, name, type and data between the quotes of their attributes', () => {
    expect(labels(item(`${HIVE} key="⟦⟧"`), { typed: '"' })).toEqual(KEYS.map((each) => each.replace('HKEY_LOCAL_MACHINE\\', '')));
    expect(labels(item(`${HIVE} key="${key}" name="⟦⟧"`))).toEqual(NAMES);
    expect(labels(item(`${HIVE} key="${key}" name="CertAuthFlags" type="⟦⟧" value=""`))).toEqual(['REG_DWORD']);
    expect(labels(item(`${HIVE} key="${key}" name="CertAuthFlags" type="REG_DWORD" value="⟦⟧"`))).toEqual(['00000004', '00000000']);
  });

  test('nothing of a key or value that nothing is known about', () => {
    expect(labels(item(`${HIVE} key="SOFTWARE\\Fabrikam" name="⟦⟧"`))).toEqual([]);
    expect(labels(item(`${HIVE} key="${key}" name="Fabrikam" value="⟦⟧"`))).toEqual([]);
    expect(labels(item(`hive="HKEY_USERS" key="${key}" name="⟦⟧"`))).toEqual([]);
    expect(labels(item(`${HIVE} key="${key}" name="CertAuthFlags" displayDecimal="⟦⟧"`))).toEqual([]);
  });
});
